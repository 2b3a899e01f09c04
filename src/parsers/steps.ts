/**
 * The steps that generated parsers are made of: options for binary-parser's own methods, and small parsers.
 *
 * A parser reads into one record. Names with `$` are for the steps alone (counts, sizes, words, reserved fields); `value`
 * takes them out at the end, so that what is left is the value a decoder yields.
 */
/// <reference path="./binary-parser.d.ts" preserve="true" />
import { type Options, Parser } from "binary-parser";
import type { CodePage } from "../wire/code-page.js";
import { RopDecodeError, type RopErrorCode } from "../wire/errors.js";
import { isAlias } from "../wire/reader.js";
import { latin1, portableUtf16 } from "../wire/text.js";
import type { RopParser } from "./rop-parser.js";

/** What has been read of a record. */
export interface Wire {
  asSent?: Record<string, unknown>;
  [name: string]: unknown;
}

export function chain(): Parser {
  return new Parser();
}

/** The RopId in front of a ROP, and perhaps another one that is tolerated there. */
export function rop(id: number, also?: number): Parser {
  return chain().uint8("ropId", {
    formatter(this: Wire, read: number) {
      if (read === also) deviate(this, "ropId", read);
      else if (read !== id) throw failure("unexpected-value", "ropId", `is ${read} instead of ${id}`);
      return id;
    },
  });
}

/** Says what the values of a parser are. */
export function parser<T>(steps: Parser): RopParser<T> {
  return steps as RopParser<T>;
}

const nothing = new Parser();

/** The last step of a record: what is only there for other steps is taken out of it. */
export const value: Options = {
  type: nothing,
  formatter: (w: Wire) => Object.fromEntries(Object.entries(w).filter(([name]) => !name.startsWith("$"))),
};

/** A parser of something that is no record: it is read as `$`. */
export function bare(steps: Parser): Parser {
  return steps.nest({ type: nothing, formatter: (w: Wire) => w.$ });
}

// ---- errors -----------------------------------------------------------------------------------------------------

function failure(code: RopErrorCode, name: string, message: string): RopDecodeError {
  return new RopDecodeError(code, { message, path: name === "" ? [] : [name] });
}

function unknownCase(name: string, read: unknown): RopDecodeError {
  return failure("unknown-discriminant", name, `${read} is none of the values that are known`);
}

/** A parser that reads nothing and always fails. */
function failing(error: () => RopDecodeError): Parser {
  return chain().saveOffset("$", {
    formatter: () => {
      throw error();
    },
  });
}

/** binary-parser hands out fewer bytes than it was asked for and says nothing: this says it. */
function whole(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length) return bytes;
  throw failure("truncated", "", `needs ${length} bytes, ${bytes.length} left`);
}

function deviate(w: Wire, name: string, sent: unknown): void {
  w.asSent = { ...w.asSent, [name]: sent };
}

// ---- what has been read -----------------------------------------------------------------------------------------

export function number(read: unknown): number {
  return Number(read);
}

export function numbers(read: unknown): readonly number[] {
  return read as readonly number[];
}

/** The number of a name; numbers without a name stay what they are. */
export function numberOf(names: Readonly<Record<string, number>>, read: unknown): number {
  return typeof read === "string" ? (names[read] ?? 0) : Number(read);
}

/** Bits of a word. */
export function masked(read: unknown, mask: number, shift = 0): number {
  return ((Number(read) & mask) >>> shift) >>> 0;
}

/** Something that must be known from an earlier exchange. */
export function need<T>(known: T | undefined, name: string): T {
  if (known === undefined) throw failure("missing-context", "", `cannot be read without ${name}`);
  return known;
}

/** The first elements of a list; there must be so many. */
export function firstOf(items: readonly number[], count: unknown): readonly number[] {
  if (Number(count) <= items.length) return items.slice(0, Number(count));
  throw failure("unexpected-value", "", `${count} columns are named where only ${items.length} are known`);
}

// ---- numbers and words ------------------------------------------------------------------------------------------

