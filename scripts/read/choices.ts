/** Choices between rows or types: the cases, their values on the wire, and whether all are said. */
import type { ChooseRows, ChooseType, Ref, Row, Table } from "../../schema/language/index.js";
import type { CaseModel, RowModel, TypeModel } from "../ir/model.js";
import { isBoolean } from "./conditions.js";
import { type Here, inside, into, origin, problem } from "./here.js";
import { nameOf, readRef, typeOf } from "./references.js";
import { readRows } from "./rows.js";
import { didYouMean } from "./suggest.js";
import { readType } from "./types.js";
import { isNumber, wireValues } from "./values.js";

export function readChooseRows(row: ChooseRows, here: Here): RowModel {
  const ref = readRef(row.ref, here);
  const siteOf = (key: string) => here.reading.loaded.siteIn(row.cases, key) ?? here.site;
  const rowsOf = (of: readonly Row[] | Table, key: string): { rows: RowModel[]; section?: string } => {
    const there = inside(into(here, key));
    if (!("is" in of)) return { rows: readRows(of, there) };
    const section = here.reading.section(of.section, siteOf(key), there.path);
    return { rows: readRows(of.rows, { ...there, section }), section };
  };
  const cases = Object.entries(row.cases).map(([key, of]): CaseModel<readonly RowModel[]> => {
    const { rows, ...section } = rowsOf(of, key);
    return { ...caseValues(row.ref, key, { ...here, site: siteOf(key) }), ...section, of: rows };
  });
  checkComplete(row, here);
  const otherwise = row.otherwise === undefined ? {} : { otherwise: rowsOf(row.otherwise, "otherwise").rows };
  return { row: "choose", ref, cases, ...otherwise, ...origin(here) };
}

export function readChooseType(type: ChooseType, here: Here): TypeModel {
  const ref = readRef(type.ref, here);
  const cases = Object.entries(type.cases).map(([key, of]) => ({
    ...caseValues(type.ref, key, { ...here, site: here.reading.loaded.siteIn(type.cases, key) ?? here.site }),
    of: readType(of, inside(into(here, key))),
  }));
  checkComplete(type, here);
  const otherwise = type.otherwise === undefined ? {} : { otherwise: readType(type.otherwise, inside(here)) };
  return { type: "choose", ref, cases, ...otherwise };
}

/** The wire values of a case. */
function caseValues(ref: Ref, key: string, here: Here): Omit<CaseModel<never>, "of"> {
  const type = typeOf(ref);
  if (type?.is === "enumeration") {
    const values = wireValues(type, key);
    if (values === undefined)
      problem(here, `"${nameOf(ref)}" has no case "${key}"${didYouMean(key, Object.keys(type.cases))}`);
    const hex = values?.find((one) => typeof one === "string");
    const frequent = type.frequent?.includes(key) === true ? ({ frequent: true } as const) : {};
    return { key, values: values?.filter(isNumber) ?? [], ...(hex === undefined ? {} : { hex }), ...frequent };
  }
  if (!isBoolean(ref)) problem(here, `choose() needs an enumeration or a boolean, which "${nameOf(ref)}" is not`);
  else if (key !== "true" && key !== "false")
    problem(here, `"${nameOf(ref)}" is a boolean: its cases are true and false`);
  return { key, values: [] };
}

/** Every case is said, or there is an otherwise. */
function checkComplete({ ref, cases, otherwise }: ChooseRows | ChooseType, here: Here): void {
  if (otherwise !== undefined) return;
  const type = typeOf(ref);
  const all = type?.is === "enumeration" ? Object.keys(type.cases) : ["true", "false"];
  const missing = all.filter((key) => !Object.hasOwn(cases, key));
  if (missing.length > 0)
    problem(here, `choose(${nameOf(ref)}) lacks ${missing.join(", ")}: add them or say otherwise`);
}
