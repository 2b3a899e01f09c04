/** The loop: changes inputs that reached something new, runs a target on them, keeps what reaches more and what fails. */
import { Coverage } from "./coverage.js";
import { keyOf, minimise } from "./minimise.js";
import { type Finding, neverThrows } from "./oracles.js";
import { Random } from "./random.js";
import type { Target } from "./targets.js";

export interface ExploreOptions {
  /** What to begin with. */
  readonly inputs?: readonly Uint8Array[] | undefined;
  /** The same seed and the same number of runs make the same inputs. Default 1. */
  readonly seed?: number | undefined;
  /** How long, in milliseconds. Default: only `runs` counts. */
  readonly time?: number | undefined;
  /** How many runs at most. Default: 10,000, or with `time` as many as fit. */
  readonly runs?: number | undefined;
  /** Whose coverage leads, by the URL of the script. Default: all of this package. */
  readonly isCounted?: ((url: string) => boolean) | undefined;
}

export interface Explored {
  readonly runs: number;
  /** What was begun with, and the inputs that reached something new, in the order in which they were found. */
  readonly kept: readonly Uint8Array[];
  /** Each kind and place once, as small as it could be made. */
  readonly findings: readonly Finding[];
  /** How many functions ran. */
  readonly functions: number;
  /** The run that took longest, in milliseconds: worth a look where it is not short. */
  readonly slowest: { readonly time: number; readonly bytes: Uint8Array };
}

/** So many inputs are run before coverage is looked at, which takes as long as several hundred runs. */
const BATCH = 512;
/** The folder of the package, wherever it is: src, or dist with src and generated in it. */
const PACKAGE = new URL("../../", import.meta.url).href;
const isOurs = (url: string): boolean =>
  url.startsWith(PACKAGE) && /\/(src|generated|scripts)\//.test(url) && !url.includes("/src/fuzz/");

/**
 * Fuzzes a target in this process and returns what came of it. Inputs that reach code which none did before are kept and
 * changed further.
 *
 * @throws RangeError where an option is out of its range
 */
export function explore(target: Pick<Target, "run" | "mutate">, options: ExploreOptions = {}): Explored {
  const { inputs = [], seed = 1, time, isCounted = isOurs } = options;
  const runs = options.runs ?? (time === undefined ? 10_000 : Number.POSITIVE_INFINITY);
  if (!(runs > 0)) throw new RangeError(`runs is ${runs}, not a number greater than 0`);
  if (time !== undefined && !(time > 0)) throw new RangeError(`time is ${time}, not a number of milliseconds`);
  const coverage = new Coverage(isCounted);
  // Most inputs end in errors, whose stacks nobody reads.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return new Exploration({ ...target, run: caught(target.run) }, coverage, new Random(seed)).run(
      inputs,
      runs,
      time ?? Number.POSITIVE_INFINITY,
    );
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    coverage.stop();
  }
}

class Exploration {
  readonly #target: Pick<Target, "run" | "mutate">;
  readonly #coverage: Coverage;
  readonly #random: Random;
  readonly #kept: Uint8Array[] = [];
  readonly #findings = new Map<string, Finding>();
  #slowest: Explored["slowest"] = { time: 0, bytes: new Uint8Array() };
  #runs = 0;

  constructor(target: Pick<Target, "run" | "mutate">, coverage: Coverage, random: Random) {
    this.#target = target;
    this.#coverage = coverage;
    this.#random = random;
  }

  run(inputs: readonly Uint8Array[], runs: number, time: number): Explored {
    const until = performance.now() + time;
    // What is given is worth starting from even where it reaches nothing new.
    this.#kept.push(...(inputs.length === 0 ? [new Uint8Array()] : inputs));
    for (const bytes of this.#kept) this.#one(bytes);
    this.#coverage.keep(this.#coverage.take());
    while (this.#runs < runs && performance.now() < until) {
      const size = Math.min(BATCH, runs - this.#runs);
      const inputs = Array.from({ length: size }, () => this.#next());
      this.#batch(inputs, until);
    }
    const functions = this.#coverage.functions;
    const findings = [...this.#findings.values()].map((finding) => minimise(this.#target.run, finding));
    return { runs: this.#runs, kept: this.#kept, findings, functions, slowest: this.#slowest };
  }

  /** A change of an input, more often of a recent one. */
  #next(): Uint8Array {
    const random = this.#random;
    const from = this.#kept;
    const one = from[Math.max(random.below(from.length), random.below(from.length))]!;
    return this.#target.mutate(one, random, random.oneOf(from));
  }

  /** What is slow does not get to the end of a batch. */
  #batch(inputs: readonly Uint8Array[], until: number): void {
    const before = this.#runs;
    for (const bytes of inputs) {
      this.#one(bytes);
      if (performance.now() >= until) break;
    }
    if (this.#coverage.isNew(this.#coverage.take())) this.#attribute(inputs.slice(0, this.#runs - before));
  }

  /** Finds the inputs that reached something new by running one half after the other again. */
  #attribute(inputs: readonly Uint8Array[]): void {
    const middle = inputs.length >> 1;
    for (const half of middle === 0 ? [inputs] : [inputs.slice(0, middle), inputs.slice(middle)]) {
      for (const bytes of half) this.#target.run(bytes);
      const ran = this.#coverage.take();
      if (!this.#coverage.isNew(ran)) continue;
      if (half.length > 1) this.#attribute(half);
      else {
        this.#coverage.keep(ran);
        this.#kept.push(half[0]!);
      }
    }
  }

  #one(bytes: Uint8Array): void {
    this.#runs++;
    const before = performance.now();
    const finding = this.#target.run(bytes);
    const time = performance.now() - before;
    if (time > this.#slowest.time) this.#slowest = { time, bytes };
    if (finding !== undefined && !this.#findings.has(keyOf(finding))) this.#findings.set(keyOf(finding), finding);
  }
}

/** What the target throws, as a finding. */
function caught(run: Target["run"]): Target["run"] {
  return (bytes) => {
    let finding: Finding | undefined;
    return neverThrows(() => (finding = run(bytes)), bytes) ?? finding;
  };
}
