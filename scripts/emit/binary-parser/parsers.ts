/** Emits the second back end: for every codec a binary-parser `Parser` of the same values, and a list of those that have none. */
import { GeneratedFile, type Program } from "../program.js";
import { structuresIn } from "./models.js";
import type { ParserModules } from "./output.js";
import { ParserEmitter } from "./parser.js";
import { FOLDER } from "./structures.js";
import { Inexpressible } from "./text.js";

export function emitParsers(program: Program, modules: ParserModules | undefined): readonly GeneratedFile[] {
  if (modules === undefined) return [];
  const reasons = inexpressible(program, modules);
  const files = new Map<string, GeneratedFile>();
  for (const codec of program.codecs) {
    if (reasons.has(codec.name)) continue;
    const path = `${FOLDER}${program.fileOf(codec)}`;
    const file = files.get(path) ?? new GeneratedFile(path, codec.file);
    files.set(path, file);
    new ParserEmitter(program, modules, file, codec).emit();
  }
  return [...files.values(), emitCoverage(reasons), emitIndex(modules, [...files.keys()])];
}

/** The codecs that have no parser, and why: by themselves, or because they hold another that has none. */
function inexpressible(program: Program, modules: ParserModules): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const codec of program.codecs) {
    try {
      new ParserEmitter(program, modules, new GeneratedFile("", ""), codec).emit();
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      reasons.set(codec.name, error.message);
    }
  }
  for (let size = -1; size !== reasons.size; ) {
    size = reasons.size;
    for (const { name, body } of program.codecs) {
      const held = structuresIn(body).find((structure) => reasons.has(structure));
      if (held !== undefined && !reasons.has(name)) reasons.set(name, `holds ${held}`);
    }
  }
  return reasons;
}

function emitCoverage(reasons: ReadonlyMap<string, string>): GeneratedFile {
  const file = new GeneratedFile(`${FOLDER}coverage.ts`, ({ schema }) => schema);
  const { lines } = file;
  lines.doc("What binary-parser cannot express, and why. Everything else has a parser in this folder.");
  lines.block(
    "export const withoutParser: Readonly<Record<string, string>> =",
    () => {
      for (const [name, reason] of [...reasons].toSorted()) lines.line(`${name}: ${JSON.stringify(reason)},`);
    },
    ";",
  );
  return file;
}

function emitIndex(modules: ParserModules, paths: readonly string[]): GeneratedFile {
  const file = new GeneratedFile(`${FOLDER}index.ts`, ({ schema }) => schema);
  const { lines } = file;
  lines.line(`export type { ${file.type(modules.type, "RopParser")} };`);
  for (const path of [...paths, `${FOLDER}coverage.ts`].toSorted()) {
    lines.line(`export * from "./${path.slice(FOLDER.length).replace(/\.ts$/, ".js")}";`);
  }
  return file;
}
