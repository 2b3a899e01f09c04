/** Lines out of chunks of bytes, none longer than a limit. */
import type { RopErrorCode } from "../wire/errors.js";

/** The most bytes of a line, its end not counted: 16 MiB, for both sides of the largest exchange. The JSON of bytes takes a hundred times as much memory. */
export const LINE_LIMIT = 0x1000000;

export type Line =
  | { readonly text: string }
  | { readonly problem: { readonly code: RopErrorCode; readonly message: string } };

const LINE_FEED = 0x0a;

/**
 * The lines of a stream. What stands behind the last line end is a line too, unless it is nothing. A line that is too
 * long is not kept, and neither is one that is not UTF-8: what is wrong comes in its place.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limit: number = LINE_LIMIT): AsyncGenerator<Line> {
  const line = new LineBuffer(limit);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.push(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.push(chunk.subarray(start));
  }
  if (!line.isEmpty) yield line.take();
}

class LineBuffer {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  push(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#limit) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  take(): Line {
    const parts = this.#parts;
    const size = this.#size;
    this.#parts = [];
    this.#size = 0;
    if (size > this.#limit) {
      const message = `the line has ${size} bytes; the limit is ${this.#limit}`;
      return { problem: { code: "limit-exceeded", message } };
    }
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      const texts = parts.map((part) => decoder.decode(part, { stream: true }));
      return { text: texts.join("") + decoder.decode() };
    } catch {
      return { problem: { code: "invalid-input", message: "the line is not UTF-8" } };
    }
  }
}
