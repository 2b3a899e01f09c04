/** Bytes and identifiers as people read them. */
import type { RopCodecError } from "../../src/index.js";

/** How many bytes are shown before and behind a place. */
const AROUND = 12;

/** `0x0010  00 04 [05] 06`: what stands around a place. */
export function excerpt(bytes: Uint8Array, at: number): string {
  const start = Math.max(0, at - AROUND);
  const shown = [...bytes.subarray(start, at + AROUND)].map((byte, index) =>
    start + index === at ? `[${hex(byte, 2)}]` : hex(byte, 2),
  );
  return `0x${hex(start, 4)}  ${shown.join(" ")}${at >= bytes.length ? " [end]" : ""}`;
}

/** Where and why bytes could not be decoded, and which they are. */
export function undecodable(what: string, error: RopCodecError, bytes: Uint8Array): readonly string[] {
  const { offset } = error;
  return [`${what}: ${error.message}`, ...(offset === undefined ? [] : [excerpt(bytes, offset)])];
}

/** The first place at which two runs of bytes differ; `undefined` if they do not. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return a.length === b.length ? undefined : length;
}

/** A FolderID or MessageID as the documents write them: the replica id, and the counter as its bytes stand. */
export function idText(id: bigint): string {
  const bytes = hex(BigInt.asUintN(64, id), 16).match(/../g) ?? [];
  return `${bytes.slice(6).join("")}-${bytes.slice(0, 6).toReversed().join("").toUpperCase()}`;
}

export function hex(value: number | bigint, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
