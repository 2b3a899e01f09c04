/** The bytes of hex as people write and paste it: digits in any of the usual ways, or a dump. */
import { hexBytes } from "../json/index.js";
import { joined } from "./kind.js";

/**
 * The bytes of hex digits, or of a dump; `undefined` if the text is neither. Between the digits there may be blanks, line
 * ends, commas, `0x` and `\\x`, and colons or dashes between pairs.
 */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) return undefined;
  if (isDump(lines)) return bytesOfDump(lines);
  // Where lines are nothing but digits, their ends may stand between any two of them.
  const words = lines.map((line) => line.trim());
  return digitsOf(words.every((word) => /^[0-9a-f]+$/i.test(word)) ? words.join("") : text);
}

/** Pairs of digits with something between them. */
const PAIRS = /^[0-9a-f]{2}([:-][0-9a-f]{2})+$/i;

/** Words of whole bytes. */
function digitsOf(text: string): Uint8Array | undefined {
  const words = text.split(/[\s,]+|\\x/i).filter((word) => word !== "");
  const digits = words.map((word) => {
    const own = PAIRS.test(word) ? word.replace(/[:-]/g, "") : word.replace(/^0x/i, "");
    return own !== word && own.length % 2 === 1 ? `0${own}` : own;
  });
  return digits.some((word) => word.length % 2 === 1) ? undefined : hexBytes(digits.join(""));
}

// ---- dumps ------------------------------------------------------------------------------------------------------

/** Of `xxd`, `hexdump -C` and Wireshark: an offset, perhaps a colon, the digits behind blanks, perhaps the characters. */
const DUMP_LINE = /^\s*([0-9a-f]{4,16})(:(?=\s|$)|(?=\s\s|\t|$))(.*)$/i;
const PAIR = /^\s*[0-9a-f]{2}(\s|$)/i;
/** The most bytes of a dump: what repeats takes no room in it. */
const MOST = 0x4000000;

interface DumpLine {
  readonly offset: number;
  readonly hasColon: boolean;
  readonly rest: string;
}

function dumpLine(line: string): DumpLine | undefined {
  const [, offset = "", colon = "", rest = ""] = DUMP_LINE.exec(line) ?? [];
  return offset === "" ? undefined : { offset: Number.parseInt(offset, 16), hasColon: colon !== "", rest };
}

/** Whether it is a dump, and no list of numbers in columns: that does not begin at 0, or go on with the next offset. */
function isDump(lines: readonly string[]): boolean {
  const first = dumpLine(lines[0] ?? "");
  if (first === undefined) return false;
  return first.hasColon || (PAIR.test(first.rest) && (first.offset === 0 || lines.length > 1));
}

/** `undefined` where offsets do not add up. */
function bytesOfDump(lines: readonly string[]): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  const read = lines.map((line) => (line.trim() === "*" ? "*" : dumpLine(line)));
  let offset: number | undefined;
  for (const [index, line] of read.entries()) {
    if (line === undefined) return undefined;
    const next = read[index + 1];
    const end = typeof next === "object" ? next.offset : undefined;
    offset ??= line === "*" ? 0 : line.offset;
    const size: number | undefined = end === undefined ? undefined : end - offset;
    const part = line === "*" ? repeated(parts.at(-1), size) : bytesOfLine(line.rest, size);
    if (part === undefined || (line !== "*" && line.offset !== offset)) return undefined;
    offset += part.length;
    parts.push(part);
  }
  return joined(parts);
}

/** The lines that a star stands for: as many as fit before the next offset. */
function repeated(line: Uint8Array | undefined, size: number | undefined): Uint8Array | undefined {
  if (line === undefined || size === undefined || size > MOST || size % line.length !== 0) return undefined;
  return Uint8Array.from({ length: size }, (_, index) => line[index % line.length] ?? 0);
}

/**
 * The bytes of a line. The characters behind them may look like digits: the next offset says where they begin, or else
 * that they are those of the bytes. One gap may be in the middle of the digits.
 */
function bytesOfLine(rest: string, size: number | undefined): Uint8Array | undefined {
  const pieces = rest.trim().split(/\s{2,}|\t/);
  const readings = [1, 2].flatMap((count) => {
    const bytes = hexBytes(pieces.slice(0, count).join("").replace(/\s/g, ""));
    return bytes === undefined || count > pieces.length ? [] : [{ bytes, text: pieces.slice(count).join("") }];
  });
  const found =
    size === undefined
      ? (readings.find(({ bytes, text }) => shows(text, bytes)) ?? readings.find(({ text }) => text === ""))
      : readings.find(({ bytes }) => bytes.length === size);
  return found?.bytes;
}

/** Whether text is the characters of bytes, as dumps have them. */
function shows(text: string, bytes: Uint8Array): boolean {
  const own = text.replace(/\s/g, "");
  const characters = [...bytes].map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
  const expected = characters.filter((_, index) => bytes[index] !== 0x20).join("");
  return own !== "" && (own === expected || own === `|${expected}|`);
}
