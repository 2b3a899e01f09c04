/** Lists must end: an element takes bytes, and counts and sizes are numbers that can be. */
import type { DerivedModel, TypeModel } from "../ir/model.js";
import { wireSize } from "../plan/sizes.js";
import type { Place } from "../problems.js";
import type { Report, Rule } from "./rule.js";
import { alternativesOf, rowsOf, typesOf } from "./walk.js";

export const lengths: Rule = (program, report) => {
  for (const codec of program.codecs) {
    for (const { row, place } of rowsOf(codec)) {
      if (row.row === "derived") checkDerived(row.derived, place, report);
      if (row.row !== "within") continue;
      checkDerived(row.size, place, report);
      if (row.size.none !== undefined)
        report(place, "rows cannot be absent as a whole: make a structure of them, and a field of that");
    }
    for (const { type, role, place } of typesOf(codec)) {
      if (type.type === "list" && type.length.length !== "each" && program.sizes.least(type.of) === 0)
        report(
          place,
          "an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there",
        );
      if (type.type === "list" && type.length.length === "fixed" && !isFixed(type.length.count))
        report(place, `a fixed list has 1 to ${MOST} elements, not ${type.length.count}`);
      if (type.type === "bytes" && type.extent.extent === "fixed" && !isFixed(type.extent.bytes))
        report(place, `a fixed number of bytes is 1 to ${MOST}, not ${type.extent.bytes}`);
      const derived = derivedOf(type);
      if (derived === undefined) continue;
      checkDerived(derived, place, report);
      if (derived.none !== undefined && role !== "field")
        report(
          place,
          `the ${derived.derived} "${derived.name}" has a value for what is not there, but only a field can be absent: say it without "none"`,
        );
    }
  }
};

function derivedOf(type: TypeModel): DerivedModel | undefined {
  if (type.type === "list") return type.length.length === "count" ? type.length.count : undefined;
  if (type.type === "bytes") return type.extent.extent === "size" ? type.extent.size : undefined;
  return type.type === "within" ? type.size : type.type === "at" ? type.offset : undefined;
}

function checkDerived(
  { derived, name, base, none, plus }: DerivedModel,
  place: Place | undefined,
  report: Report,
): void {
  const widths = integersOf(base);
  if (widths.some((wire) => wire.startsWith("i")))
    report(place, `the ${derived} "${name}" can never be negative: give it an unsigned width`);
  const least = Math.min(...widths.map((wire) => 256 ** wireSize(wire)));
  if (none !== undefined && !(isCount(none) && none < least))
    report(place, `the ${derived} "${name}" can never be ${none}: "none" must be a value that its width has`);
  if (plus !== undefined && !(isCount(plus) && plus < least))
    report(place, `the ${derived} "${name}" cannot count ${plus} bytes more`);
}

function integersOf(type: TypeModel): readonly string[] {
  if (type.type === "integer") return [type.wire];
  return type.type === "choose" ? alternativesOf(type).flatMap(integersOf) : [];
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** The most elements or bytes that a fixed number of them can be: more than any buffer has. */
const MOST = 0xffffff;

function isFixed(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= MOST;
}
