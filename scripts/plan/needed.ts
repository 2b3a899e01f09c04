/** Without which parameters a structure or a ROP cannot be read at all. */
import type { Codec, TypeModel } from "../ir/model.js";

/**
 * The parameters, as `Structure.parameter` (of ROPs: the contexts), that are used outside a window of their own.
 * Structures hand their parameters on, in circles too: nothing is needed until something needs it, and then all that lead
 * there.
 */
export function neededParameters(codecs: readonly Codec[]): ReadonlySet<string> {
  const known = new Set(codecs.map(({ name }) => name));
  const needed = new Set<string>();
  const isNeeded = (structure: string, parameter: string): boolean =>
    !known.has(structure) || needed.has(`${structure}.${parameter}`);
  let before: number;
  do {
    before = needed.size;
    for (const codec of codecs) {
      for (const { name } of codec.params) {
        if (usesBare(codec, name, isNeeded)) needed.add(`${codec.name}.${name}`);
      }
    }
  } while (needed.size > before);
  return needed;
}

/** Whether a parameter is used other than for a structure that fills a window, or that does not need it. */
function usesBare(
  codec: Codec,
  parameter: string,
  isNeeded: (structure: string, parameter: string) => boolean,
): boolean {
  const visit = (node: unknown, windowed: boolean): boolean => {
    if (typeof node !== "object" || node === null) return false;
    if (Array.isArray(node)) return node.some((inner) => visit(inner, false));
    const one = node as { ref?: unknown; name?: unknown; type?: unknown; size?: unknown; of?: unknown };
    if (one.ref === "parameter" || one.ref === "context" || one.ref === "request") return one.name === parameter;
    if (one.type === "structure") {
      const { name, args } = node as TypeModel & { type: "structure" };
      return !windowed && args.some((arg) => visit(arg.value, false) && isNeeded(name, arg.name));
    }
    if (one.type === "within") return visit(one.size, false) || visit(one.of, true);
    return Object.values(one).some((inner) => visit(inner, false));
  };
  return visit(codec.body, false);
}
