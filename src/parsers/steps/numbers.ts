/** Steps for numbers and for words of bits. */
import type { Options, Parser } from "binary-parser";
import { isAlias } from "../../wire/reader.js";
import { masked } from "./read.js";
import { chain, deviate, failure, nothing, type Wire, whole } from "./record.js";

/** The RopId in front of a ROP, and perhaps another one that is tolerated there. */
export function rop(id: number, also?: number): Parser {
  return chain().uint8("ropId", {
    formatter(this: Wire, read: number) {
      if (read === also) deviate(this, "ropId", read);
      else if (read !== id) throw failure("unexpected-value", "ropId", `is ${read}, not ${id}`);
      return id;
    },
  });
}

export function constant(name: string, expected: number): Options {
  return {
    formatter(read: number) {
      if (read !== expected) throw failure("unexpected-value", name, `is ${read}, not ${expected}`);
      return read;
    },
  };
}

/** 0 is false, anything else true; other numbers than 1 are kept. */
export function boolean(name: string): Options {
  return {
    formatter(this: Wire, read: number) {
      if (read > 1) deviate(this, name, read);
      return read !== 0;
    },
  };
}

/** A reserved number; another one than senders put there is kept. */
export function reserved(name: string, expected: number): Options {
  return {
    formatter(this: Wire, read: number) {
      if (read !== expected) deviate(this, name, read);
      return read;
    },
  };
}

/** Reserved bytes; they are kept if they are not zero. */
export function reservedBytes(name: string, length: number): Options {
  return {
    length,
    formatter(this: Wire, bytes: Uint8Array) {
      if (whole(bytes, length).some((byte) => byte !== 0)) deviate(this, name, bytes);
      return bytes;
    },
  };
}

/** A number of which several mean the same; another one than the first is kept. */
export function aliased(
  name: string,
  names: Readonly<Record<string, number>>,
  nameOf: (read: number) => string | number,
): Options {
  return {
    formatter(this: Wire, read: number) {
      const said = nameOf(read);
      if (isAlias(names, said, read)) deviate(this, name, read);
      return said;
    },
  };
}

/** A mask for a single bit; mask, shift and perhaps names for anything wider. */
export type Part = number | readonly [mask: number, shift: number, nameOf?: (read: number) => unknown];

/** A word: each part becomes a name of its own, bits without a name are kept. */
export function word(name: string, parts: Readonly<Record<string, Part>>, unnamed = 0): Options {
  return {
    formatter(this: Wire, read: number) {
      for (const [part, how] of Object.entries(parts)) {
        if (typeof how === "number") this[part] = (read & how) !== 0;
        else {
          const [mask, shift, nameOf] = how;
          this[part] = nameOf === undefined ? masked(read, mask, shift) : nameOf(masked(read, mask, shift));
        }
      }
      keepUnnamed(this, name, read, unnamed);
      return read;
    },
  };
}

function keepUnnamed(w: Wire, name: string, read: unknown, mask: number): void {
  if (masked(read, mask) !== 0) deviate(w, name, masked(read, mask));
}

/** Bits of a word that have no name in this form. */
export function unnamed(name: string, mask: number): Options {
  return {
    type: nothing,
    formatter(this: Wire, w: Wire) {
      keepUnnamed(w, name, w[`$${name}`], mask);
      return w;
    },
  };
}

/** Parts of a word that are properties of their own in this form. */
export function also(...names: readonly string[]): Options {
  return {
    type: nothing,
    formatter(this: Wire, w: Wire) {
      for (const name of names) w[name] = w[`$${name}`];
      return w;
    },
  };
}
