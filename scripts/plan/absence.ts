/** Which values can be missing, and which show by themselves that they are there. */
import type { Codec, DerivedModel, TypeModel } from "../ir/model.js";
import type { Member } from "./tree.js";

/** Whether a wire value of its count or size means that the field is not there. */
export function canBeNone(type: TypeModel): boolean {
  return noneOf(type) !== undefined;
}

/** The count or size with a value that means "not there". */
export function noneOf(type: TypeModel): DerivedModel | undefined {
  const derived =
    type.type === "list" && type.length.length === "count"
      ? type.length.count
      : type.type === "within"
        ? type.size
        : type.type === "bytes" && type.extent.extent === "size"
          ? type.extent.size
          : type.type === "at"
            ? type.offset
            : undefined;
  if (derived === undefined) return undefined;
  if (derived.derived === "offset") return { ...derived, none: derived.none ?? 0 };
  return derived.none === undefined ? undefined : derived;
}

/** Whether a property is absent in some form by its condition alone, and not by what its own count or size says. */
export function isConditional(members: readonly Member[], property: string): boolean {
  return members.some(({ properties }) =>
    properties.some(
      ({ name, optional, value }) => name === property && optional && value.kind === "type" && !canBeNone(value.type),
    ),
  );
}

/** Whether a value shows that it is there: by a property of its own that is never `undefined` then. */
export function showsItself(type: TypeModel, structures: ReadonlyMap<string, Codec>): boolean {
  switch (type.type) {
    case "reserved":
    case "bits":
    case "presence":
    case "nothing":
      return false;
    case "choose":
      return (
        type.cases.every(({ of }) => showsItself(of, structures)) &&
        (type.otherwise === undefined || showsItself(type.otherwise, structures))
      );
    case "within":
      return !canBeNone(type) && showsItself(type.of, structures);
    case "structure": {
      const body = structures.get(type.name)?.body;
      return body?.body !== "type" || body.type.type === "structure" || showsItself(body.type, structures);
    }
    default:
      return !canBeNone(type);
  }
}
