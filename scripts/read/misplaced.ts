/** Finds what stands where another word belongs: what TypeScript would say of a schema if the compiler asked it. */
import type { Position, Problems } from "../problems.js";
import type { Loaded } from "./load.js";

interface Expected {
  /** What belongs there, with its article. */
  readonly what: string;
  readonly isFine: (value: unknown) => boolean;
  /** What belongs to each name or place of an object or a list, which are looked at where they stand. */
  readonly each?: Expected;
}

type Parts = Readonly<Record<string, Expected>>;

/** Further inside each other nothing is said by anybody, and a walk would come to the end of the stack. */
const DEEPEST = 400;

const text: Expected = { what: "a text", isFine: (value) => typeof value === "string" };
/** Which numbers make sense is for the checks to say. */
const number: Expected = { what: "a number", isFine: (value) => typeof value === "number" };
const boolean: Expected = { what: "true or false", isFine: (value) => typeof value === "boolean" };

function word(what: string, ...kinds: readonly string[]): Expected {
  return { what, isFine: (value) => kinds.includes(kindOf(value) ?? "") };
}

function or(...all: readonly Expected[]): Expected {
  return { what: all.map(({ what }) => what).join(" or "), isFine: (value) => all.some(({ isFine }) => isFine(value)) };
}

function list(each: Expected): Expected {
  return {
    what: `a list of which each is ${each.what}`,
    isFine: (value) => Array.isArray(value) && value.every(each.isFine),
    each,
  };
}

function record(each: Expected): Expected {
  return {
    what: `an object with ${each.what} for each name`,
    isFine: (value) => isPlain(value) && Object.values(value).every(each.isFine),
    each,
  };
}

function optional({ what, isFine }: Expected): Expected {
  return { what, isFine: (value) => value === undefined || isFine(value) };
}

const width = word("u8 or another of the words for integers", "integer");
const toEnd = word("toEnd", "toEnd");
const section = word("a section of a document", "section");
const REFS = ["field", "part", "count", "size", "offset", "parameter", "context", "fromRequest"];
const ref = word("a constant that can be referred to", ...REFS);
const condition = word("a condition", "is", "has", "all", "any", "not", ...REFS);
const type = word(
  "a type",
  ..."integer bigInteger float boolean bit guid bytes string stringBy list enumeration flags bits packed".split(" "),
  ..."presence reserved constant nothing chooseType withinType at given late structure".split(" "),
);
const row = word("a row", ..."field count size offset when chooseRows withinRows mayEnd".split(" "));
const rows = list(row);
const part = word("part()", "part");
const table = word("table()", "table");
const sizeWord = word("size()", "size");
const structure = word("a structure", "structure");
const context = word("context()", "context");
const scalar = or(text, number, boolean);
const args = record(or(ref, word("first()", "first"), scalar, list(number)));
const derived: Parts = {
  name: text,
  base: word("u8 or another of the words for integers, or choose() of them", "integer", "chooseType"),
  none: optional(number),
  plus: optional(number),
};

