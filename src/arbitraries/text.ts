/** Strings that are valid in their encoding: no NUL, nothing that the code page lacks. */
import type { CodePage } from "../wire/code-page.js";
import type { Draw } from "./draw.js";

/** Three of four characters are letters. */
function letterOr(d: Draw, other: () => string): string {
  return d.below(4) < 3 ? String.fromCharCode(0x41 + d.below(26)) : other();
}

function textOf(length: number, character: () => string): string {
  return Array.from({ length }, character).join("");
}

/** One byte per character. */
export function text8(d: Draw, length: number): string {
  return textOf(length, () => letterOr(d, () => String.fromCharCode(1 + d.below(0xff))));
}

export function text16(d: Draw, length: number): string {
  return textOf(length, () =>
    letterOr(d, () => {
      const kind = d.below(4);
      if (kind === 0) return String.fromCharCode(1 + d.below(0xffff));
      if (kind === 1) return String.fromCodePoint(0x10000 + d.below(0x100000));
      return kind === 2 ? String.fromCharCode(0xd800 + d.below(0x800)) : d.oneOf("\ufeff", "é", "e\u0301", "ß", "字");
    }),
  );
}

/** Characters that come back from the code page as they were: of one byte, or of two in code pages that have such. */
export function encodable(d: Draw, length: number, codePage: CodePage): string {
  const character = (): string => {
    const bytes = Uint8Array.of(1 + d.below(0xff), 1 + d.below(0xff));
    const found = [bytes, bytes.subarray(0, 1)]
      .map((some) => codePage.decode(some, 0, some.length))
      .find((text) => [...text].length === 1 && isKept(text, codePage));
    return found ?? "?";
  };
  const text = textOf(length, () => letterOr(d, character));
  return isKept(text, codePage) ? text : "?".repeat(length);
}

function isKept(text: string, codePage: CodePage): boolean {
  const bytes = codePage.encode(text);
  return bytes !== undefined && !bytes.includes(0) && codePage.decode(bytes, 0, bytes.length) === text;
}
