/** Prints what can be drawn otherwise than the documents ask for: the entries of `asSent`. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { simplify } from "../../plan/conditions.js";
import type { Ends } from "../../plan/ends.js";
import { type Member, type Plan, reservedName, unnamedMask } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import type { Program } from "../program.js";
import { hex } from "../types.js";
import { bitsOf } from "./expressions.js";

/**
 * The entries for a form. Not drawn: strings without a terminator, fields left out at the end, blocks out of order, and
 * what stands under a condition that the form does not decide.
 */
export function sentText(
  program: Program,
  plan: Plan,
  member: Member,
  variable: (property: string) => string,
): readonly string[] {
  const known = new Set(plan.deviations.map(({ name }) => name));
  const found = new Map<string, string>();
  const add = (name: string, drawn: string): void => {
    if (known.has(name) && !found.has(name)) found.set(name, drawn);
  };
  for (const item of member.path) {
    if (item.item === "mayEnd") break;
    if (item.item === "close" && canHaveRest(program, member, item.size.property))
      add(`${item.size.property}Rest`, "d.maybe(() => d.rest())");
    if (item.item !== "field") continue;
    if (item.condition !== undefined && simplify(item.condition, member.facts) !== true) continue;
    deviation(program, item.field, member, variable, add);
  }
  const { alsoRopId } = plan.codec;
  if (alsoRopId !== undefined) add("ropId", `d.maybe(() => ${hex(alsoRopId)})`);
  return [...found].map(([name, drawn]) => `${name}: ${drawn}`);
}

/** Whether the rows of a window end before it does, so that something can stand behind them. */
function canHaveRest({ ends }: Program, { path }: Member, size: string): boolean {
  const opens = path.findIndex((item) => item.item === "open" && item.size.property === size);
  const closes = path.findIndex((item) => item.item === "close" && item.size.property === size);
  return path
    .slice(opens, closes)
    .every((item) => item.item !== "mayEnd" && (item.item !== "field" || isClosed(ends, item.field.type)));
}

/** What a block's offsets lead to may stand anywhere in the window. */
function isClosed(ends: Ends, type: TypeModel): boolean {
  return type.type !== "at" && !ends.isOpen(type);
}

function deviation(
  program: Program,
  field: FieldModel,
  member: Member,
  variable: (property: string) => string,
  add: (name: string, drawn: string) => void,
): void {
  const { type, property } = field;
  switch (type.type) {
    case "reserved":
      if (type.base.type === "integer" || type.base.type === "flags")
        add(reservedName(field), `d.maybe(() => d.bitsBut(${bitsOf(type.base.wire)}, ${hex(type.value)}))`);
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
    case "enumeration": {
      const cases = program.enumerations.get(type.name)?.cases ?? [];
      const fact = member.facts.get(property);
      const others = cases.flatMap(({ key, values: [, ...rest] }) =>
        rest.length === 0 || (fact !== undefined && !("one" in fact && fact.one.includes(key)))
          ? []
          : [`${key}: [${rest.map((value) => hex(Number(value))).join(", ")}]`],
      );
      if (others.length > 0) add(property, `d.alias(${variable(property)}, { ${others.join(", ")} })`);
      return;
    }
    case "within": {
      if (!isClosed(program.ends, type.of)) return;
      const rest = "d.maybe(() => d.rest())";
      add(
        `${property}Rest`,
        type.size.none === undefined ? rest : `${variable(property)} === undefined ? undefined : ${rest}`,
      );
      return;
    }
    default:
      return;
  }
}
