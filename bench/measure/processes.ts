/** Runs a case in fresh processes and takes the medians: one process can stay slow from start to end. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Measured } from "../measure.js";
import type { Options } from "../options.js";
import { root } from "../root.js";
import type { Allocation } from "./allocation.js";
import type { Requirement } from "./contender.js";
import type { Timing } from "./interleave.js";
import { median } from "./statistics.js";

export interface Row extends Timing {
  readonly required: Requirement | undefined;
  readonly note: string | undefined;
  /** The interval is wide, or the fastest slices say something else. */
  readonly noisy: boolean;
  readonly met: boolean | undefined;
}

export interface Result {
  readonly id: string;
  readonly what: string;
  readonly bytes: number;
  readonly rows: readonly Row[];
  readonly allocations: readonly (Allocation & { readonly required?: number })[];
}

/**
 * Every case keeps what it decodes while it verifies its contenders, and from that V8 may conclude that such objects live long and
 * make all later ones in the old generation, for those contenders only: the same code then takes two to four times as long.
 */
const TIMING_FLAGS = ["--no-allocation-site-pretenuring"];

/** So large that nothing is collected while allocations are counted. */
const MEMORY_FLAGS = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];

export function measureCase(id: string, options: Options): Result {
  const mode = options.quick ? "quick" : "time";
  const runs = Array.from({ length: options.processes }, () => measureOnce(options.node, TIMING_FLAGS, id, mode));
  const memory = measureOnce(options.node, MEMORY_FLAGS, id, "memory");
  const { what, bytes, contenders } = runs[0]!;
  const rows = runs[0]!.timings.map(({ name }, index): Row => {
    const middle = (of: keyof Omit<Timing, "name">): number => median(runs.map(({ timings }) => timings[index]![of]));
    const [ratio, low, high, minima] = [middle("ratio"), middle("low"), middle("high"), middle("minima")];
    const noisy = high - low > 0.2 * ratio || Math.abs(minima / ratio - 1) > 0.1;
    const [nanoseconds, fastest] = [middle("nanoseconds"), middle("fastest")];
    const { required, note } = contenders[index]!;
    return {
      name,
      nanoseconds,
      fastest,
      ratio,
      low,
      high,
      minima,
      noisy,
      required,
      note,
      met: met(ratio, required),
    };
  });
  const { allocationRequired } = memory;
  const allocations = memory.allocations.map((one, index) =>
    index === 0 && allocationRequired !== undefined ? { ...one, required: allocationRequired } : one,
  );
  return { id, what, bytes, rows, allocations };
}

function measureOnce(node: string, flags: readonly string[], id: string, mode: string): Measured {
  const script = join(root, "dist/bench/measure.js");
  const text = execFileSync(node, [...flags, script, id, mode], { encoding: "utf8", maxBuffer: 1 << 24 });
  return JSON.parse(text) as Measured;
}

function met(ratio: number, required: Requirement | undefined): boolean | undefined {
  if (required === undefined) return undefined;
  return "atLeast" in required ? ratio >= required.atLeast : ratio <= required.atMost;
}
