/** The code page of a session context as servers use it: what it has no character for becomes a question mark. */
import { type CodePage, singleByte } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";

/** In CodePageId: that of the logon, which is the session context's. */
const OF_LOGON = 0x0fff;

/** The code page of what belongs to a message: the one that it was opened with. [MS-OXCPRPT] 3.2.5.1 */
export function messageCodePage(codePageId: number, session: CodePage): CodePage {
  return codePageId === OF_LOGON ? session : serverCodePage(codePageId);
}

/** @param number as Connect names it; bytes are taken for characters where it is not known */
export function serverCodePage(number: number): CodePage {
  const page = codePage(number) ?? singleByte;
  const known = (character: string) => (page.encode(character) === undefined ? "?" : character);
  return {
    decode: (bytes, start, end) => page.decode(bytes, start, end),
    encode: (text) => page.encode(text) ?? page.encode(Array.from(text, known).join("")),
  };
}
