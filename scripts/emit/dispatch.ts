/** Prints a function that chooses by RopId. */
import { byFrequency } from "./frequent.js";
import type { GeneratedFile } from "./program.js";
import { ropHex } from "./types.js";

export interface Dispatch {
  /** `decode`, `encode` or `skip`. */
  readonly verb: string;
  /** What is chosen among, for example `RopResponse`. */
  readonly noun: string;
  readonly doc: readonly string[];
  /** The parameters but the context, with their types. */
  readonly params: readonly string[];
  /** The parameter of the context, with its type. */
  readonly context: string;
  readonly returns: string;
  /** Where the RopId is. */
  readonly on: string;
  /** In the order of their ids. */
  readonly cases: readonly Case[];
  /** What is done about a RopId that nothing is known of. */
  readonly otherwise: string;
}

export interface Case {
  readonly id: number;
  readonly frequent: boolean;
  readonly call: string;
}

const NO_CONTEXT = "NO_CONTEXT";

/** What stands for a context that is left out, made once and not at each call; before the first dispatcher of a file. */
export function emitNoContext(file: GeneratedFile): void {
  file.lines.line(`const ${NO_CONTEXT}: ${file.type("rops.ts", "RopContext")} = {};`);
  file.lines.line();
}

export function emitDispatch(file: GeneratedFile, dispatch: Dispatch): void {
  const { lines } = file;
  const { verb, noun, doc, params, context, returns, on, cases, otherwise } = dispatch;
  const choose = (some: readonly Case[], last: string): void => {
    lines.block(`switch (${on})`, () => {
      for (const { id, call } of some) {
        lines.line(`case ${ropHex(id)}:`);
        lines.indented(() => lines.line(`return ${call};`));
      }
      lines.line("default:");
      lines.indented(() => lines.line(last));
    });
  };
  const { frequent, others } = byFrequency(cases);
  const other = `${verb}Other${noun}`;
  const names = [...params, context].map((param) => param.replace(/:.*/, "")).join(", ");
  lines.doc(...doc);
  lines.block(`export function ${verb}${noun}(${params.join(", ")}, ${context} = ${NO_CONTEXT}): ${returns}`, () => {
    if (frequent.length === 0) choose(cases, otherwise);
    else choose(frequent, `return ${other}(${names});`);
  });
  lines.line();
  if (frequent.length === 0) return;
  lines.block(`function ${other}(${params.join(", ")}, ${context}): ${returns}`, () => choose(others, otherwise));
  lines.line();
}
