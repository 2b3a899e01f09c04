/** The code pages of 8-bit strings. */
import { latin1 } from "./text.js";

/** Turns bytes into text and text into bytes. */
export interface CodePage {
  /** The text of `bytes[start..end)`. */
  decode(bytes: Uint8Array, start: number, end: number): string;
  /** The bytes of a text, or `undefined` if the code page has no bytes for it. */
  encode(text: string): Uint8Array | undefined;
}

/** One character per byte, U+0000 to U+00FF: what is used while no code page is known. Loses nothing. */
export const singleByte: CodePage = {
  decode: latin1,
  encode(text) {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0xff) return undefined;
      bytes[i] = unit;
    }
    return bytes;
  },
};
