/** Measures contenders side by side: short slices in rotating order, the ratio of each round, medians with their interval. */

export interface Contender {
  readonly name: string;
  /** Does the work once for the input with this index; the result is kept alive. */
  run(index: number): unknown;
}

export interface Ratio {
  readonly name: string;
  /** Time of this contender / time of the first, median over the rounds. */
  readonly median: number;
  /** 95 % bootstrap interval of the median. */
  readonly low: number;
  readonly high: number;
  /** Ratio of the fastest slices. */
  readonly minima: number;
}

const SLICE_MS = 4;
const ROUNDS = 60;
const WARM_UP_MS = 400;
const RESAMPLES = 400;

let kept: unknown;

/** Runs for about so many milliseconds; nanoseconds per call. */
function slice(contender: Contender, inputs: number, milliseconds: number): number {
  const started = performance.now();
  let calls = 0;
  let now = started;
  do {
    for (let i = 0; i < inputs; i++) kept = contender.run(i);
    calls += inputs;
    now = performance.now();
  } while (now - started < milliseconds);
  return ((now - started) * 1e6) / calls;
}

/** The others against the first. */
export function compare(contenders: readonly Contender[], inputs: number): readonly Ratio[] {
  for (const contender of contenders) slice(contender, inputs, WARM_UP_MS);
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < contenders.length; i++) {
      const index = (round + i) % contenders.length;
      times[index]!.push(slice(contenders[index]!, inputs, SLICE_MS));
    }
  }
  const base = times[0]!;
  return contenders.map(({ name }, index) => {
    const own = times[index]!;
    const ratios = own.map((time, round) => time / base[round]!);
    const [low, high] = interval(ratios);
    return { name, median: median(ratios), low, high, minima: Math.min(...own) / Math.min(...base) };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function interval(values: readonly number[]): [number, number] {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(values.map(() => values[Math.min(values.length - 1, Math.floor(next() * values.length))]!)),
  ).toSorted((a, b) => a - b);
  return [medians[Math.floor(RESAMPLES * 0.025)]!, medians[Math.floor(RESAMPLES * 0.975)]!];
}

/** Keeps the last result from being optimised away. */
export function lastResult(): unknown {
  return kept;
}
