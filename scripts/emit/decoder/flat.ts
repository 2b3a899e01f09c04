/** Prints structures that are one run of plain fields as the objects that they become, without a call. */
import type { TypeModel } from "../../ir/model.js";
import { behind } from "../expressions.js";
import { withImplied } from "../flatten.js";
import { entry, literal } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { Output } from "./output.js";
import { Scalars } from "./scalars.js";

/** The object that such a structure is at a place that has been checked; undefined for any other type. */
export function flatText(program: Program, file: GeneratedFile, type: TypeModel, at: string): string | undefined {
  const codec = type.type === "structure" ? program.structures.get(type.name) : undefined;
  const plan = codec === undefined ? undefined : program.plan(codec);
  if (plan?.tree.end.end !== "member" || codec?.depth !== undefined) return undefined;
  const scalars = new Scalars(new Output(program, file, plan.codec));
  const entries: string[] = [];
  let offset = 0;
  for (const item of withImplied(plan.tree.items)) {
    if (item.item !== "field" || item.condition !== undefined || !scalars.isBare(item.field.type)) return undefined;
    const alias = program.sizes.alias(item.field.type);
    entries.push(entry(item.field.property, scalars.scalar(alias, behind(at, offset))));
    offset += program.sizes.fixed(alias) ?? 0;
  }
  return entries.length === 0 ? undefined : literal(entries, 0);
}
