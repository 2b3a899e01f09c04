/** The table on the terminal: every contender's time as a multiple of the first one's. */
import type { Imports } from "./imports.js";
import type { Machine } from "./machine.js";
import type { Requirement } from "./measure/contender.js";
import type { Result, Row } from "./measure/processes.js";
import type { Scale } from "./scale.js";

export function printMachine({ node, cpu, cores, load, peers }: Machine): void {
  console.log(`Node ${node}, ${cpu} × ${cores}, load ${load.toFixed(1)}`);
  console.log(
    Object.entries(peers)
      .map((peer) => peer.join(" "))
      .join(", "),
  );
  console.log("Times are multiples of the first line of each case: more is slower than ropwire.");
}

export function printResult({ id, what, bytes, rows, allocations }: Result): void {
  console.log(`\n${id}: ${what} (${bytes} bytes)`);
  for (const row of rows) console.log(rowText(row));
  for (const { name, allocated, retained, required } of allocations) {
    const factor = allocated / retained;
    const verdict = required === undefined ? "" : `   required ≤ ${required}${factor > required ? "  MISSED" : ""}`;
    const figures = `${kibibytes(allocated)} KiB allocated, ${kibibytes(retained)} retained: ${factor.toFixed(2)}`;
    console.log(`  ${name.padEnd(24)} ${figures}${verdict}`);
  }
}

function rowText({ name, ratio, low, high, minima, nanoseconds, noisy, required, met, note }: Row): string {
  const interval = `[${low.toFixed(2)}, ${high.toFixed(2)}]`.padEnd(15);
  const figures = `${ratio.toFixed(2).padStart(7)} ×  ${interval} fastest ${minima.toFixed(2).padStart(6)}`;
  const time = `${microseconds(nanoseconds)} µs`.padStart(12);
  const asked =
    required === undefined ? "" : `   required ${requirementText(required)}${met === false ? "  MISSED" : ""}`;
  return `  ${name.padEnd(24)} ${figures} ${time}${asked}${noisy ? "  noisy" : ""}${note === undefined ? "" : `  (${note})`}`;
}

function requirementText(required: Requirement): string {
  return "atLeast" in required ? `≥ ${required.atLeast.toFixed(2)}` : `≤ ${required.atMost.toFixed(2)}`;
}

function microseconds(nanoseconds: number): string {
  const value = nanoseconds / 1000;
  return value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0);
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(bytes < 10_000 ? 2 : 0);
}

export function printImports(imports: readonly Imports[]): void {
  console.log("\nimport, cold, median of fresh processes");
  for (const { what, milliseconds, required } of imports) {
    const verdict =
      required === undefined ? "" : `   required ≤ ${required}${milliseconds > required ? "  MISSED" : ""}`;
    console.log(`  ${what.padEnd(40)} ${milliseconds.toFixed(1).padStart(7)} ms${verdict}`);
  }
}

export function printScale(scale: readonly Scale[]): void {
  console.log("\nExecute bodies one after the other, from envelope to verdict");
  for (const { bytes, milliseconds, heap, resident } of scale) {
    const rate = (bytes / milliseconds / 1000).toFixed(1);
    const memory = `heap ${(heap / 2 ** 20).toFixed(1)} MiB, resident ${(resident / 2 ** 20).toFixed(0)} MiB`;
    console.log(
      `  ${String(bytes).padStart(12)} bytes ${milliseconds.toFixed(1).padStart(10)} ms  ${rate.padStart(7)} MB/s  ${memory}`,
    );
  }
}
