/** Prints what can be drawn otherwise than the documents ask for: the entries of `asSent`. */
import type { FieldModel } from "../../ir/model.js";
import { simplify } from "../../plan/conditions.js";
import { type Member, type Plan, reservedName, unnamedMask } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { hex } from "../types.js";

/**
 * The entries for a form. Not drawn: other numbers of the same name, strings without a terminator, fields left out at
 * the end, blocks out of order, and what stands under a condition that the form does not decide.
 */
export function sentText(plan: Plan, member: Member, variable: (property: string) => string): readonly string[] {
  const known = new Set(plan.deviations.map(({ name }) => name));
  const found = new Map<string, string>();
  const add = (name: string, drawn: string): void => {
    if (known.has(name) && !found.has(name)) found.set(name, drawn);
  };
  for (const item of member.path) {
    if (item.item === "mayEnd") break;
    if (item.item !== "field") continue;
    if (item.condition !== undefined && simplify(item.condition, member.facts) !== true) continue;
    deviation(item.field, member, variable, add);
  }
  const { alsoRopId } = plan.codec;
  if (alsoRopId !== undefined) add("ropId", `d.maybe(() => ${hex(alsoRopId)})`);
  return [...found].map(([name, drawn]) => `${name}: ${drawn}`);
}

function deviation(
  field: FieldModel,
  member: Member,
  variable: (property: string) => string,
  add: (name: string, drawn: string) => void,
): void {
  const { type, property } = field;
  switch (type.type) {
    case "reserved":
      if (type.base.type === "integer" || type.base.type === "flags")
        add(reservedName(field), `d.maybe(() => d.bitsBut(${8 * wireSize(type.base.wire)}, ${hex(type.value)}))`);
      if (type.base.type === "bytes" && type.base.extent.extent === "fixed")
        add(reservedName(field), `d.maybe(() => d.nonzero(${type.base.extent.bytes}))`);
      return;
    case "boolean": {
      const other = `d.maybe(() => d.bitsBut(${8 * wireSize(type.wire)}, 0, 1))`;
      const fact = member.facts.get(property);
      if (fact === undefined) add(property, `${variable(property)} ? ${other} : undefined`);
      else if ("one" in fact && fact.one.every((one) => one === "true")) add(property, other);
      return;
    }
    case "bits": {
      const mask = unnamedMask(type, member);
      if (mask !== 0) add(property, `d.maybe(() => d.someOf(${hex(mask)}))`);
      return;
    }
    default:
      return;
  }
}
