/** What has no property of its own must be a value by itself: there is no place for what deviates in it. */
import { missingContextOf } from "../emit/types.js";
import type { TypeModel } from "../ir/model.js";
import type { Rule } from "./rule.js";
import { alternativesOf, type Found, type Role, typesOf } from "./walk.js";

const ROLES: Readonly<Partial<Record<Role, string>>> = {
  element: "an element of a list",
  alternative: "an alternative of a choice",
  content: "the content of a window",
  bareContent: "the content of a window that is no row",
  body: "a structure by itself",
};

/** What stands nowhere but in a row of its own. */
const ROWS_ONLY: Readonly<Partial<Record<TypeModel["type"], string>>> = {
  bits: "bits()",
  bit: "bit",
  presence: "presence()",
  reserved: "reserved()",
  constant: "constant()",
  at: "at()",
};

/** What cannot stand in a role besides. */
const REFUSED: Readonly<Partial<Record<Role, readonly TypeModel["type"][]>>> = {
  element: ["list", "within", "nothing"],
  content: ["within"],
  bareContent: ["list", "within"],
};

export const elements: Rule = (program, report) => {
  for (const codec of program.codecs) {
    for (const found of typesOf(codec)) {
      const text = problemOf(found);
      if (text !== undefined) report(found.place, text);
      const { type, role, place } = found;
      if (type.type === "within" && role !== "field" && missingContextOf(program, codec, type) !== undefined)
        report(place, "this window cannot stay undecoded where its context is missing: make a row of it");
    }
  }
};

function problemOf({ type, role }: Found): string | undefined {
  const what = ROLES[role];
  if (what === undefined) return undefined;
  const name = ROWS_ONLY[type.type];
  if (name !== undefined) {
    const advice =
      type.type === "bits" ? "say packed(), or make a structure with it as a row" : "make a structure with it as a row";
    return `${name} cannot be ${what}: ${advice}`;
  }
  if (REFUSED[role]?.includes(type.type) === true) return `${wordOf(type)} cannot be ${what}: make a structure of it`;
  if (role === "element" && type.type === "choose" && leavesOf(type).some(({ type: of }) => of === "list"))
    return "an element that may be a list cannot be chosen here: make a structure of the choice";
  return undefined;
}

function leavesOf(type: TypeModel): readonly TypeModel[] {
  return type.type === "choose" ? alternativesOf(type).flatMap(leavesOf) : [type];
}

function wordOf(type: TypeModel): string {
  return type.type === "list" ? "a list" : type.type === "within" ? "within()" : type.type;
}
