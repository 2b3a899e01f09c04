/** What stands before the body of a MAPI/HTTP response: the meta-tags, which keep the client waiting, and late headers. */
import { RopDecodeError, RopEncodeError } from "../wire/errors.js";
import { latin1 as textOf } from "../wire/text.js";

const SPEC = "MS-OXCMAPIHTTP 2.2.7";

/** The server has queued the request, is still at work, has finished. */
export type MetaTag = "PROCESSING" | "PENDING" | "DONE";

/** Headers in the order of the wire, in the form that `new Headers(...)` takes. Bytes above 0x7F are Latin-1. */
export type EnvelopeHeaders = readonly (readonly [name: string, value: string])[];

/** A response body, taken apart. */
export interface Envelope {
  /** Empty where the body came without an envelope. */
  readonly tags: readonly MetaTag[];
  /** The headers behind DONE; an X-ResponseCode among them overrides the one in front of the body. */
  readonly headers: EnvelopeHeaders;
  /** The body of the request type. May be a view of the chunk it came in. */
  readonly body: Uint8Array;
}

export interface EnvelopeReaderOptions {
  /** Called for every PENDING, as soon as it is there. */
  readonly onPending?: (() => void) | undefined;
  /** The most that tags and headers may take together, in bytes. Default 64 KiB. */
  readonly headLimit?: number | undefined;
  /** The most that the body may take, in bytes. Default 4 MiB, which a response of 96 full payloads stays below. */
  readonly bodyLimit?: number | undefined;
}

/** How each part looks. The line end of PENDING is a part of its own, since one server in use leaves it out. */
const TAGS: ReadonlyMap<string, MetaTag> = new Map([
  ["PROCESSING\r\n", "PROCESSING"],
  ["PENDING", "PENDING"],
  ["DONE\r\n", "DONE"],
]);
const LINE_END = "\r\n";
const LINE_FEED = 0x0a;

/** A header's name and value by the rules of HTTP. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a response body piece by piece, as it arrives (after the chunked coding of HTTP is undone, whose boundaries
 * mean nothing here).
 *
 * A body that does not begin with one of the three tags has no envelope: all of it is the body. The body of a
 * request type cannot be mistaken, since its first four bytes are a StatusCode, and none reads "PROC", "PEND" or "DONE".
 * From the first tag on, everything up to the empty line behind DONE and its headers has to be there. PROCESSING
 * and PENDING may be missing, or come repeatedly and in any order.
 */
export class EnvelopeReader {
  readonly #onPending: (() => void) | undefined;
  readonly #headLimit: number;
  readonly #bodyLimit: number;
  readonly #tags: MetaTag[] = [];
  readonly #headers: [string, string][] = [];
  readonly #body: Uint8Array[] = [];
  #bodySize = 0;
  /** What the next byte belongs to. */
  #part: "tags" | "headers" | "body" = "tags";
  /** What has been read of a token or a line, a character per byte. */
  #text = "";
  /** What may stand before the next tag. */
  #optional = "";
  /** Bytes read so far, the body excepted. */
  #offset = 0;

  constructor(options: EnvelopeReaderOptions = {}) {
    this.#onPending = options.onPending;
    this.#headLimit = options.headLimit ?? 0x10000;
    this.#bodyLimit = options.bodyLimit ?? 0x400000;
  }

