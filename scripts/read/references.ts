/** References: constants of the schema become names in their table, and those that lead nowhere are reported. */
import type { Ref, Type } from "../../schema/language/index.js";
import type { RefModel } from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import { type Here, problem } from "./here.js";
import { Scope } from "./scope.js";
import { readType } from "./types.js";
import { bitsOf } from "./values.js";

export function readRef(ref: Ref, here: Here): RefModel {
  if (ref.is === "context" || ref.is === "fromRequest") return readOutside(ref, here);
  const found = here.scope.find(ref);
  if (found !== undefined) return found;
  const { placed, unresolved } = here.codec;
  unresolved.push({
    node: ref,
    name: nameOf(ref),
    before: placed.has(ref),
    position: here.site,
    path: here.path,
  });
  return plainRef(ref);
}

/** What the conversation or the request says: a parameter of the codec. */
function readOutside(ref: Ref & { is: "context" | "fromRequest" }, here: Here): RefModel {
  const fromContext = ref.is === "context";
  const kind = fromContext ? "context" : "request";
  const name = fromContext ? ref.name : propertyName(ref.field.name);
  const { rop, params } = here.codec;
  if (!rop) {
    const what = fromContext ? "context" : "request field";
    problem(here, `a structure cannot use the ${what} "${name}": take it as a parameter`);
  }
  if ((params.get(name)?.kind ?? kind) !== kind)
    problem(here, `"${name}" is taken both from the request and from the conversation: give one of them another name`);
  params.set(name, {
    name,
    kind,
    type: readType(fromContext ? ref.type : ref.field.type, { ...here, scope: new Scope(), property: name }),
    ...(fromContext ? { key: propertyName(ref.key.name) } : {}),
  });
  return { ref: kind, name };
}

/** The reference by its name alone, wherever it stands. */
export function plainRef(ref: Ref): RefModel {
  switch (ref.is) {
    case "part":
      return { ref: "part", name: ref.name, word: "", ...bitsOf(ref) };
    case "field":
      return { ref: "field", name: propertyName(ref.name) };
    case "count":
    case "size":
    case "offset":
      return { ref: "derived", name: propertyName(ref.name) };
    default:
      return { ref: "parameter", name: nameOf(ref) };
  }
}

/** Says of every reference that did not resolve whether it stands later or elsewhere; the codec has been read. */
export function reportUnresolved({ reading, codec }: Here): void {
  for (const { node, name, before, position, path } of codec.unresolved) {
    const where = before
      ? "which stands in another case: move it in front of the choice, or what refers to it into the case"
      : codec.placed.has(node)
        ? "which stands later in the table: conditions and choices look back only"
        : "which is no row of this table or of the way to here: place it, or pass it as a parameter";
    reading.problem(position, path, `refers to "${name}", ${where}`);
  }
}

/** The type of what can be referred to. */
export function typeOf(ref: Ref): Type | undefined {
  switch (ref.is) {
    case "fromRequest":
      return ref.field.type;
    case "count":
    case "size":
    case "offset":
      return ref.base;
    default:
      return ref.type;
  }
}

export function nameOf(ref: Ref): string {
  return ref.is === "fromRequest" ? ref.field.name : ref.name;
}
