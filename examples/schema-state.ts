/** Compiles the schema and says whether generated/ is what comes out. */
import { join } from "node:path";
import { compare, compile, save } from "../scripts/compile.js";
import { ownOptions } from "../scripts/own.js";
import { problemText } from "../scripts/problems.js";
import { packageRoot } from "../scripts/read/load.js";

/** Writes what changed. @throws Error with all problems if the schema has any. */
export function schemaState(): string {
  const root = packageRoot();
  const started = performance.now();
  const { problems, files, model } = compile(ownOptions(root));
  if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
  const folder = join(root, "generated");
  const drift = compare(folder, files);
  save(folder, files, drift);
  const changes = Object.entries(drift)
    .filter(([, paths]) => paths.length > 0)
    .map(([what, paths]) => `${paths.length} ${what}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const what = `${model?.rops.length ?? 0} ROPs and ${model?.structures.length ?? 0} structures into ${files.size} files`;
  return `${what}, ${changes.length === 0 ? "up to date" : changes.join(", ")} (${seconds} s)`;
}
