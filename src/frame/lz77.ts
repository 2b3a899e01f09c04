/** The compression of payloads whose header has the Compressed flag: plain LZ77 with DIRECT2 encoding. */
import { RopDecodeError } from "../wire/errors.js";

const SPEC = "MS-OXCRPC 3.1.4.1.1.2";

/** The most a payload may hold when it is decompressed, in bytes. */
const PAYLOAD_LIMIT = 0x8000;

/** A match has 3 bytes at least; the wire counts from there. */
const MIN_MATCH = 3;
/** What each step of a length can say, and thereby what the next one adds to: 3 bits, a nibble, a byte, a word. */
const BITS_FULL = 7;
const NIBBLE_FULL = 15;
const BYTE_FULL = 255;
/** The word does not add to the steps before it, so smaller values in it are never written. */
const WORD_FROM = BITS_FULL + NIBBLE_FULL;
const MAX_MATCH = 0xffff + MIN_MATCH;

/** How far back a match can reach: 13 bits. */
const WINDOW = 8192;
const WINDOW_MASK = WINDOW - 1;

const HASH_BITS = 13;
/** Earlier places with the same three bytes that are tried; more of them gain little and cost time. */
const MAX_TRIES = 16;

/**
 * Decompresses a payload.
 *
 * One mask with nothing behind it is tolerated at the end, whatever its bits are, and so is the lack of the set bit
 * that closes the last mask: encoders differ there.
 *
 * @param input the payload as transmitted, after XOR; nothing else before or behind it
 * @param size what must come out exactly, in bytes: SizeActual of the header
 * @param limit the largest size that is accepted
 * @throws RopDecodeError with the code `limit-exceeded` for the size, `invalid-compression` for anything in the input
 */
export function decompress(input: Uint8Array, size: number, limit: number = PAYLOAD_LIMIT): Uint8Array {
  if (!Number.isInteger(size) || size < 0 || size > limit) {
    const reason = `${size} is not a size of 0 to ${limit} bytes`;
    throw new RopDecodeError("limit-exceeded", { offset: 0, spec: SPEC, reason });
  }
  const state = new Decompression(input, size);
  let bits = 0;
  while (state.written < size) bits = state.group();
  const left = input.length - state.read;
  if (left !== 0 && !(left === 4 && bits === 0)) throw invalid(state.read, `${left} bytes are left over`);
  return state.output;
}

/**
 * Where a decompression stands. What is called for every mask is soon compiled; one loop over the whole input would be
 * entered in the middle, where V8 knows nothing of the numbers that it holds.
 */
class Decompression {
  readonly output: Uint8Array;
  /** How many bytes of the input have been read, and of the output written. */
  read = 0;
  written = 0;
  /** The byte whose high nibble the next long match takes, or -1. */
  #nibbles = -1;
  readonly #input: Uint8Array;
  // Four bytes are moved at a time wherever it does no harm to write up to three too many.
  readonly #from: DataView;
  readonly #to: DataView;

  constructor(input: Uint8Array, size: number) {
    this.output = new Uint8Array(size);
    this.#input = input;
    this.#from = new DataView(input.buffer, input.byteOffset, input.byteLength);
    this.#to = new DataView(this.output.buffer);
  }

  /** Reads a mask and what belongs to it. Returns how many bits of the mask are left when the output is complete. */
  group(): number {
    const input = this.#input;
    const output = this.output;
    const from = this.#from;
    const to = this.#to;
    const end = input.length;
    const size = output.length;
    let read = this.read;
    let written = this.written;
    if (read + 4 > end) throw invalid(read, "a mask is missing");
    let mask = from.getInt32(read, true);
    read += 4;
    let bits = 32;
    while (bits > 0 && written < size) {
      if (mask >= 0) {
        let run = Math.clz32(mask);
        // Not by `Math.min`, which makes floating-point numbers of them.
        if (run > bits) run = bits;
        if (run > size - written) run = size - written;
        if (run > end - read) throw invalid(end, "a literal is missing");
        mask <<= run;
        bits -= run;
        const stop = written + run;
        if (stop + 4 <= size && read + run + 4 <= end) {
          let at = read;
          do {
            to.setInt32(written, from.getInt32(at, true), true);
            written += 4;
            at += 4;
          } while (written < stop);
          read += run;
          written = stop;
        } else {
          while (written < stop) output[written++] = input[read++]!;
        }
        continue;
      }
      mask <<= 1;
      bits--;
      const start = read;
      if (read + 2 > end) throw invalid(start, "a match is missing");
      const match = from.getUint16(read, true);
      read += 2;
      let length = match & BITS_FULL;
      if (length === BITS_FULL) {
        let nibble: number;
        if (this.#nibbles < 0) {
          if (read === end) throw invalid(start, "a match without its length");
          this.#nibbles = input[read++]!;
          nibble = this.#nibbles & 0x0f;
        } else {
          nibble = this.#nibbles >> 4;
          this.#nibbles = -1;
        }
        length += nibble;
        if (nibble === NIBBLE_FULL) {
          if (read === end) throw invalid(start, "a match without its length");
          const byte = input[read++]!;
          length += byte;
          if (byte === BYTE_FULL) {
            if (read + 2 > end) throw invalid(start, "a match without its length");
            length = from.getUint16(read, true);
            read += 2;
            if (length < WORD_FROM) throw invalid(start, `a match length of ${length} in 16 bits`);
          }
        }
      }
      length += MIN_MATCH;
      let at = written - (match >>> 3) - 1;
      if (at < 0) throw invalid(start, "a match that reaches before the start");
      const stop = written + length;
      if (stop > size) throw invalid(start, `more than ${size} bytes come out`);
      // A match may reach into what it writes.
      if (written - at >= 4 && stop + 4 <= size) {
        do {
          to.setInt32(written, to.getInt32(at, true), true);
          written += 4;
          at += 4;
        } while (written < stop);
        written = stop;
      } else {
        while (written < stop) output[written++] = output[at++]!;
      }
    }
    this.read = read;
    this.written = written;
    return bits;
  }
}

