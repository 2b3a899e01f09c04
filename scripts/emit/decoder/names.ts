/** What decoders are called and where they are printed: the ordinary ones, and those that also mark what they read. */

export function decoderName(codec: string, mapper: string | undefined): string {
  return `${mapper === undefined ? "decode" : "map"}${codec}`;
}

/** The file of a decoder, by that of the types. */
export function decoderFile(path: string, mapper: string | undefined): string {
  return mapper === undefined ? path : `byte-maps/${path}`;
}
