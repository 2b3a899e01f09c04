/** What the generated parsers and their tests use of binary-parser 2.3, whose package exports no types of its own. */
declare module "binary-parser" {
  /** The record that a step belongs to; it is what `this` is in the functions of its options. */
  type Scope = Record<string, unknown>;
  type Length = number | string | ((this: Scope) => number);

  /** Anything that parses; in truth it must be a `Parser`. */
  interface Nested {
    parse(bytes: Uint8Array): unknown;
  }

  export interface Options {
    type?: string | Nested;
    length?: Length;
    readUntil?: "eof" | ((item: never) => unknown);
    wrapper?: (bytes: Uint8Array) => Uint8Array;
    tag?: string | ((this: Scope) => number);
    choices?: Record<number, Nested>;
    defaultChoice?: Nested;
    // A method, so that formatters may ask for the type of value that their step yields.
    formatter?(this: Scope, value: unknown): unknown;
  }

  /** Each call adds a step and returns the parser itself. */
  export class Parser implements Nested {
    parse(bytes: Uint8Array): unknown;
    uint8(name: string, options?: Options): this;
    uint16le(name: string, options?: Options): this;
    uint32le(name: string, options?: Options): this;
    uint64le(name: string, options?: Options): this;
    int16le(name: string, options?: Options): this;
    int32le(name: string, options?: Options): this;
    int64le(name: string, options?: Options): this;
    floatle(name: string, options?: Options): this;
    doublele(name: string, options?: Options): this;
    buffer(name: string, options: Options): this;
    array(name: string, options: Options): this;
    /** Without a name the steps of the type become steps of this parser. */
    nest(name: string, options: Options): this;
    nest(options: Options): this;
    /** Reads the type inside of so many bytes. */
    wrapped(name: string, options: Options): this;
    wrapped(options: Options): this;
    choice(name: string, options: Options): this;
    choice(options: Options): this;
    useContextVars(): this;
    seek(length: Length): this;
    /** Where the parser stands. */
    saveOffset(name: string, options?: Options): this;
  }
}
