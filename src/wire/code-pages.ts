/**
 * The code pages of 8-bit strings by their number, without loss.
 *
 * A byte that has no character in its page, or one that another byte means as well, becomes the lone surrogate
 * U+DC00 + byte (U+DC80 to U+DCFF), and such a surrogate becomes that byte again. No text holds lone surrogates
 * otherwise, so every byte string comes back as it was, what can be read stays readable, and what cannot be read is
 * plain to see.
 */
import { type CodePage, singleByte } from "./code-page.js";
import { latin1 } from "./text.js";

/** What the encoding is called where text is decoded on the web. */
const LABELS: Readonly<Record<number, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  1250: "windows-1250",
  1251: "windows-1251",
  1253: "windows-1253",
  1254: "windows-1254",
  1255: "windows-1255",
  1256: "windows-1256",
  1257: "windows-1257",
  1258: "windows-1258",
  20866: "koi8-r",
  21866: "koi8-u",
  28592: "iso-8859-2",
  28593: "iso-8859-3",
  28594: "iso-8859-4",
  28595: "iso-8859-5",
  28596: "iso-8859-6",
  28597: "iso-8859-7",
  28598: "iso-8859-8",
  28603: "iso-8859-13",
  28605: "iso-8859-15",
};

/**
 * Where a page differs from what the web's decoder says, or from ISO 8859-1 if it has no label above. The web calls 28599, 1252 and
 * ISO 8859-1 itself by names of others, and a Node in use decodes 1252 as 28591. KOI8-U has the frames of RFC 2319, where younger
 * decoders have letters of KOI8-RU.
 */
const PATCHES: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  1252: { 128: "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ" },
  21866: { 174: "╝", 190: "╬" },
  28599: { 208: "Ğ", 221: "İŞ", 240: "ğ", 253: "ış" },
};

const ASCII = 20127;
const LATIN_1 = 28591;
const UTF_8 = 65001;
const DOUBLE_BYTE: readonly number[] = [932, 936, 949, 950];

const known = new Map<number, CodePage | undefined>([[LATIN_1, singleByte]]);

/** Every number that {@link codePage} knows. */
export const codePageNumbers: readonly number[] = [
  ...new Set([...[LABELS, PATCHES].flatMap((pages) => Object.keys(pages).map(Number)), ASCII, LATIN_1, UTF_8]),
].toSorted((a, b) => a - b);

/**
 * The code page of that number (the identifiers of Windows): 874, 932, 936, 949, 950, 1250 to 1258, 20127 (ASCII),
 * 20866, 21866 (KOI8), 28591 to 28599, 28603 and 28605 (ISO 8859), 65001 (UTF-8); `undefined` for others, and where the
 * runtime lacks its tables.
 */
export function codePage(number: number): CodePage | undefined {
  if (!known.has(number)) known.set(number, make(number));
  return known.get(number);
}

function make(number: number): CodePage | undefined {
  if (number === UTF_8) return utf8;
  if (number === ASCII) return new TablePage(() => ({ singles: new Map(), pairs: new Map() }));
  const patches = PATCHES[number];
  const label = LABELS[number];
  if (label === undefined) return patches && singleBytePage(latin1Singles, patches);
  const decoder = decoderOf(label);
  if (decoder === undefined) return undefined;
  if (DOUBLE_BYTE.includes(number)) return new TablePage(() => doubleByte(number, decoder));
  return singleBytePage(() => singlesOf(decoder), patches);
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return undefined;
  }
}

// ---- pages of a table -------------------------------------------------------------------------------------------

/** Characters by the bytes that stand for them, the first above 0x7F; two bytes as one number, the first in front. */
interface Tables {
  readonly singles: ReadonlyMap<number, string>;
  readonly pairs: ReadonlyMap<number, string>;
}

/** ASCII below 0x80, and above it one or two bytes for a character. The tables are made when they are first needed. */
class TablePage implements CodePage {
  readonly #make: () => Tables;
  #tables: Tables | undefined;
  #codes: ReadonlyMap<string, number> | undefined;

