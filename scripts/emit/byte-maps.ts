/** Emits the decoders of the byte map: the ordinary ones with marks, in files of their own. */
import type { Codec } from "../ir/model.js";
import { emitDecoder } from "./decoder/decoder.js";
import { decoderFile } from "./decoder/names.js";
import { emitNoContext } from "./dispatch.js";
import { GeneratedFile, type Program } from "./program.js";
import { emitDecode } from "./registry.js";

/** Everything below byte-maps/; `mapper` is the module that has the reader that takes the marks. */
export function emitByteMaps(
  program: Program,
  byFile: ReadonlyMap<string, readonly Codec[]>,
  mapper: string | undefined,
): readonly GeneratedFile[] {
  if (mapper === undefined) return [];
  const files = [...byFile].map(([path, codecs]) => {
    const file = new GeneratedFile(decoderFile(path, mapper), [...new Set(codecs.map((one) => one.file))].join(", "));
    for (const codec of codecs) emitDecoder(program, file, codec, mapper);
    return file;
  });
  if (program.model.rops.length > 0) {
    const file = new GeneratedFile(decoderFile("rops.ts", mapper), ({ rops }) => `the ROPs in ${rops}`);
    emitNoContext(file);
    for (const direction of ["request", "response"] as const) emitDecode(program, file, direction, mapper);
    files.push(file);
  }
  const index = new GeneratedFile(decoderFile("index.ts", mapper), ({ schema }) => schema);
  for (const path of files.map((file) => file.path).toSorted())
    index.lines.line(`export * from "./${path.replace("byte-maps/", "").replace(/\.ts$/, ".js")}";`);
  return [...files, index];
}