/** What each word consists of. */
const WORDS: Readonly<Record<string, Parts>> = {
  section: { document: text, number: text },
  integer: { wire: text },
  bigInteger: { wire: text },
  float: { wire: text },
  boolean: { base: width },
  bit: {},
  guid: {},
  bytes: { extent: or(number, sizeWord, toEnd), holds: optional(text) },
  string: { encoding: text },
  stringBy: { unicode: condition },
  list: { length: or(number, word("count(), each() or until()", "count", "each", "until"), toEnd), of: type },
  each: { items: ref, view: word("packed()", "packed") },
  until: { last: condition },
  toEnd: {},
  enumeration: {
    name: text,
    section,
    base: word("u8 or another of the words for integers, or bytes()", "integer", "bytes"),
    cases: record(or(number, text, list(or(number, text)))),
    frequent: optional(list(text)),
  },
  flags: { name: text, section, base: width, names: record(number) },
  bits: { base: width, parts: list(word("part() or when() around parts", "part", "whenParts")) },
  packed: { base: width, parts: list(part) },
  presence: { base: word("bool8, bool16 or bit", "boolean", "bit") },
  reserved: { base: word("u8 or another of the words for integers, or bytes()", "integer", "bytes"), value: number },
  constant: { base: width, value: number },
  nothing: {},
  chooseType: { ref, cases: record(type), otherwise: optional(type) },
  withinType: { size: sizeWord, of: type },
  at: { offset: word("offset()", "offset"), of: type },
  given: { structure, args },
  late: { name: text, args },
  structure: {
    name: text,
    section,
    body: or(word("rows", "table"), word("outcomes()", "outcomes"), type),
    takes: list(word("parameter()", "parameter")),
    splitBy: list(ref),
    depth: optional(number),
  },
  field: { name: text, type },
  part: { name: text, mask: number, type },
  count: derived,
  size: derived,
  offset: derived,
  parameter: { name: text, type },
  context: { name: text, type, key: word("a field", "field") },
  fromRequest: { field: word("a field or a part of one", "field", "part") },
  first: { count: word("count()", "count"), items: ref },
  is: { ref, values: list(scalar) },
  has: { ref, flag: text },
  all: { of: list(condition) },
  any: { of: list(condition) },
  not: { of: condition },
  when: { condition, rows },
  whenParts: { condition, parts: list(part) },
  chooseRows: { ref, cases: record(or(rows, table)), otherwise: optional(or(rows, table)) },
  withinRows: { size: sizeWord, rows },
  mayEnd: { erratum: text, condition: optional(condition) },
  table: { section, rows },
  on: { values: list(number), table },
  outcomes: { head: rows, forms: record(or(table, word("on()", "on"))) },
  remember: { context, source: ref },
  forget: { context, after: text },
  rop: {
    name: text,
    id: number,
    section,
    request: optional(table),
    response: optional(word("table() or outcomes()", "table", "outcomes")),
    responseId: optional(number),
    answersAs: optional({
      what: "an id and its erratum",
      isFine: (value) =>
        isObject(value) && "id" in value && number.isFine(value.id) && "erratum" in value && text.isFine(value.erratum),
    }),
    asynchronousIf: optional(condition),
    remembers: list(word("remember()", "remember")),
    forgets: list(word("forget()", "forget")),
    frequent: optional(boolean),
  },
  erratum: { id: text, document: text, wire: text, evidence: text },
  schema: {
    rops: list(word("rop()", "rop")),
    structures: list(structure),
    errata: list(word("erratum()", "erratum")),
  },
};

/** Reports every part of a word that is none of what belongs there, with the place where it is said. */
export function reportMisplaced(schema: object, loaded: Loaded, problems: Problems): void {
  const seen = new Set<object>();
  const look = (
    value: unknown,
    { what, isFine, each }: Expected,
    place: Position | undefined,
    path: string,
    part: string,
  ): void => {
    if (isFine(value)) return;
    if (
      each === undefined ||
      !isObject(value) ||
      kindOf(value) !== undefined ||
      Array.isArray(value) !== what.startsWith("a list")
    )
      return problems.add(place, path, `${part} must be ${what}, not ${found(value)}`);
    for (const [key, one] of Object.entries(value))
      if (one !== undefined) look(one, each, loaded.siteIn(value, key) ?? place, path, part);
  };
  const visit = (node: object, outer: Position | undefined, path: string, depth: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const own = loaded.site(node) ?? outer;
    if (depth > DEEPEST)
      return problems.add(own, path, `more than ${DEEPEST} words inside each other: make structures of some of them`);
    const kind = kindOf(node);
    const here = kind === undefined ? path : pathOf(node, kind, path);
    for (const [part, expected] of Object.entries(kind === undefined ? {} : WORDS[kind]!)) {
      const value = (node as Readonly<Record<string, unknown>>)[part];
      // What is undefined has been reported as such.
      if (value !== undefined || !(part in node))
        look(value, expected, loaded.siteIn(node, part) ?? own, here, `${part} of ${spoken(node, kind!)}`);
    }
    for (const [key, value] of Object.entries(node)) {
      if (isObject(value)) visit(value, loaded.siteIn(node, key) ?? own, here, depth + 1);
    }
  };
  visit(schema, undefined, "", 0);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isPlain(value: unknown): value is object {
  return isObject(value) && !Array.isArray(value) && kindOf(value) === undefined;
}

/** Which word a value is, if any. */
function kindOf(value: unknown): string | undefined {
  if (!isObject(value) || !("is" in value) || typeof value.is !== "string") return undefined;
  return Object.hasOwn(WORDS, value.is) ? value.is : undefined;
}

function pathOf(node: object, kind: string, path: string): string {
  if (!["rop", "structure", "field"].includes(kind) || !("name" in node) || typeof node.name !== "string") return path;
  return path === "" ? node.name : `${path}.${node.name}`;
}

/** The word as schemas say it, or nearly so. */
function spoken(node: object, kind: string): string {
  return "wire" in node && typeof node.wire === "string" ? node.wire : kind.replace(/(Type|Rows|Parts)$/, "");
}

function found(value: unknown): string {
  const kind = kindOf(value);
  if (kind !== undefined) return spoken(value as object, kind);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : typeof value === "function" ? "a function" : String(value);
}
