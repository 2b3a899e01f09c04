/** The package as it would be published: what is in it, that its entries lead somewhere, and that tools find no fault. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { run } from "./node.js";

const { tarball, package: folder } = inject("consumer");
const root = resolve(import.meta.dirname, "../..");
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

interface Manifest {
  readonly sideEffects: unknown;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

describe("the manifest", () => {
  test("says that modules do nothing when they are loaded", () => {
    expect(manifest.sideEffects).toBe(false);
  });

  test.each(Object.entries(manifest.exports))("%s: types first, and files that are there", (_entry, target) => {
    const paths = typeof target === "string" ? [target] : Object.values(target);
    if (typeof target !== "string") expect(Object.keys(target)).toEqual(["types", "default"]);
    for (const path of paths) {
      const [before = "", after = ""] = path.replace("./", "").split("*");
      const found = files.filter((file) => file.startsWith(before) && file.endsWith(after));
      expect(found, path).not.toEqual([]);
    }
  });
});

describe("the files", () => {
  test("are these folders and no others", () => {
    const folders = new Set(
      files.map((file) => (file.startsWith("dist/") ? file.split("/", 2).join("/") : file.split("/", 1)[0])),
    );
    expect([...folders].toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "conformance",
      "dist/generated",
      "dist/schema",
      "dist/scripts",
      "dist/src",
      "generated",
      "package.json",
      "schema",
      "scripts",
      "src",
    ]);
  });

  test("lead from every module and every declaration to a source", () => {
    const built = files.filter((file) => file.startsWith("dist/") && /\.(js|d\.ts)$/.test(file));
    const lost = built.flatMap((file) => {
      if (!files.includes(`${file}.map`)) return [`${file} has no map`];
      const map = JSON.parse(readFileSync(join(folder, `${file}.map`), "utf8")) as {
        readonly sourceRoot?: string;
        readonly sources: readonly string[];
      };
      return map.sources
        .filter((source) => !existsSync(resolve(folder, dirname(file), map.sourceRoot ?? "", source)))
        .map((source) => `${file} comes from ${source}: delete dist and build again`);
    });
    expect(built.length).toBeGreaterThan(1000);
    expect(lost).toEqual([]);
  });

  test("are not more than they have to be", () => {
    const unpacked = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(statSync(tarball).size).toBeLessThanOrEqual(2_535_000);
    expect(unpacked).toBeLessThanOrEqual(19_200_000);
  });
});

describe("the tools", () => {
  test("publint finds nothing", async () => {
    const publint = join(root, "node_modules", "publint", "src", "cli.js");
    const { stdout } = await run(root, process.execPath, publint, "--strict", tarball);
    expect(stdout).toContain("All good!");
  });

  test("are the types wrong? They are not", async () => {
    const attw = join(root, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
    // It fails where it finds something. Entries with a `*` are left out by the tool: one of each stands for the others.
    const entries = [
      "rops/notification/rop-pending",
      "structures/restriction",
      "frames/mapi-http",
      "byte-map/rops/notification/rop-pending",
    ];
    const how = ["--profile", "esm-only", "--format", "ascii", "--no-emoji"];
    // Lines of JSON are read as a file and not imported.
    const which = ["--exclude-entrypoints", "conformance/cases.jsonl", "--include-entrypoints", ...entries];
    const { stdout } = await run(root, process.execPath, attw, tarball, ...how, ...which);
    expect(stdout).toContain('"ropwire/rops/notification/rop-pending"');
  });
});
