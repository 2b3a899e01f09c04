/** Steps for lists and for structures with parsers of their own, made before or while bytes are read. */
import type { Parser } from "binary-parser";
import type { RopParser } from "../rop-parser.js";
import { bare, chain, failing, failure, nothing, parser, unknownCase, type Wire } from "./record.js";

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
