/** Every property of a form, and everything that is kept beside it, has a name of its own. */
import { nameFunction, numberFunction } from "../emit/enumerations.js";
import { withImplied } from "../emit/flatten.js";
import { local } from "../emit/names.js";
import type { Program } from "../emit/program.js";
import type { Codec } from "../ir/model.js";
import { deviationsOf, type Member } from "../plan/plan.js";
import type { Place } from "../problems.js";
import { takenText } from "../read/here.js";
import type { Report, Rule } from "./rule.js";

export const properties: Rule = (program, report) => {
  const enumerations = [...program.enumerations.keys()];
  // Decoders hold properties in variables; parameters are variables of encoders too.
  const ofDecoders = new Set(enumerations.map(nameFunction));
  const ofEncoders = new Set(enumerations.map(numberFunction));
  for (const codec of program.codecs) {
    for (const { name } of codec.params)
      if (ofDecoders.has(name) || ofEncoders.has(name)) report(codec.position, functionText(name));
    const kept = new Map<string, string>();
    for (const member of program.plan(codec)?.members ?? []) {
      checkProperties(codec, member, report);
      checkVariables(codec, member, ofDecoders, report);
      checkDeviations(program, codec, member, kept, report);
    }
  }
};

function checkProperties(codec: Codec, member: Member, report: Report): void {
  const taken = new Set(["asSent", ...(codec.ropId === undefined ? [] : ["ropId"])]);
  for (const { name } of member.properties) {
    if (taken.has(name)) report(placeOf(codec, member, name), takenText(name));
    taken.add(name);
  }
}

/** Decoders hold rows, counts, sizes and parameters in variables. */
function checkVariables(codec: Codec, member: Member, functions: ReadonlySet<string>, report: Report): void {
  const taken = new Set(codec.params.map(({ name }) => local(name)));
  for (const item of withImplied(member.path)) {
    if (item.item !== "field" && item.item !== "derived") continue;
    if (item.item === "field" && (item.field.type.type === "reserved" || item.field.type.type === "nothing")) continue;
    const { property } = item.item === "field" ? item.field : item.derived;
    const place = (item.item === "field" ? item.field.position : item.position) ?? codec.position;
    if (taken.has(local(property))) report(place, takenText(property));
    if (functions.has(property)) report(place, functionText(property));
    taken.add(local(property));
  }
}

function functionText(name: string): string {
  return `"${name}" is the name of a generated function: give it another one`;
}

/** What deviates is kept under the name of its row, or of its row and a word. */
function checkDeviations(
  program: Program,
  codec: Codec,
  member: Member,
  kept: Map<string, string>,
  report: Report,
): void {
  const own = new Set<string>();
  for (const item of member.path) {
    const place = item.item === "field" ? item.field.position : undefined;
    for (const { name, type } of deviationsOf([{ ...member, path: [item] }], program.enumerations)) {
      const shared = name === "block" || name === "endsBefore";
      if ((own.has(name) && !shared) || (kept.get(name) ?? type) !== type)
        report(
          place ?? codec.position,
          `what deviates in it would be asSent.${name}, which is taken: give it another name`,
        );
      own.add(name);
      kept.set(name, type);
    }
  }
}

function placeOf(codec: Codec, member: Member, property: string): Place | undefined {
  const places = member.path.flatMap((item): (Place | undefined)[] => {
    if (item.item !== "field") return [];
    const { field } = item;
    const parts = field.type.type === "bits" ? field.type.parts : [];
    const own = field.property === property && parts.length === 0 ? [field.position] : [];
    return [...own, ...parts.filter(({ name }) => name === property).map((part) => part.position ?? field.position)];
  });
  return places.at(-1) ?? codec.position;
}
