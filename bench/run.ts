/** `npm run bench`: ropwire beside its peers on the same bytes, as ratios of the same run. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cases } from "./cases/cases.js";
import { type Imports, measureImports } from "./imports.js";
import { machine } from "./machine.js";
import { measureCase, type Result } from "./measure/processes.js";
import { type Options, optionsOf, USAGE } from "./options.js";
import { plotScale } from "./plot.js";
import { printImports, printMachine, printResult, printScale } from "./report.js";
import { root } from "./root.js";
import type { Scale } from "./scale.js";

async function run(options: Options): Promise<void> {
  const version = execFileSync(options.node, ["--version"], { encoding: "utf8" }).trim();
  const measuredOn = machine(version);
  printMachine(measuredOn);
  const results: Result[] = [];
  for (const id of cases.keys()) {
    if (!isWanted(id, options)) continue;
    const result = measureCase(id, options);
    printResult(result);
    results.push(result);
  }
  let imports: readonly Imports[] = [];
  if (isWanted("import", options)) printImports((imports = await measureImports(options.node, options.processes)));
  let scale: readonly Scale[] = [];
  if (options.scale || isWanted("scale", options)) printScale((scale = measureScale(options)));
  if (options.plot !== undefined && scale.length > 0) writeFileSync(options.plot, plotScale(scale));
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine: measuredOn, results, imports, scale }, null, 2)}\n`);
  }
}

function isWanted(id: string, { cases: wanted }: Options): boolean {
  return wanted.length === 0 || wanted.some((text) => id.includes(text));
}

/** Up to 10 MB, or 1 GB where that is asked for. */
function measureScale({ node, scale }: Options): readonly Scale[] {
  const maximum = scale ? 1e9 : 1e7;
  const script = join(root, "dist/bench/scale.js");
  return JSON.parse(execFileSync(node, ["--expose-gc", script, String(maximum)], { encoding: "utf8" })) as Scale[];
}

try {
  const options = optionsOf(process.argv.slice(2));
  if (options.list) console.log([...cases.keys(), "import", "scale"].join("\n"));
  else await run(options);
} catch (error) {
  console.error(error instanceof Error ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}
