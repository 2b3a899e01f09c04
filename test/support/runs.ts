/** How often property tests run. */

const FACTOR = Number(process.env.RUNS ?? "1");

/** So many runs, times the environment's RUNS: `RUNS=50 npx vitest run test/codec` looks closer than every day. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(usual * FACTOR) };
}
