/** The type of generated parsers. */

/**
 * A binary-parser `Parser` whose result has a type. Nest it under a name in a program of your own:
 * `.nest("pending", { type: ropPendingResponseParser() })`. Bytes behind the value are left alone, as binary-parser does.
 */
export interface RopParser<T> {
  /** @throws RangeError where the bytes end inside a number, RopDecodeError for everything else that cannot be read. */
  parse(bytes: Uint8Array): T;
}
