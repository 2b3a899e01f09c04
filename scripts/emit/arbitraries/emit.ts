/** Emits the arbitraries: for every codec a drawing function and what makes a fast-check arbitrary of it. */
import type { Codec } from "../../ir/model.js";
import { GeneratedFile, type Program } from "../program.js";
import { hex, ropHex } from "../types.js";
import { emitCodec } from "./codec.js";
import { Deeper, everyNode } from "./deeper.js";
import { drawFile, drawName, numbersName } from "./expressions.js";

/** Everything below arbitraries/; `runtime` is the module that has `Draw`. */
export function emitArbitraries(
  program: Program,
  byFile: ReadonlyMap<string, readonly Codec[]>,
  runtime: string | undefined,
): readonly GeneratedFile[] {
  if (runtime === undefined) return [];
  const deeper = new Deeper(program);
  const files = [...byFile].map(([path, codecs]) => {
    const file = new GeneratedFile(drawFile(path), [...new Set(codecs.map((codec) => codec.file))].join(", "));
    for (const codec of codecs) emitCodec(program, file, deeper, runtime, codec);
    return file;
  });
  const numbers = emitNumbers(program, deeper, runtime);
  const all = [...files, ...(numbers === undefined ? [] : [numbers])];
  if (program.model.rops.length > 0) all.push(emitRops(program, runtime));
  const index = new GeneratedFile("arbitraries/index.ts", ({ schema }) => schema);
  for (const path of all.map((file) => file.path).toSorted())
    index.lines.line(`export * from "./${path.replace("arbitraries/", "").replace(/\.ts$/, ".js")}";`);
  return [...all, index];
}

/** The wire values of the enumerations that stand in packed numbers, or are parameters. */
function emitNumbers(program: Program, deeper: Deeper, runtime: string): GeneratedFile | undefined {
  const used = new Set<string>();
  const note = (type: unknown): void => {
    const one = type as { type?: string; name?: string };
    if (one.type === "enumeration" && one.name !== undefined) used.add(one.name);
  };
  for (const { params, body } of program.codecs) {
    for (const { kind, type } of params) if (kind === "parameter") note(type);
    everyNode([params, body], (node) => {
      const { type, parts } = node as { type?: string; parts?: readonly { type: unknown }[] };
      if (type === "packed") for (const part of parts ?? []) note(part.type);
    });
  }
  const enumerations = program.model.enumerations.filter(
    ({ name, wire }) => used.has(name) && !wire.startsWith("bytes"),
  );
  if (enumerations.length === 0) return undefined;
  const file = new GeneratedFile("arbitraries/enumerations.ts", ({ schema }) => `the enumerations in ${schema}`);
  const { lines } = file;
  for (const { name, cases } of enumerations) {
    const keys = deeper.keys(name);
    const list = (deep: boolean): string =>
      cases
        .filter(({ key }) => keys.includes(key) === deep)
        .flatMap(({ values }) => values)
        .map((value) => hex(Number(value)))
        .join(", ");
    lines.doc(`The wire values of ${name}.`);
    lines.block(
      `export const ${numbersName(name)}: ${file.type(runtime, "Numbers")} =`,
      () => {
        lines.line(`plain: [${list(false)}],`);
        lines.line(`deeper: [${list(true)}],`);
      },
      ";",
    );
    lines.line();
  }
  return file;
}

/** Drawing any request or response by the id of its ROP. */
function emitRops(program: Program, runtime: string): GeneratedFile {
  const file = new GeneratedFile("arbitraries/rops.ts", ({ rops }) => `the ROPs in ${rops}`);
  const { lines } = file;
  const draw = file.type(runtime, "Draw");
  const noSuch = file.value(runtime, "noSuch");
  const context = file.type("rops.ts", "RopContext");
  lines.doc("What the ROPs need to know from elsewhere, all of it.");
  lines.line(`export type KnownContext = { readonly [K in keyof ${context}]-?: NonNullable<${context}[K]> };`);
  lines.line();
  for (const direction of ["request", "response"] as const) {
    const word = direction === "request" ? "Request" : "Response";
    const type = file.type("rops.ts", `Rop${word}`);
    const codecs = program.model.rops.flatMap(({ id, [direction]: codec }) =>
      codec === undefined ? [] : [{ id, codec }],
    );
    lines.doc(`Draws the ${direction} of a ROP by its id.`);
    lines.function(`export function drawRop${word}`, [`d: ${draw}`, "id: number", "c: KnownContext"], type, () => {
      lines.block("switch (id)", () => {
        for (const { id, codec } of codecs) {
          const name = file.value(drawFile(program.fileOf(codec)), drawName(codec.name));
          lines.line(`case ${ropHex(id)}:`);
          lines.indented(() =>
            lines.line(`return ${name}(${["d", ...codec.params.map((param) => `c.${param.name}`)].join(", ")});`),
          );
        }
        lines.line("default:");
        lines.indented(() => lines.line(`throw ${noSuch}("ropId", id);`));
      });
    });
    lines.line();
  }
  return file;
}
