/** Writers that are used again: making one takes longer than writing a small list. */
import { singleByte } from "./code-page.js";
import { Writer, type WriterOptions } from "./writer.js";

/** Those that nobody uses at the moment. Few are ever needed at once: for a list, the buffer around it, the body around that. */
const idle: Writer[] = [];
const MOST = 4;
/** One that had to grow larger, in bytes, is not kept. */
const LARGEST = 0x10000;

/** A writer at 0, for as long as it is not given back. Who fails to write keeps it. */
export function borrowWriter(options: WriterOptions): Writer {
  const w = idle.pop() ?? new Writer(0x400);
  w.codePage = options.codePage ?? singleByte;
  return w;
}

/** Gives a writer back; what it wrote must be of no use any more. */
export function returnWriter(w: Writer): void {
  if (idle.length >= MOST || w.bytes.length > LARGEST) return;
  w.pos = 0;
  idle.push(w);
}

/** A copy of what a borrowed writer wrote, which is given back. */
export function resultOf(w: Writer): Uint8Array {
  const bytes = w.result();
  returnWriter(w);
  return bytes;
}
