/** The layouts of the model equal the tables of test/spec, row by row: names, order, sizes, types, values, sections, conditions. */
import { describe, expect, test } from "vitest";
import { model } from "../support/codecs.js";
import { differences, ropNames, ropProblems, specRows, structureNames, structureProblems } from "./layouts.js";
import { specTable } from "./spec-tables.js";

describe("ROPs", () => {
  for (const rop of model.rops) test(rop.name, () => expect(ropProblems(model, rop)).toEqual([]));

  test("all of rops.tsv, and no others", () => {
    expect(model.rops.map(({ name }) => name).toSorted()).toEqual(ropNames.toSorted());
  });
});

describe("structures", () => {
  for (const codec of model.structures) test(codec.name, () => expect(structureProblems(model, codec)).toEqual([]));

  test("all of the tables, and no others", () => {
    expect(model.structures.map(({ name }) => name).toSorted()).toEqual(structureNames.toSorted());
  });
});

test("every row of the other tables is about something of the model", () => {
  const codecs = [...model.structures, ...model.rops.flatMap(({ request, response }) => [request, response])];
  const names = new Set([...codecs.map((codec) => codec?.name), ...model.rops.map(({ name }) => name)]);
  const of = ["bits.tsv", "names.tsv", "tolerances.tsv"].flatMap((file) => specTable(file, "of").map((row) => row.of));
  const others = [...of, ...specTable("contexts.tsv", "rop").map(({ rop }) => rop)];
  expect(others.filter((name) => !names.has(name))).toEqual([]);
});

test("every difference is one, and its row exists", () => {
  const idle = differences.filter(({ erratum, of, field, was, ...said }) => {
    const meant = specRows.filter((row) => row.of === of && row.field === field && (was ?? row.value) === row.value);
    return (
      meant.length === 0 ||
      meant.some((row) => Object.entries(said).every(([column, cell]) => row[column as keyof typeof row] === cell))
    );
  });
  expect(idle).toEqual([]);
});

test("every erratum that explains a difference is one of the schema's", () => {
  const known = new Set(model.errata.map(({ id }) => id));
  expect(differences.map(({ erratum }) => erratum).filter((id) => !known.has(id))).toEqual([]);
});
