/** How long importing takes in a process that has loaded nothing: the package, one codec, the package as one file. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { median } from "./measure/statistics.js";
import { root } from "./root.js";

export interface Imports {
  readonly what: string;
  readonly milliseconds: number;
  readonly required?: number;
}

export async function measureImports(node: string, processes: number): Promise<readonly Imports[]> {
  const folder = mkdtempSync(join(tmpdir(), "ropwire-bench-"));
  try {
    const whole = join(root, "dist/src/index.js");
    const bundle = join(folder, "ropwire.mjs");
    await build({
      entryPoints: [whole],
      outfile: bundle,
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "silent",
    });
    const time = (what: string, file: string, required?: number): Imports => ({
      what,
      milliseconds: median(Array.from({ length: 3 * processes }, () => importOnce(node, file))),
      ...(required === undefined ? {} : { required }),
    });
    return [
      time("whole package, as one file", bundle, 60),
      time("whole package, as its modules", whole),
      time("RopPending alone, as its modules", join(root, "dist/generated/rops/notification/rop-pending.js")),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function importOnce(node: string, file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - t)`;
  return Number(execFileSync(node, ["--input-type=module", "--eval", script], { encoding: "utf8" }));
}
