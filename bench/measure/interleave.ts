/** Times contenders side by side: short slices in rotating order, the ratio of each round, medians with their interval. */
import type { Contender } from "./contender.js";
import { interval, median } from "./statistics.js";

export interface Timing {
  readonly name: string;
  /** Nanoseconds per run, median over the slices and in the fastest slice. */
  readonly nanoseconds: number;
  readonly fastest: number;
  /** Time of this contender / time of the first, median over the rounds. */
  readonly ratio: number;
  /** 95 % bootstrap interval of the ratio. */
  readonly low: number;
  readonly high: number;
  /** Ratio of the fastest slices. */
  readonly minima: number;
}

export interface Effort {
  readonly sliceMs: number;
  readonly rounds: number;
  readonly warmUpMs: number;
}

/** On Node 24 large functions are compiled to the end only after more than half a second. */
export const THOROUGH: Effort = { sliceMs: 4, rounds: 60, warmUpMs: 1000 };
export const QUICK: Effort = { sliceMs: 3, rounds: 24, warmUpMs: 500 };

let kept: unknown;

/** Nanoseconds per run, over about so many milliseconds: an average, so that collecting garbage counts. */
function slice(contender: Contender, inputs: number, milliseconds: number): number {
  if ("time" in contender) return contender.time(milliseconds);
  const started = performance.now();
  let runs = 0;
  let now = started;
  do {
    for (let i = 0; i < inputs; i++) kept = contender.run(i);
    runs += inputs;
    now = performance.now();
  } while (now - started < milliseconds);
  return ((now - started) * 1e6) / runs;
}

/** The contenders against the first of them. */
export function compare(contenders: readonly Contender[], inputs: number, effort: Effort): readonly Timing[] {
  for (const contender of contenders) slice(contender, inputs, effort.warmUpMs);
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (let i = 0; i < contenders.length; i++) {
      const index = (round + i) % contenders.length;
      times[index]!.push(slice(contenders[index]!, inputs, effort.sliceMs));
    }
  }
  if (kept === undefined) throw new Error("nothing was measured");
  const base = times[0]!;
  return contenders.map(({ name }, index) => {
    const own = times[index]!;
    const ratios = own.map((time, round) => time / base[round]!);
    const [low, high] = interval(ratios);
    const fastest = Math.min(...own);
    const minima = fastest / Math.min(...base);
    return { name, nanoseconds: median(own), fastest, ratio: median(ratios), low, high, minima };
  });
}
