/** Steps for bytes and strings, and for windows of so many bytes. */
import type { Options, Parser } from "binary-parser";
import type { CodePage } from "../../wire/code-page.js";
import { latin1, portableUtf16 } from "../../wire/text.js";
import { bare, chain, deviate, failure, type Wire, whole } from "./record.js";

/** So many bytes, or what they mean. */
export function fixed(length: number, nameOf: (bytes: Uint8Array) => unknown = (bytes) => bytes): Options {
  return { length, formatter: (bytes: Uint8Array) => nameOf(whole(bytes, length)) };
}

/** Everything up to the end of the window. */
export function rest(): Parser {
  return bare(
    chain()
      .buffer("$", { readUntil: "eof" })
      .seek(function (this: Wire) {
        return (this.$ as Uint8Array).length;
      }),
  );
}

/** How many bytes a size leaves for its content. */
function content(w: Wire, size: string, plus: number): number {
  const left = Number(w[size]) - plus;
  if (left < 0) throw failure("unexpected-value", size.slice(1), `is ${w[size]}, less than ${plus}`);
  return left;
}

/** As many bytes as a size says, less what else it counts. */
export function sized(size: string, plus = 0): Options {
  return {
    length(this: Wire) {
      return content(this, size, plus);
    },
    formatter(this: Wire, bytes: Uint8Array) {
      return whole(bytes, content(this, size, plus));
    },
  };
}

/** As many bytes as a size says, which cannot be read without something an earlier exchange said. */
export function undecoded(size: string): Options {
  return {
    length: size,
    formatter(this: Wire, bytes: Uint8Array) {
      return { undecoded: "missing-context", bytes: whole(bytes, Number(this[size])) };
    },
  };
}

/** Zero-terminated text of one byte per character. */
export const asciiZ: Options = {
  type: "uint8",
  readUntil: (byte: number) => byte === 0,
  formatter: (bytes: readonly number[]) => latin1(Uint8Array.from(bytes), 0, bytes.length - 1),
};

/** Zero-terminated 8-bit text. */
export function string8Z(codePage: CodePage): Options {
  return {
    ...asciiZ,
    formatter: (bytes: readonly number[]) => codePage.decode(Uint8Array.from(bytes), 0, bytes.length - 1),
  };
}

/** Zero-terminated UTF-16LE. */
export const utf16Z: Options = {
  type: "uint16le",
  readUntil: (unit: number) => unit === 0,
  formatter: (units: readonly number[]) => {
    let text = "";
    for (const unit of units.slice(0, -1)) text += String.fromCharCode(unit);
    return text;
  },
};

/** Text that fills a window, with or without its terminator. */
export function text(name: string, size: string, unit: 1 | 2, codePage?: CodePage): Options {
  const decode = (bytes: Uint8Array, end: number): string => {
    if (unit === 2) return portableUtf16(bytes, 0, end);
    return codePage === undefined ? latin1(bytes, 0, end) : codePage.decode(bytes, 0, end);
  };
  return {
    length: size,
    formatter(this: Wire, bytes: Uint8Array) {
      whole(bytes, Number(this[size]));
      let end = 0;
      while (end + unit <= bytes.length && (bytes[end] !== 0 || (unit === 2 && bytes[end + 1] !== 0))) end += unit;
      const terminated = end + unit <= bytes.length;
      if (!terminated) deviate(this, `${name}Unterminated`, true);
      const left = bytes.subarray(terminated ? end + unit : end);
      if (left.length > 0) deviate(this, `${name}Rest`, left);
      return decode(bytes, end);
    },
  };
}

/** A window around steps of the record; its last step is `left` or `used`. */
export function within(size: string, steps: Parser, plus = 0): Options {
  let asked = 0;
  return {
    length(this: Wire) {
      asked = content(this, size, plus);
      return asked;
    },
    wrapper: (bytes) => whole(bytes, asked),
    type: steps,
  };
}

/** The end of a window: what is left in it is kept. */
export function left(name: string): Options {
  return {
    readUntil: "eof",
    formatter(this: Wire, bytes: Uint8Array) {
      if (bytes.length > 0) deviate(this, name, bytes);
      return bytes;
    },
  };
}

/** The end of a window that must be used up. */
export const used: Options = {
  readUntil: "eof",
  formatter(bytes: Uint8Array) {
    if (bytes.length > 0) throw failure("trailing-bytes", "", `${bytes.length} bytes are left over`);
    return bytes;
  },
};
