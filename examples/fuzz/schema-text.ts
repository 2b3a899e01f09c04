/** The text of a schema as words, and what lies between brackets and commas. */
import * as language from "../../schema/language/index.js";

export interface Element {
  /** The first token. */
  readonly start: number;
  /** The one behind the last. */
  readonly end: number;
}

/** The words of the language, as a schema's text says them. */
export const WORDS: readonly string[] = Object.keys(language).map((word) => (word === "schema" ? "define" : word));

const TOKEN = /"(?:[^"\\\n]|\\.)*"|[A-Za-z_$][\w$]*|\d(?:\w|\.\d)*|\.\.\.|\s+|./gs;
const OPEN = "([{";
const CLOSE = ")]}";
/** What JavaScript knows beside the words of the schema: an input that is run may say none of it. */
const ACTIVE = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ..."arguments async await class delete do eval exports for function import new require super this throw try".split(
    " ",
  ),
  ..."catch while with yield if switch case return goto __locate".split(" "),
]);

export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

export function isName(token: string | undefined): token is string {
  return token !== undefined && /^[A-Za-z_$]/.test(token);
}

export function isNumber(token: string | undefined): token is string {
  return token !== undefined && /^\d/.test(token);
}

export function isText(token: string | undefined): token is string {
  return token !== undefined && token.length > 1 && token.startsWith('"');
}

/** What can stand for what: words of one line, more or less. */
const GROUPS = [
  "u8 u16 u32 i16 i32",
  "u64 i64 f32 f64 bool8 bool16 bit guid asciiZ string8Z utf16Z reducedUnicodeZ nothing",
  "bytes list enumeration flags bits packed presence reserved constant stringZ at given late structure",
  "field count size offset",
  "when choose within mayEnd",
  "is has all any not",
  "toEnd each until first",
].map((line) => line.split(" "));

/** The words that can stand for this one. */
export function likeOf(word: string): readonly string[] {
  return GROUPS.find((group) => group.includes(word)) ?? WORDS;
}

/** What an element is, by its first token; a constant is what it was declared as. */
export function sortOf(tokens: readonly string[], { start }: Element): string {
  const first = tokens[start] ?? "";
  if (isText(first)) return "text";
  if (isNumber(first)) return "number";
  if (!isName(first)) return first;
  const declared = tokens.findIndex((token, at) => token === first && tokens[at - 2] === "const");
  const word = declared < 0 ? first : (tokens[declared + 4] ?? "");
  return GROUPS.find((group) => group.includes(word))?.[0] ?? word;
}

/** Whether the text only puts words and its own constants together: it reaches nothing else, and loops nowhere. */
export function isPlain(tokens: readonly string[]): boolean {
  const own = new Set(tokens.filter((_, at) => tokens[at - 2] === "const"));
  return tokens.every((token) => (own.has(token) || !ACTIVE.has(token)) && !/^[.`'<>!?\\/#@]$/.test(token));
}

/** What stands between brackets, separated by commas, at every depth. */
export function elementsOf(tokens: readonly string[]): readonly Element[] {
  const elements: Element[] = [];
  const starts: number[] = [];
  const close = (end: number): void => {
    const start = starts.pop();
    if (start === undefined) return;
    const first = tokens.findIndex((token, at) => at >= start && token.trim() !== "");
    if (first >= 0 && first < end) elements.push({ start: first, end });
  };
  for (const [at, token] of tokens.entries()) {
    if (OPEN.includes(token)) starts.push(at + 1);
    else if (CLOSE.includes(token)) close(at);
    else if (token === "," && starts.length > 0) {
      close(at);
      starts.push(at + 1);
    }
  }
  return elements;
}
