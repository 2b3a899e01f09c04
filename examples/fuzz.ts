/** `npm run fuzz -- --time 60 --target rop-responses --seed 1`: the coverage-guided loop; failures become files of test/corpus. */
import { parseArgs } from "node:util";
import { type Explored, explore, type Target, targetOf } from "../src/fuzz/index.js";
import { hexOf } from "../src/wire/text.js";
import { corpus, keep } from "./fuzz/corpus.js";
import { seedsOf } from "./fuzz/seeds.js";
import { allTargets } from "./fuzz/targets.js";
import { heading, line, outcome } from "./show.js";

/** A single run that takes longer is shown, in milliseconds. */
const SLOW = 100;

interface Arguments {
  /** For each target, in milliseconds. */
  readonly time: number;
  readonly seed: number;
  readonly chosen: readonly Target[];
}

/** @throws RangeError with what is wrong with an argument */
function argumentsGiven(): Arguments {
  const options = { time: { type: "string" }, seed: { type: "string" }, target: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const seconds = Number(values.time ?? "60");
  const seed = Number(values.seed ?? "1");
  if (!(seconds > 0)) throw new RangeError(`--time is a number of seconds greater than 0, not ${values.time}.`);
  if (!Number.isInteger(seed)) throw new RangeError(`--seed is an integer, not ${values.seed}.`);
  const chosen = values.target === undefined ? allTargets : [targetOf(values.target, allTargets)];
  return { time: (seconds * 1000) / chosen.length, seed, chosen };
}

/** Whether nothing was found. */
function show(target: Target, { runs, kept, findings, functions, slowest }: Explored): boolean {
  const counts = `${runs} runs, ${kept.length} inputs kept, ${functions} functions reached`;
  outcome(`${target.name}: ${counts}`, findings.length === 0);
  if (slowest.time > SLOW) line("slow", `${slowest.time.toFixed(0)} ms: ${hexOf(slowest.bytes).slice(0, 200)}`);
  for (const finding of findings) {
    line(finding.kind, finding.message.slice(0, 300));
    line("", keep(target.name, finding));
  }
  return findings.length === 0;
}

function main(): boolean {
  const { time, seed, chosen } = argumentsGiven();
  heading(`Fuzzing with seed ${seed}, ${(time / 1000).toFixed(1)} s for each of ${chosen.length} targets`);
  let good = true;
  for (const target of chosen) {
    const inputs = [...corpus(target.name).map(({ bytes }) => bytes), ...seedsOf(target.name)];
    if (!show(target, explore(target, { inputs, seed, time }))) good = false;
  }
  return good;
}

try {
  if (!main()) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
