/** Emits everything: one file per schema file, the enumerations, the registry and the representation itself. */
import type { Codec } from "../ir/model.js";
import type { Examples } from "../read/examples.js";
import { emitArbitraries } from "./arbitraries/emit.js";
import type { ParserModules } from "./binary-parser/output.js";
import { emitParsers } from "./binary-parser/parsers.js";
import { emitByteMaps } from "./byte-maps.js";
import { emitDecoder } from "./decoder/decoder.js";
import { emitEncoder } from "./encoder/encoder.js";
import { emitEnumerations } from "./enumerations.js";
import { type Origin, pageHead } from "./file.js";
import { emitIndex } from "./index-file.js";
import { emitIr } from "./ir-json.js";
import { GeneratedFile, type Program } from "./program.js";
import { Modules } from "./reference/modules.js";
import { emitReference } from "./reference/reference.js";
import { emitRegistry } from "./registry.js";
import { emitShapes } from "./shapes.js";
import { SkipReach } from "./skipper/reach.js";
import { emitRows } from "./skipper/rows.js";
import { emitSkipper } from "./skipper/skipper.js";
import { emitTypes } from "./types.js";

/** What is emitted besides, by the modules that it stands on. */
export interface Extras {
  readonly parsers?: ParserModules | undefined;
  readonly arbitraries?: string | undefined;
  readonly byteMaps?: string | undefined;
}

export function emitAll(
  program: Program,
  origin: Origin,
  { parsers, arbitraries, byteMaps }: Extras = {},
  examples?: Examples,
): ReadonlyMap<string, string> {
  const byFile = new Map<string, Codec[]>();
  for (const codec of program.codecs) {
    const path = program.fileOf(codec);
    byFile.set(path, [...(byFile.get(path) ?? []), codec]);
  }
  const { rops, enumerations, flags } = program.model;
  const reach = new SkipReach(program);
  const files: GeneratedFile[] = [
    ...(enumerations.length + flags.length === 0 ? [] : [emitEnumerations(program)]),
    ...(rops.length === 0 ? [] : emitRegistry(program, reach)),
    emitShapes(program),
  ];
  for (const [path, codecs] of byFile) {
    const file = new GeneratedFile(path, [...new Set(codecs.map((codec) => codec.file))].join(", "));
    for (const codec of codecs) {
      emitTypes(program, file, codec);
      emitDecoder(program, file, codec);
      emitEncoder(program, file, codec);
      emitSkipper(program, reach, file, codec);
      emitRows(program, reach, file, codec);
    }
    files.push(file);
  }
  files.push(emitIndex(files));
  files.push(...emitParsers(program, parsers), ...emitArbitraries(program, byFile, arbitraries));
  files.push(...emitByteMaps(program, byFile, byteMaps));
  const texts = [
    ...files.map((file) => [file.path, file.text(origin)] as const),
    ["ir.json", emitIr(program)] as const,
    ...[...emitReference(program, new Modules(files, origin), examples)].map(
      ([path, text]) => [path, pageHead(origin) + text] as const,
    ),
  ];
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