  /**
   * Takes the next bytes. They are not copied before {@link end}, so they must not change until then.
   *
   * @throws RopDecodeError with the code `invalid-envelope`, or `limit-exceeded`
   */
  push(chunk: Uint8Array): void {
    let pos = 0;
    while (pos < chunk.length && this.#part !== "body") {
      const from = pos;
      if (this.#part === "tags") pos++;
      else pos = chunk.indexOf(LINE_FEED, pos) + 1 || chunk.length;
      this.#pushHead(chunk, from, pos);
    }
    if (pos < chunk.length) this.#pushBody(chunk.subarray(pos));
  }

  /**
   * Says that nothing follows, and returns what was read.
   *
   * @throws RopDecodeError with the code `invalid-envelope` where the envelope is not complete
   */
  end(): Envelope {
    const none = this.#tags.length === 0 && this.#text === "";
    if (this.#part !== "body" && !none) throw this.#invalid(`the body ends in the ${this.#part} of its envelope`);
    return { tags: this.#tags, headers: this.#headers, body: join(this.#body, this.#bodySize) };
  }

  /** One byte of a tag, or what is there of a header line. */
  #pushHead(chunk: Uint8Array, from: number, to: number): void {
    this.#offset += to - from;
    if (this.#offset > this.#headLimit) {
      throw tooMuch(this.#headLimit, `more than ${this.#headLimit} bytes of meta-tags and headers`);
    }
    this.#text += textOf(chunk, from, to);
    if (this.#part === "tags") this.#readTag();
    else if (chunk[to - 1] === LINE_FEED) this.#readHeader();
  }

  #readTag(): void {
    const text = this.#text;
    const tag = TAGS.get(text);
    if (tag !== undefined) {
      this.#tags.push(tag);
      this.#text = "";
      this.#optional = tag === "PENDING" ? LINE_END : "";
      if (tag === "DONE") this.#part = "headers";
      if (tag === "PENDING") this.#onPending?.();
    } else if (text === this.#optional) {
      this.#text = "";
      this.#optional = "";
    } else if (!begins(text, TAGS.keys()) && !this.#optional.startsWith(text)) {
      if (this.#tags.length > 0) throw this.#invalid("neither a meta-tag nor the end of one");
      this.#part = "body";
      this.#offset = 0;
      this.#pushBody(latin1(text));
    }
  }

  #readHeader(): void {
    const line = this.#text;
    const colon = line.indexOf(":");
    if (line === LINE_END) {
      this.#part = "body";
    } else {
      const name = line.slice(0, Math.max(colon, 0));
      const value = trimmed(line, colon + 1, line.length - LINE_END.length);
      if (!line.endsWith(LINE_END) || !NAME.test(name) || !VALUE.test(value)) throw this.#invalid("not a header line");
      this.#headers.push([name, value]);
    }
    this.#text = "";
  }

  #pushBody(bytes: Uint8Array): void {
    this.#body.push(bytes);
    this.#bodySize += bytes.length;
    if (this.#bodySize > this.#bodyLimit) {
      throw tooMuch(this.#offset + this.#bodyLimit, `more than ${this.#bodyLimit} bytes of body`);
    }
  }

  /** An error at the start of the token or line that is being read. */
  #invalid(reason: string): RopDecodeError {
    const offset = this.#offset - this.#text.length;
    const partial = { tags: this.#tags, headers: this.#headers };
    return new RopDecodeError("invalid-envelope", { offset, spec: SPEC, reason, partial });
  }
}

/** Reads a response body that is there as a whole, with an envelope or without. */
export function readEnvelope(bytes: Uint8Array, options?: EnvelopeReaderOptions): Envelope {
  const reader = new EnvelopeReader(options);
  reader.push(bytes);
  return reader.end();
}

/** What a server sends at once: the request is queued. */
export function processing(): Uint8Array {
  return latin1("PROCESSING\r\n");
}

/** What a server sends every X-PendingPeriod while it is at work. */
export function pending(): Uint8Array {
  return latin1("PENDING\r\n");
}

/**
 * What a server sends at last: the tag, the late headers (X-ElapsedTime in milliseconds and X-StartTime are expected
 * there), the empty line, the body.
 *
 * @throws RopEncodeError with the code `invalid-string` for a header that HTTP does not allow
 */
export function done(headers: EnvelopeHeaders, body: Uint8Array): Uint8Array {
  const lines = headers.map(([name, value], index) => {
    if (!NAME.test(name) || !VALUE.test(value)) {
      const reason = "not the name and value of a header";
      throw new RopEncodeError("invalid-string", { path: ["headers", index], spec: SPEC, reason });
    }
    return `${name}: ${value}\r\n`;
  });
  const head = latin1(`DONE\r\n${lines.join("")}\r\n`);
  return join([head, body], head.length + body.length);
}

function tooMuch(offset: number, reason: string): RopDecodeError {
  return new RopDecodeError("limit-exceeded", { offset, spec: SPEC, reason });
}

function begins(text: string, tokens: Iterable<string>): boolean {
  for (const token of tokens) if (token.startsWith(text)) return true;
  return false;
}

/** A part of a line without the blanks around it. */
function trimmed(line: string, start: number, end: number): string {
  const blank = (pos: number) => line[pos] === " " || line[pos] === "\t";
  while (start < end && blank(start)) start++;
  while (start < end && blank(end - 1)) end--;
  return line.slice(start, end);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const result = new Uint8Array(size);
  let pos = 0;
  for (const part of parts) {
    result.set(part, pos);
    pos += part.length;
  }
  return result;
}
