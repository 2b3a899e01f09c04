/** Changes to the text of a schema: words, numbers and names exchanged, elements moved about, doubled and put inside others. */
import type { Mutator, Random } from "../../src/fuzz/index.js";
import { type Element, elementsOf, isName, isNumber, isText, likeOf, sortOf, tokensOf, WORDS } from "./schema-text.js";

type Change = (tokens: readonly string[], random: Random, other: readonly string[]) => readonly string[];

/** Nothing grows beyond this, in characters. */
const MOST = 0x4000;
const KEYWORDS = ["const", "export", "schema", "define", "true", "false", "undefined"];
const NUMBERS =
  "0 1 2 3 8 16 31 32 33 64 255 256 65535 65536 2147483648 4294967295 4294967296 9007199254740993 1e999 0.5 7n".split(
    " ",
  );
const TEXTS = ['""', '"constructor"', '"__proto__"', '"a b"', '"toString"', '"Value"'];
const AROUND_TYPES = [
  "list(2, _)",
  'list(count("Deeper", u8), _)',
  "list(toEnd, _)",
  'within(size("Deeper", u8), _)',
  'structure("Deeper", section, _)',
  'structure("Deeper", section, [field("Deeper", _)])',
  "choose($, { true: _, false: u8 })",
  "choose($, { otherwise: _ })",
  'at(offset("Deeper", u16), _)',
  "packed(_, [])",
  'bits(_, [part("deeper", 1, bit), part("other", 0xf0, u8)])',
  "reserved(_)",
  "presence(_)",
  "constant(_, 1)",
];
const AROUND_ROWS = [
  "when($, _)",
  "when(not($), _)",
  'within(size("Deeper", u8), [_])',
  "choose($, { true: [_], false: [] })",
  'field("Deeper", structure("Deeper", section, [_]))',
  "_, mayEnd($)",
];
const AROUND_CONDITIONS = ["not(_)", "any(_, $)", "all($, _)", "is(_, 0)"];
/** What an element (`_`) is put inside, by its sort; `$` is a name of the text. */
const AROUND: Readonly<Record<string, readonly string[]>> = {
  u8: AROUND_TYPES,
  u64: AROUND_TYPES,
  bytes: AROUND_TYPES,
  field: AROUND_ROWS,
  when: AROUND_ROWS,
  is: AROUND_CONDITIONS,
};
const AROUND_ANYTHING = [
  ...AROUND_TYPES,
  ...AROUND_ROWS,
  ...AROUND_CONDITIONS,
  "table(section, [_])",
  "list(until(_), u8)",
  "bytes(_)",
  "given(_, {})",
  "given($, { columns: _ })",
  "first($, _)",
  "each($, _)",
  "[_]",
  "[..._]",
  "{ ...$, of: _ }",
];

/** The places of tokens of a kind. */
function places(tokens: readonly string[], isKind: (token: string) => boolean): readonly number[] {
  return tokens.flatMap((token, at) => (isKind(token) ? [at] : []));
}

/** One token of a kind becomes another text. */
function replacing(
  isKind: (token: string) => boolean,
  by: (token: string, tokens: readonly string[], random: Random) => string,
): Change {
  return (tokens, random) => {
    const at = places(tokens, isKind);
    if (at.length === 0) return tokens;
    const one = random.oneOf(at);
    return tokens.with(one, by(tokens[one]!, tokens, random));
  };
}

function isDeclared(token: string): boolean {
  return isName(token) && !KEYWORDS.includes(token) && !WORDS.includes(token);
}

/** A name of the text, or a word of the language where it has none. */
function anyName(tokens: readonly string[], random: Random): string {
  const names = tokens.filter(isDeclared);
  return random.oneOf(names.length === 0 ? WORDS : names);
}

/** What happens to one element, and to a second one. */
function moving(
  move: (tokens: readonly string[], one: Element, second: readonly string[], random: Random) => readonly string[],
): Change {
  return (tokens, random, other) => {
    const elements = elementsOf(tokens);
    const others = random.once(3) ? other : tokens;
    const from = elementsOf(others);
    if (elements.length === 0 || from.length === 0) return tokens;
    const one = random.oneOf(elements);
    const sort = sortOf(tokens, one);
    const alike = random.once(5) ? [] : from.filter((element) => sortOf(others, element) === sort);
    const second = random.oneOf(alike.length === 0 ? from : alike);
    return move(tokens, one, others.slice(second.start, second.end), random);
  };
}

const changes: readonly Change[] = [
  replacing(
    (token) => WORDS.includes(token),
    (word, _, random) => random.oneOf(random.once(5) ? WORDS : likeOf(word)),
  ),
  replacing(isNumber, (number, _, random) => (random.once(2) ? random.oneOf(NUMBERS) : `${Number(number) + 1}`)),
  replacing(isText, (_, tokens, random) => random.oneOf([...TEXTS, ...tokens.filter(isText)])),
  replacing(isDeclared, (_, tokens, random) => anyName(tokens, random)),
  replacing(
    (token) => isName(token) && !KEYWORDS.includes(token),
    (_, tokens, random) =>
      random.once(3) ? random.oneOf(["undefined", "true", "0", '"A"', "[]", "{}"]) : anyName(tokens, random),
  ),
  function exchanged(tokens, random) {
    const at = places(tokens, (token) => token.trim() !== "");
    if (at.length === 0 || !random.once(4)) return tokens;
    const [one, two] = [random.oneOf(at), random.oneOf(at)];
    return tokens.with(one, tokens[two]!).with(two, tokens[one]!);
  },
  moving((tokens, { start, end }) => tokens.toSpliced(start, end - start + (tokens[end] === "," ? 1 : 0))),
  moving((tokens, { start, end }) => tokens.toSpliced(end, 0, ", ", ...tokens.slice(start, end))),
  moving((tokens, { start }, second) => tokens.toSpliced(start, 0, ...second, ", ")),
  moving((tokens, { start, end }, second) => tokens.toSpliced(start, end - start, ...second)),
  moving((tokens, one, _, random) => {
    const { start, end } = one;
    const fitting = random.once(5) ? undefined : AROUND[sortOf(tokens, one)];
    const around = tokensOf(random.oneOf(fitting ?? AROUND_ANYTHING)).map((token) =>
      token === "$" ? anyName(tokens, random) : token,
    );
    const inner = tokens.slice(start, end);
    let result: readonly string[] = inner;
    for (let times = random.once(20) ? random.below(200) : 1; times > 0; times--)
      result = around.flatMap((token) => (token === "_" ? result : [token]));
    return tokens.toSpliced(start, end - start, ...result);
  }),
];

/** One to four of these changes, one after the other. */
export const mutateSchema: Mutator = (bytes, random, other = bytes) => {
  const decoder = new TextDecoder();
  const others = tokensOf(decoder.decode(other));
  let tokens = tokensOf(decoder.decode(bytes));
  for (let turn = random.below(4); turn >= 0; turn--) {
    const changed = random.oneOf(changes)(tokens, random, others);
    // What was put in may have several tokens.
    tokens = tokensOf(changed.join("").slice(0, MOST));
  }
  return new TextEncoder().encode(tokens.join(""));
};
