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
  /** Whether anything else may be there; what comparing it would throw is nobody's error. */
  readonly anything?: boolean;
  /** In the order of their ids. */
  readonly cases: readonly Case[];
  /** What is done about a RopId that nothing is known of. */
  readonly otherwise: string;
}

export interface Case {
  readonly id: number;
  readonly frequent: boolean;
  readonly call: string;
  /** The call where the id has been taken out of the value, so that TypeScript does not know the form by it. */
  readonly cast?: string;
}

const NO_CONTEXT = "NO_CONTEXT";

/**
 * Whether V8 makes a table of these cases, and a jump to one of many places of it. Processors foresee such jumps less well than
 * comparisons where ROPs come in an order that they can learn, as they do in traffic. The bounds are V8's: it weighs the room and
 * the time of a table, 4 + range and 3, against those of a search, 3 + 2 for each case and 1 for each; time counts three times.
 */
function becomesTable(cases: readonly Case[]): boolean {
  const ids = cases.map(({ id }) => id);
  const range = Math.max(...ids) - Math.min(...ids) + 1;
  return cases.length > 4 && 4 + range + 3 * 3 <= 3 + 2 * cases.length + 3 * cases.length;
}

/** What stands for a context that is left out, made once and not at each call; before the first dispatcher of a file. */
export function emitNoContext(file: GeneratedFile): void {
  file.lines.line(`const ${NO_CONTEXT}: ${file.type("rops.ts", "RopContext")} = {};`);
  file.lines.line();
}

export function emitDispatch(file: GeneratedFile, dispatch: Dispatch): void {
  const { lines } = file;
  const { verb, noun, doc, params, context, returns, on, anything = false, cases, otherwise } = dispatch;
  const choose = (some: readonly Case[], last: string, where = on): void => {
    lines.block(`switch (${where})`, () => {
      for (const { id, call, cast } of some) {
        lines.line(`case ${ropHex(id)}:`);
        lines.indented(() => lines.line(`return ${where === on ? call : (cast ?? call)};`));
      }
      lines.line("default:");
      lines.indented(() => lines.line(last));
    });
  };
  const halves = (some: readonly Case[], last: string): void => {
    if (!becomesTable(some)) return choose(some, last, "id");
    const middle = Math.floor(some.length / 2);
    const test = `${anything ? 'typeof id === "number" && ' : ""}id < ${ropHex(some[middle]!.id)}`;
    lines.block(`if (${test})`, () => halves(some.slice(0, middle), last));
    halves(some.slice(middle), last);
  };
  const { frequent, others } = byFrequency(cases);
  const other = `${verb}Other${noun}`;
  const names = [...params, context].map((param) => param.replace(/:.*/, "")).join(", ");
  lines.doc(...doc);
  lines.function(`export function ${verb}${noun}`, [...params, `${context} = ${NO_CONTEXT}`], returns, () => {
    if (frequent.length === 0) return choose(cases, otherwise);
    const last = `return ${other}(${names});`;
    if (!becomesTable(frequent)) return choose(frequent, last);
    lines.line(`const id = ${on};`);
    halves(frequent, last);
  });
  lines.line();
  if (frequent.length === 0) return;
  lines.function(`function ${other}`, [...params, context], returns, () => choose(others, otherwise));
  lines.line();
}
