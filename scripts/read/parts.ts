/** The parts of a word. */
import type { BitsType, Condition, PackedType, Part } from "../../schema/language/index.js";
import type { PartModel } from "../ir/model.js";
import { readCondition } from "./conditions.js";
import { type Here, inside, into, origin, problem, takenText } from "./here.js";
import { readType } from "./types.js";
import { bitsOf, partsOf, WIDTH } from "./values.js";

export function readParts({ base, parts }: BitsType | PackedType, outer: Here): PartModel[] {
  const bits = 8 * WIDTH[base.wire];
  // Conditions on parts look at other parts of the same word.
  const word = inside(outer);
  for (const part of partsOf(parts)) addPart(part, word);
  const read = (part: Part, condition?: Condition): PartModel => {
    const site = outer.reading.loaded.site(part);
    const here = { ...into(word, part.name, site), property: part.name };
    const { mask, shift } = bitsOf(part);
    if (!Number.isInteger(part.mask) || part.mask <= 0 || part.mask >= 2 ** bits)
      problem(here, `its mask 0x${part.mask.toString(16)} lies outside a word of ${bits} bits`);
    const type = readType(part.type, here);
    if (!["bit", "presence", "integer", "enumeration", "reserved"].includes(type.type))
      problem(here, "a part is a bit, a presence bit, an integer or an enumeration");
    return {
      name: part.name,
      mask,
      shift,
      type,
      ...(condition === undefined ? {} : { condition: readCondition(condition, { ...word, site: here.site }) }),
      doc: site?.doc ?? "",
      ...origin(here),
    };
  };
  return parts.flatMap((item) =>
    item.is === "part" ? [read(item)] : item.parts.map((part) => read(part, item.condition)),
  );
}

/** Makes the parts of a field's word referable from the rows behind it. */
export function placeParts(type: BitsType | PackedType, here: Here): void {
  let seen = 0;
  for (const part of partsOf(type.parts)) {
    const there = into(here, part.name, here.reading.loaded.site(part));
    if ((seen & part.mask) !== 0) problem(there, "its mask overlaps the mask of an earlier part");
    seen |= part.mask;
    if (type.is === "bits" && here.scope.hasName(part.name)) problem(there, takenText(part.name));
    addPart(part, here);
    here.codec.placed.add(part);
  }
}

function addPart(part: Part, { scope, property }: Here): void {
  scope.add(part, { ref: "part", name: part.name, word: property, ...bitsOf(part) });
}
