/** Runs programs in the folder of the installed projects. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, expect, inject } from "vitest";

const { projects, lacking } = inject("consumer");

/** In a file of tests: they are skipped, and say why, where the package could not be installed. */
export function needsInstalled(): void {
  beforeEach(({ skip }) => {
    if (lacking !== undefined) skip(lacking);
  });
}

/** Runs a program; where it fails, the error carries what it printed. */
export async function run(
  cwd: string,
  program: string,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return promisify(execFile)(program, args, { cwd, maxBuffer: 2 ** 24 }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(`${[program, ...args].join(" ")} fails:\n${error.stdout}${error.stderr}`, { cause: error });
    },
  );
}

/** What Node prints that runs the file: one line of JSON, and nothing to complain about. */
export async function printed(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr } = await run(projects, process.execPath, ...args);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** What that major of TypeScript says. */
export async function tsc(major: 5 | 6 | 7, ...args: readonly string[]): Promise<string> {
  const compiler = join("node_modules", `typescript-${major}`, "bin", "tsc");
  return (await run(projects, process.execPath, compiler, ...args)).stdout;
}
