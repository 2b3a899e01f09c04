/** The targets in the form that Jazzer.js runs: a function that throws where something does not hold. */
import { hexOf } from "../wire/text.js";
import { type Target, targetOf, targets } from "./targets.js";

/** All targets at once: the first byte chooses one. @throws Error with what was found */
export function fuzz(data: Uint8Array): void {
  if (data.length > 0) run(targets[data[0]! % targets.length]!, data.subarray(1));
}

/** The same for one target. @throws RangeError if there is none of that name */
export function fuzzOf(name: string): (data: Uint8Array) => void {
  const target = targetOf(name);
  return (data) => run(target, data);
}

function run(target: Target, data: Uint8Array): void {
  // A Buffer is a view like any other, but its slice is no copy.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const finding = target.run(bytes);
  if (finding !== undefined) throw new Error(`${target.name}: ${finding.kind}: ${finding.message}: ${hexOf(bytes)}`);
}
