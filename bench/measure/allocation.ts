/** Bytes that a run allocates, and those of them that its result keeps. Needs `--expose-gc` and a young generation of 256 MiB. */

export interface Allocation {
  readonly name: string;
  /** Bytes per run. */
  readonly allocated: number;
  /** Bytes per run that stay while the result does. */
  readonly retained: number;
}

/** So much can be allocated before the collector of a large young generation has anything to do. */
const BUDGET = 48 * 1024 * 1024;

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Of runs that are warm. */
export function measureAllocation(name: string, run: (index: number) => unknown, inputs: number): Allocation {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) throw new Error("run node with --expose-gc");
  for (let i = 0; i < 4000; i++) run(i % inputs);
  collect();
  const first = used();
  for (let i = 0; i < 64; i++) run(i % inputs);
  const rough = Math.max(16, (used() - first) / 64);
  const runs = Math.max(inputs, Math.min(20_000, Math.floor(BUDGET / rough)));
  const results = new Array<unknown>(runs).fill(undefined);
  collect();
  const before = used();
  for (let i = 0; i < runs; i++) results[i] = run(i % inputs);
  const allocated = (used() - before) / runs;
  collect();
  const retained = (used() - before) / runs;
  if (results.length !== runs) throw new Error("the results were dropped");
  return { name, allocated, retained };
}