  constructor(make: () => Tables) {
    this.#make = make;
  }

  decode(bytes: Uint8Array, start: number, end: number): string {
    if (isAscii(bytes, start, end)) return latin1(bytes, start, end);
    const { singles, pairs } = (this.#tables ??= this.#make());
    let text = "";
    for (let pos = start; pos < end; pos++) {
      const byte = bytes[pos]!;
      const pair = byte < 0x80 || pos + 1 === end ? undefined : pairs.get((byte << 8) | bytes[pos + 1]!);
      if (pair !== undefined) pos++;
      text += byte < 0x80 ? String.fromCharCode(byte) : (pair ?? singles.get(byte) ?? escaped(byte));
    }
    return text;
  }

  encode(text: string): Uint8Array | undefined {
    const bytes = new Uint8Array(2 * text.length);
    let pos = 0;
    for (const character of text) {
      const code = asciiOrEscaped(character) ?? this.#code(character);
      if (code === undefined) return undefined;
      if (code > 0xff) bytes[pos++] = code >> 8;
      bytes[pos++] = code;
    }
    return bytes.slice(0, pos);
  }

  #code(character: string): number | undefined {
    const { singles, pairs } = (this.#tables ??= this.#make());
    this.#codes ??= new Map([...pairs, ...singles].map(([code, one]) => [one, code]));
    return this.#codes.get(character);
  }
}

/** With other characters in some places, given with the first byte of them. */
function singleBytePage(
  bare: () => ReadonlyMap<number, string>,
  patches: Readonly<Record<number, string>> = {},
): CodePage {
  return new TablePage(() => {
    const singles = new Map(bare());
    for (const [first, characters] of Object.entries(patches)) {
      [...characters].forEach((character, index) => void singles.set(Number(first) + index, character));
    }
    return { singles, pairs: new Map() };
  });
}

function latin1Singles(): ReadonlyMap<number, string> {
  return new Map(above(0x80).map((byte) => [byte, String.fromCharCode(byte)]));
}

/** What a decoder of the web makes of every byte. */
function singlesOf(decoder: TextDecoder): ReadonlyMap<number, string> {
  const singles = new Map<number, string>();
  for (const byte of above(0x80)) {
    const text = decoder.decode(Uint8Array.of(byte));
    // Some decoders put bytes without a character into the end of the private use area.
    if (isCharacter(text) && !/[\uf800-\uf8ff]/.test(text)) singles.set(byte, text);
  }
  return singles;
}

// ---- double-byte pages ------------------------------------------------------------------------------------------

function doubleByte(number: number, decoder: TextDecoder): Tables {
  const pairs = new Map<number, string>();
  const codes = above(0x81).flatMap((lead) => above(0x40).map((trail) => (lead << 8) | trail));
  const text = decoder.decode(Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff, 0x0a])));
  // A decoder that stumbles over a pair begins again at a line feed, if not before.
  text.split("\n").forEach((one, index) => {
    const code = codes[index];
    if (code !== undefined && isCharacter(one)) pairs.set(code, one);
  });
  if (number === 949) addHangul(pairs);
  const leads = new Set([...pairs.keys()].map((code) => code >> 8));
  const singles = new Map([...singlesOf(decoder)].filter(([byte]) => !leads.has(byte)));
  return { singles, pairs: withoutDoubles(number, pairs, new Set(singles.values())) };
}

/** Of the pairs that mean one character, only the one that Windows writes; none if a single byte means it. */
function withoutDoubles(
  number: number,
  pairs: ReadonlyMap<number, string>,
  singles: ReadonlySet<string>,
): ReadonlyMap<number, string> {
  const written = new Map<string, number>();
  for (const [code, character] of pairs) {
    const other = written.get(character);
    if (other === undefined || isRather(number, other, character)) written.set(character, code);
  }
  return new Map([...pairs].filter(([code, one]) => written.get(one) === code && !singles.has(one)));
}

