/** The code page of a session context as servers use it: what it has no character for becomes a question mark. */
import { type CodePage, singleByte } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";

/** @param number as Connect names it; bytes are taken for characters where it is not known */
export function serverCodePage(number: number): CodePage {
  const page = codePage(number) ?? singleByte;
  const known = (character: string) => (page.encode(character) === undefined ? "?" : character);
  return {
    decode: (bytes, start, end) => page.decode(bytes, start, end),
    encode: (text) => page.encode(text) ?? page.encode(Array.from(text, known).join("")),
  };
}