function invalid(offset: number, reason: string): RopDecodeError {
  return new RopDecodeError("invalid-compression", { offset, spec: SPEC, reason });
}

/**
 * Compresses a payload, or returns undefined where the result would not be smaller than the input. The result is a
 * valid one, not the only one: encoders choose their matches differently.
 */
export function compress(input: Uint8Array): Uint8Array | undefined {
  const size = input.length;
  // Room for one more element and mask behind the point where compressing is given up.
  const output = new Uint8Array(size + 16);
  const matches = new Matches(input);
  let pos = 0;
  let maskAt = 0;
  let mask = 0;
  let bits = 0;
  let written = 4;
  /** Where the byte stands whose high nibble is still free, or -1. */
  let nibblesAt = -1;
  while (pos < size) {
    if (written >= size) return undefined;
    if (bits === 32) {
      writeU32(output, maskAt, mask);
      maskAt = written;
      written += 4;
      bits = 0;
    }
    bits++;
    matches.find(pos);
    if (matches.length < MIN_MATCH) {
      mask <<= 1;
      output[written++] = input[pos++]!;
      continue;
    }
    mask = (mask << 1) | 1;
    const length = matches.length - MIN_MATCH;
    const match = ((matches.offset - 1) << 3) | Math.min(length, BITS_FULL);
    output[written++] = match;
    output[written++] = match >>> 8;
    if (length >= BITS_FULL) {
      const nibble = Math.min(length - BITS_FULL, NIBBLE_FULL);
      if (nibblesAt < 0) {
        nibblesAt = written;
        output[written++] = nibble;
      } else {
        output[nibblesAt]! |= nibble << 4;
        nibblesAt = -1;
      }
      if (nibble === NIBBLE_FULL) {
        const byte = Math.min(length - WORD_FROM, BYTE_FULL);
        output[written++] = byte;
        if (byte === BYTE_FULL) {
          output[written++] = length;
          output[written++] = length >>> 8;
        }
      }
    }
    const next = pos + matches.length;
    while (++pos < next) matches.add(pos);
  }
  // The bit behind the last element has to be set, even if that takes a mask of its own.
  if (bits === 32) {
    writeU32(output, maskAt, mask);
    maskAt = written;
    written += 4;
    bits = 0;
  }
  writeU32(output, maskAt, (mask << (32 - bits)) | (-1 >>> bits));
  return written < size ? output.slice(0, written) : undefined;
}

/** The places of the window by a hash of the three bytes that stand there, chained from the latest to the earliest. */
class Matches {
  /** Of the match that was found last, in bytes; less than {@link MIN_MATCH} for none. */
  length = 0;
  /** How far back that match stands, in bytes. */
  offset = 0;
  readonly #input: Uint8Array;
  // Places are kept plus one, so that zero is none.
  readonly #latest = new Int32Array(1 << HASH_BITS);
  readonly #previous = new Int32Array(WINDOW);

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  /** Looks for the longest match for the bytes at a place among the places added before, and adds the place. */
  find(pos: number): void {
    const input = this.#input;
    const longest = Math.min(input.length - pos, MAX_MATCH);
    const oldest = Math.max(pos - WINDOW, 0);
    let candidate = this.add(pos);
    let length = 0;
    for (let tries = MAX_TRIES; tries > 0 && candidate >= oldest && length < longest; tries--) {
      if (input[candidate + length] === input[pos + length]) {
        let same = 0;
        while (same < longest && input[candidate + same] === input[pos + same]) same++;
        if (same > length) {
          length = same;
          this.offset = pos - candidate;
        }
      }
      // Behind a candidate a whole window back the chain starts over, which only costs tries.
      candidate = this.#previous[candidate & WINDOW_MASK]! - 1;
    }
    this.length = length;
  }

  /** Adds a place, every one once and in order. Returns the one before it with the same hash, or -1. */
  add(pos: number): number {
    const input = this.#input;
    if (pos + MIN_MATCH > input.length) return -1;
    const bytes = input[pos]! | (input[pos + 1]! << 8) | (input[pos + 2]! << 16);
    const hash = Math.imul(bytes, 0x9e3779b1) >>> (32 - HASH_BITS);
    const latest = this.#latest[hash]!;
    this.#previous[pos & WINDOW_MASK] = latest;
    this.#latest[hash] = pos + 1;
    return latest - 1;
  }
}

function writeU32(output: Uint8Array, pos: number, value: number): void {
  output[pos] = value;
  output[pos + 1] = value >>> 8;
  output[pos + 2] = value >>> 16;
  output[pos + 3] = value >>> 24;
}
