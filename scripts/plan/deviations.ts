/** What a sender can send otherwise than the documents ask for, as `asSent` keeps it. */
import type { Codec, EnumerationModel, FieldModel } from "../ir/model.js";
import type { Deviation, Member } from "./tree.js";
import { openParts, unnamedMask } from "./words.js";

export function deviationsOf(
  members: readonly Member[],
  enumerations: ReadonlyMap<string, EnumerationModel>,
): readonly Deviation[] {
  const found = new Map<string, Deviation>();
  const add = (name: string, type: Deviation["type"], doc: string): void => {
    if (!found.has(name)) found.set(name, { name, type, doc });
  };
  for (const member of members) {
    let ends = false;
    for (const item of member.path) {
      if (item.item === "close")
        add(`${item.size.property}Rest`, "bytes", `What stood in the window of ${item.size.name} behind its content.`);
      if (item.item === "mayEnd") ends = true;
      if (item.item === "field") {
        const { type } = item.field;
        const aliased =
          type.type === "enumeration" && enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1);
        if (type.type !== "enumeration" || aliased === true) deviationOf(item.field, member, add);
        if (type.type === "at")
          add(
            "block",
            "bytes",
            "The whole block, where its parts do not stand one after the other; it is what is written.",
          );
      }
    }
    if (ends) add("endsBefore", "text", "The first field that the sender left out.");
  }
  return [...found.values()];
}

/** Under which names it is kept how this one field was sent. */
export function deviationsOfField(field: FieldModel, member: Member): readonly string[] {
  const names: string[] = [];
  deviationOf(field, member, (name) => names.push(name));
  return names;
}

/** The RopId, where another one is tolerated. */
export function ropIdDeviation(codec: Codec): readonly Deviation[] {
  return codec.alsoRopId === undefined
    ? []
    : [{ name: "ropId", type: "number", doc: "Another RopId that the sender used." }];
}

/** Under which name the content of a reserved field is kept. */
export function reservedName({ property, type }: FieldModel): string {
  return type.type === "reserved" && type.base.type === "bytes" ? `${property}Bytes` : property;
}

function deviationOf(
  field: FieldModel,
  member: Member,
  add: (name: string, type: Deviation["type"], doc: string) => void,
): void {
  const { type, property, name } = field;
  switch (type.type) {
    case "reserved":
      return add(
        reservedName(field),
        type.base.type === "bytes" ? "bytes" : "number",
        `What stood in the reserved ${name}.`,
      );
    case "boolean":
    case "presence":
      return add(property, "number", `A true ${name} that was not 1.`);
    case "enumeration":
      return add(property, "number", `Another number that means the same ${name}.`);
    case "bits":
      if (unnamedMask(type, member) !== 0 || openParts(type, member).length > 0)
        add(property, "number", `Bits of ${name} that have no name.`);
      return;
    case "within":
      add(`${property}Rest`, "bytes", `What stood in the window of ${name} behind its content.`);
      if (type.of.type === "string")
        add(`${property}Unterminated`, "true", `${name} filled its window without a terminator.`);
      return;
    default:
      return;
  }
}