/** Whether a later code is the one that is written. */
function isRather(number: number, earlier: number, character: string): boolean {
  // Shift_JIS has the extensions of IBM twice; the rows that NEC chose from them are not written.
  if (number === 932) return earlier >> 8 === 0xed || earlier >> 8 === 0xee;
  return number === 950 && "═╞╡╪十卅".includes(character);
}

/** Some decoders know EUC-KR only. Code page 949 adds the Hangul syllables it lacks, in their order, to free places. */
function addHangul(pairs: Map<number, string>): void {
  const there = new Set(pairs.values());
  const missing = Array.from({ length: 11172 }, (_, index) => String.fromCharCode(0xac00 + index)).filter(
    (syllable) => !there.has(syllable),
  );
  const letters = [...range(0x41, 0x5a), ...range(0x61, 0x7a)];
  const places = range(0x81, 0xc6).flatMap((lead) =>
    [...letters, ...range(0x81, lead < 0xa1 ? 0xfe : 0xa0)].map((trail) => (lead << 8) | trail),
  );
  missing.forEach((syllable, index) => {
    const place = places[index];
    if (place !== undefined && !pairs.has(place)) pairs.set(place, syllable);
  });
  for (const [code, character] of [[0xa2e6, "€"] as const, [0xa2e7, "®"] as const]) {
    if (!pairs.has(code)) pairs.set(code, character);
  }
}

// ---- UTF-8 ------------------------------------------------------------------------------------------------------

const utf8: CodePage = {
  decode(bytes, start, end) {
    if (isAscii(bytes, start, end)) return latin1(bytes, start, end);
    let text = "";
    for (let pos = start; pos < end; ) {
      const length = lengthOfCharacter(bytes, pos, end);
      text += length === 0 ? escaped(bytes[pos]!) : String.fromCodePoint(codePoint(bytes, pos, length));
      pos += Math.max(length, 1);
    }
    return text;
  },
  encode(text) {
    const bytes = new Uint8Array(3 * text.length);
    const encoder = new TextEncoder();
    let pos = 0;
    for (const character of text) {
      const code = asciiOrEscaped(character);
      if (code !== undefined) bytes[pos++] = code;
      else if (/[\ud800-\udfff]/u.test(character)) return undefined;
      else pos += encoder.encodeInto(character, bytes.subarray(pos)).written;
    }
    return bytes.slice(0, pos);
  },
};

/** How many bytes the character has; 0 where they are none, as The Unicode Standard has it in its table 3-7. */
function lengthOfCharacter(bytes: Uint8Array, pos: number, end: number): number {
  const first = bytes[pos]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (pos + length > end) return 0;
  for (let place = pos + 1; place < pos + length; place++) if ((bytes[place]! & 0xc0) !== 0x80) return 0;
  const second = bytes[pos + 1]!;
  if (first === 0xe0 || first === 0xf0) return second < (first === 0xe0 ? 0xa0 : 0x90) ? 0 : length;
  if (first === 0xed || first === 0xf4) return second > (first === 0xed ? 0x9f : 0x8f) ? 0 : length;
  return length;
}

function codePoint(bytes: Uint8Array, pos: number, length: number): number {
  const first = bytes[pos]!;
  if (length === 1) return first;
  let code = first & (0x7f >> length);
  for (let place = pos + 1; place < pos + length; place++) code = (code << 6) | (bytes[place]! & 0x3f);
  return code;
}

// ---- characters -------------------------------------------------------------------------------------------------

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let pos = start; pos < end; pos++) if (bytes[pos]! > 0x7f) return false;
  return true;
}

/** One character, and not the one that stands for none. */
function isCharacter(text: string): boolean {
  return text !== "\ufffd" && text !== "" && [...text].length === 1;
}

function escaped(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

/** The byte of an ASCII character, or of a byte that no character stands for. */
function asciiOrEscaped(character: string): number | undefined {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return code;
  return code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : undefined;
}

function above(first: number): readonly number[] {
  return range(first, 0xff);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
