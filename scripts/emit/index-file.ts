/** Emits the index: every codec, enumeration and the registry under one import. */
import { GeneratedFile } from "./program.js";

/** Files that users import under paths of their own. */
const APART = /^(parsers\/|shapes\.ts$)/;

export function emitIndex(files: readonly GeneratedFile[]): GeneratedFile {
  const index = new GeneratedFile("index.ts", ({ schema }) => schema);
  const paths = files.map((file) => file.path).filter((path) => path.endsWith(".ts") && !APART.test(path));
  for (const path of paths.toSorted()) index.lines.line(`export * from "./${path.replace(/\.ts$/, ".js")}";`);
  return index;
}
