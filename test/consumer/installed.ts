/** Packs the package as it is published and installs it in a folder of its own, once for all consumers. */
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly consumer: Consumer;
  }
}

export interface Consumer {
  /** The file that would be published. */
  readonly tarball: string;
  /** What is in it. */
  readonly package: string;
  /** A folder with the projects of test/consumer, and the packages they need installed beside them. */
  readonly projects: string;
  /** Why nothing could be installed there, where it could not. */
  readonly lacking: string | undefined;
}

const root = resolve(import.meta.dirname, "../..");
/** What consumers install beside the package; the versions are the ones it is known to work with. */
const BESIDE = {
  "@types/node": "20.19.43",
  "binary-parser": "2.3.0",
  "fast-check": "4.10.2",
  "ts-morph": "28.0.0",
  "typescript-5": "npm:typescript@5.9.3",
  "typescript-6": "npm:typescript@6.0.3",
  "typescript-7": "npm:typescript@7.0.2",
};
const run = promisify(execFile);

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "ropwire-consumer-"));
  // Not the build once more: `npm test` has just made it.
  await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: root });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
  const tarball = join(folder, `ropwire-${version}.tgz`);
  await run("tar", ["-xzf", tarball, "-C", folder]);
  const projects = join(folder, "projects");
  cpSync(import.meta.dirname, projects, { recursive: true });
  const dependencies = { ropwire: `file:${tarball}`, ...BESIDE };
  writeFileSync(join(projects, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  const lacking = await install(projects);
  project.provide("consumer", { tarball, package: join(folder, "package"), projects, lacking });
  return () => rm(folder, { recursive: true, force: true });
}

/** The reason where the registry is out of reach; anything else that goes wrong is a failure. */
async function install(folder: string): Promise<string | undefined> {
  try {
    await run("npm", ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund"], { cwd: folder });
    return undefined;
  } catch (error) {
    const text = (error as { readonly stderr?: string }).stderr ?? "";
    const code = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/.exec(text)?.[0];
    if (code === undefined) throw error;
    console.warn(`skipped: projects that install the package: the registry cannot be reached (${code})`);
    return `the registry cannot be reached (${code})`;
  }
}
