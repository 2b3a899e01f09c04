/** Makes an input smaller and simpler for as long as it shows the same. */
import { replaced } from "./bytes.js";
import type { Finding } from "./oracles.js";

/** So often the target is run at most. */
const TRIES = 4000;

/** What tells findings apart: numbers and bytes in the message do not. */
export function keyOf({ kind, message }: Finding): string {
  return `${kind} ${message.replace(/[0-9a-f]*[0-9][0-9a-f]*/g, "#").slice(0, 120)}`;
}

/** The smallest finding of the same key that removing and zeroing bytes leads to. */
export function minimise(run: (bytes: Uint8Array) => Finding | undefined, finding: Finding): Finding {
  const key = keyOf(finding);
  let best = finding;
  let tries = 0;
  const accept = (bytes: Uint8Array): boolean => {
    if (tries++ >= TRIES) return false;
    const found = run(bytes);
    if (found === undefined || keyOf(found) !== key) return false;
    best = found;
    return true;
  };
  for (let length = best.bytes.length >> 1 || 1; length >= 1; length >>= 1) {
    for (let at = 0; at < best.bytes.length; ) {
      if (!accept(replaced(best.bytes, at, at + length, new Uint8Array()))) at += length;
    }
  }
  for (let at = 0; at < best.bytes.length; at++) {
    if (best.bytes[at] !== 0) accept(best.bytes.slice().fill(0, at, at + 1));
  }
  return best;
}
