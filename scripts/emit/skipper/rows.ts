/** Emits what walks over many rows of the same columns at once, see runs.ts. */
import type { Codec } from "../../ir/model.js";
import { masked } from "../expressions.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex, paramText, specText } from "../types.js";
import type { SkipReach } from "./reach.js";
import { ofMany, type Runs, rowOf } from "./runs.js";
import { tableName } from "./sizes.js";
import { emitInLoop, headOf } from "./skipper.js";

export function emitRows(program: Program, reach: SkipReach, file: GeneratedFile, codec: Codec): void {
  const runs = rowOf(program, reach, codec);
  if (runs === undefined) return;
  const { lines } = file;
  const { name, section } = codec;
  const head = headOf(program, reach, file, codec, "count: number");
  lines.doc(
    `The position behind so many ${name} at \`p\`; behind \`end\` where they do not fit or only decoding tells. ${specText(section)}`.trim(),
  );
  lines.function(`export function ${ofMany(name)}`, head, "number", () => {
    lines.line(`const runs = runsOf${name}(${local(runs.items)});`);
    lines.block("for (let i = 0; i < count && p <= end; i++)", () => {
      emitInLoop(program, reach, file, codec, { rows: runs });
    });
    lines.line("return p;");
  });
  lines.line();
  emitRunsOf(program, file, codec, runs);
}

function emitRunsOf(program: Program, file: GeneratedFile, codec: Codec, runs: Runs): void {
  const { lines } = file;
  const table = file.value(program.fileOf(runs.value), tableName(runs.value));
  lines.doc("What a row is made of: so many bytes, an item whose values differ in length, so many bytes, and so on.");
  lines.block(
    `function runsOf${codec.name}(items: ${paramText(program, file, codec, runs.items)}): readonly number[]`,
    () => {
      lines.line("const runs: number[] = [];");
      lines.line("let bytes = 0;");
      lines.block("for (let i = 0; i < items.length; i++)", () => {
        lines.line("const item = items[i]!;");
        lines.line(`const chosen = ${masked("item", runs.chooses.mask, runs.chooses.shift)};`);
        const isOther = runs.others.map((other) => `chosen === ${hex(other)}`).join(" || ");
        lines.line(`const size = ${isOther === "" ? "" : `${isOther} ? -1 : `}${table}[chosen] ?? -1;`);
        lines.block(
          "if (size < 0)",
          () => {
            lines.line("runs.push(bytes, item);");
            lines.line("bytes = 0;");
          },
          " else bytes += size;",
        );
      });
      lines.line("runs.push(bytes);");
      lines.line("return runs;");
    },
  );
  lines.line();
}