export function constant(name: string, expected: number): Options {
  return {
    formatter(read: number) {
      if (read !== expected) throw failure("unexpected-value", name, `is ${read} instead of ${expected}`);
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

// ---- bytes and strings ------------------------------------------------------------------------------------------

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

// ---- windows ----------------------------------------------------------------------------------------------------

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

// ---- alternatives -----------------------------------------------------------------------------------------------

type Condition = (w: Wire) => unknown;

/** Steps of the record that are only there if the condition holds. */
export function when(condition: Condition, steps: Parser, otherwise: Parser = nothing): Options {
  return {
    tag(this: Wire) {
      return condition(this) ? 1 : 0;
    },
    choices: { 1: steps },
    defaultChoice: otherwise,
  };
}

/** Steps of the record by what has been read: for each case the names or numbers that lead to it. */
export function by(
  read: string | ((w: Wire) => unknown),
  cases: readonly (readonly [said: readonly unknown[], steps: Parser])[],
  otherwise?: Parser,
): Options {
  let last: unknown;
  const name = typeof read === "string" ? read.replace("$", "") : "";
  return {
    tag(this: Wire) {
      last = typeof read === "string" ? this[read] : read(this);
      return cases.findIndex(([said]) => said.includes(last));
    },
    choices: { ...cases.map(([, steps]) => steps) },
    defaultChoice: otherwise ?? failing(() => unknownCase(name, last)),
  };
}

/** The forms of a response by the field that decides; the one without numbers is for any other. */
export function outcomes(
  deciding: string,
  forms: readonly (readonly [outcome: string, numbers: readonly number[] | undefined, steps: Parser])[],
): Options {
  return {
    tag(this: Wire) {
      const number = Number(this[deciding]);
      const exact = forms.findIndex(([, numbers]) => numbers?.includes(number));
      const form = exact >= 0 ? exact : forms.findIndex(([, numbers]) => numbers === undefined);
      this.outcome = forms[form]?.[0];
      return form;
    },
    choices: { ...forms.map(([, , steps]) => steps) },
    defaultChoice: failing(() => unknownCase(deciding, "the number")),
  };
}

/** Steps of the record that a sender may leave out at the end of the window, under a condition. */
export function mayEnd(field: string, condition: Condition, steps: Parser): Parser {
  const ended = chain().nest({
    type: nothing,
    formatter(this: Wire, w: Wire) {
      deviate(w, "endsBefore", field);
      return w;
    },
  });
  return chain()
    .buffer("$left", { readUntil: "eof", formatter: (bytes: Uint8Array) => bytes.length })
    .choice(when((w) => w.$left === 0 && condition(w), ended, steps));
}

// ---- lists and structures ---------------------------------------------------------------------------------------

/** A list with one element for each item of another. */
export function each(items: readonly number[], element: (item: number) => RopParser<unknown>): Parser {
  const steps = chain();
  items.forEach((item, index) => {
    steps.nest(`$${index}`, { type: element(item) });
  });
  return steps.nest({ type: nothing, formatter: (w: Wire) => items.map((_, index) => w[`$${index}`]) });
}

/** A parser for a value that no case is known for. */
export function none(name: string, read: unknown): RopParser<never> {
  return parser(failing(() => unknownCase(name, read)));
}

/** A parser that needs something an earlier exchange said: without it, one that fails where it is used. */
export function known<T>(
  context: T | undefined,
  name: string,
  make: (context: T) => RopParser<unknown>,
): RopParser<unknown> {
  return context === undefined
    ? failing(() => failure("missing-context", "", `cannot be read without ${name}`))
    : make(context);
}

/** Parsers that were made while parsing, by their makers and what those were given. */
const made = new WeakMap<object, Map<string, Parser>>();
const MOST = 100;
const ids = new WeakMap<object, number>();
let lastId = 0;
/** How deep `later` is nested at the moment. */
let depth = 0;

/**
 * A parser that is only made when bytes need it: because what it takes has just been read, or because it is part of
 * itself. It is a program of its own that is run on all that is left; then the steps go on where it ended.
 */
export function later<A extends readonly unknown[] | []>(
  name: string,
  make: (...args: A) => RopParser<unknown>,
  args: (w: Wire) => A,
  limit?: number,
): Parser {
  let length = 0;
  return chain()
    .buffer(name, {
      readUntil: "eof",
      formatter(this: Wire, bytes: Uint8Array) {
        const outer = depth;
        try {
          if (limit !== undefined && ++depth > limit) {
            throw failure("limit-exceeded", "", `nested deeper than ${limit}`);
          }
          const read = program(make, args(this)).parse(bytes) as { readonly $value?: unknown; readonly $end: number };
          length = read.$end;
          return read.$value;
        } finally {
          depth = outer;
        }
      },
    })
    .seek(() => length);
}

function program<A extends readonly unknown[]>(make: (...args: A) => RopParser<unknown>, args: A): Parser {
  const programs = made.get(make) ?? new Map<string, Parser>();
  made.set(make, programs);
  const key = JSON.stringify(args, (_, arg: unknown) =>
    typeof arg === "object" && arg !== null && !Array.isArray(arg) ? idOf(arg) : arg,
  );
  const found = programs.get(key);
  if (found !== undefined) return found;
  // What is kept must not grow with what strangers send.
  if (programs.size >= MOST) programs.clear();
  const fresh = chain()
    .nest("$value", { type: make(...args) })
    .saveOffset("$end");
  programs.set(key, fresh);
  return fresh;
}

function idOf(object: object): number {
  const id = ids.get(object) ?? ++lastId;
  ids.set(object, id);
  return id;
}

/** A list of so many elements, all made with the same arguments. */
export function listOf<A extends readonly unknown[]>(
  make: (...args: A) => RopParser<unknown>,
): (count: number, ...args: A) => RopParser<unknown> {
  return (count, ...args) => bare(chain().array("$", { length: () => count, type: make(...args) }));
}
