/** What a choice can be made by: something that the value shows, or a number that is known from elsewhere. */

import type { Program } from "../emit/program.js";
import type { Codec, RefModel, TypeModel } from "../ir/model.js";
import { partOf } from "../plan/plan.js";
import type { Place } from "../problems.js";
import type { Report, Rule } from "./rule.js";
import { alternativesOf, rowsOf, typesOf } from "./walk.js";

export const choices: Rule = (program, report) => {
  for (const codec of program.codecs) {
    for (const { row, place } of rowsOf(codec)) {
      if (row.row !== "choose") continue;
      if (isPartOfPacked(codec, row.ref))
        report(
          place,
          `"${row.ref.name}" is no property, so that nothing tells the tables apart: say when(is(…), …) for each`,
        );
      checkRef(codec, row.ref, place, report);
    }
    for (const { type, role, place } of typesOf(codec)) {
      if (type.type === "choose") {
        checkRef(codec, type.ref, place, report);
        if (type.cases.some(({ hex }) => hex !== undefined))
          report(place, `"${type.ref.name}" is an enumeration over bytes, which decides between tables only`);
        if (role === "base" && !alternativesOf(type).every(({ type: of }) => of === "integer"))
          report(place, "the widths of a count or size are integers");
      }
      if (type.type === "structure") checkArguments(program, codec, type, place, report);
    }
  }
};

function checkRef(codec: Codec, ref: RefModel, place: Place | undefined, report: Report): void {
  if (ref.ref === "context" || ref.ref === "request")
    report(place, `choose() cannot look at what another exchange said: say when(is(${ref.name}, …), …)`);
  if (isPresence(codec, ref))
    report(
      place,
      `"${ref.name}" only says whether fields follow, and nothing can be chosen by it: make it a bit or a boolean`,
    );
}

function checkArguments(
  program: Program,
  codec: Codec,
  type: TypeModel & { type: "structure" },
  place: Place | undefined,
  report: Report,
): void {
  const params = program.structures.get(type.name)?.params ?? [];
  for (const { name, value } of type.args) {
    const param = params.find((one) => one.name === name);
    const ref = value.argument === "ref" ? value.ref : undefined;
    if (ref === undefined || param === undefined) continue;
    if ((ref.ref === "context" || ref.ref === "request") && param.type.type === "enumeration")
      report(
        place,
        `the parameter "${name}" of ${type.name} is a number, but the conversation knows "${ref.name}" by its name`,
      );
    if (isPresence(codec, ref))
      report(
        place,
        `"${ref.name}" only says whether fields follow, and cannot be handed on: make it a bit or a boolean`,
      );
  }
}

/** The type of the field or part that a reference means. */
function typeOf(codec: Codec, ref: RefModel): TypeModel | undefined {
  for (const { row } of rowsOf(codec)) {
    if (row.row !== "field") continue;
    if (ref.ref === "field" && row.property === ref.name) return row.type;
    const part = ref.ref === "part" ? partOf(row.type, ref.name) : undefined;
    if (part !== undefined) return part.type;
  }
  return undefined;
}

function isPresence(codec: Codec, ref: RefModel): boolean {
  return typeOf(codec, ref)?.type === "presence";
}

function isPartOfPacked(codec: Codec, ref: RefModel): boolean {
  return (
    ref.ref === "part" &&
    rowsOf(codec).some(
      ({ row }) => row.row === "field" && row.type.type === "packed" && partOf(row.type, ref.name) !== undefined,
    )
  );
}
