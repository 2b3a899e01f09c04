/** Enumerations, flags and words: every name has bits or bytes of its own, and nothing is lost between them. */
import type { Program } from "../emit/program.js";
import type { PartModel, TypeModel } from "../ir/model.js";
import { wireSize } from "../plan/sizes.js";
import type { Place } from "../problems.js";
import { type Report, type Rule, under } from "./rule.js";
import { typesOf } from "./walk.js";

export const words: Rule = (program, report) => {
  checkEnumerations(program, report);
  for (const codec of program.codecs) {
    for (const { type, role, place } of typesOf(codec)) {
      if (role === "field" && (type.type === "bit" || (type.type === "presence" && type.wire === "bit")))
        report(place, "a single bit is a part of a word: say bool8, or bits() with a part");
      if (type.type === "bits" || type.type === "packed") {
        if (type.parts.length === 0)
          report(place, `${type.type}() without parts: say which bits mean what, or make it an integer`);
        for (const part of type.parts) checkPart(program, type, part, part.position ?? under(place, part.name), report);
      }
      if (type.type === "reserved") checkReserved(type, place, report);
    }
  }
};

function checkEnumerations({ model }: Program, report: Report): void {
  for (const { cases, wire, position: place } of model.enumerations) {
    if (cases.length === 0)
      report(place, "an enumeration without cases: say what its values mean, or make it an integer");
    const size = wireSize(wire);
    if (wire.startsWith("bytes") && !(Number.isInteger(size) && size > 0))
      report(place, "an enumeration over bytes needs a fixed number of them: say bytes(16)");
    for (const { key, values, position: here = under(place, key) } of cases) {
      if (values.length === 0) report(here, "has no wire value");
      if (!wire.startsWith("bytes")) {
        if (values.some((value) => typeof value !== "number"))
          report(here, `its value is text, but the enumeration is over ${wire}: give a number`);
        continue;
      }
      if (!(size > 0)) continue;
      if (
        values.some(
          (value) => typeof value !== "string" || !/^([0-9a-f]{2})+$/.test(value) || value.length !== 2 * size,
        )
      )
        report(here, `its value is not ${size} bytes in lower-case hex`);
      if (values.length > 1) report(here, "has several values: an enumeration over bytes has one for each case");
    }
  }
  for (const { names, position } of model.flags) {
    if (names.length === 0) report(position, "flags without names: say what the bits mean, or make it an integer");
  }
}

function checkPart(
  program: Program,
  word: TypeModel & { type: "bits" | "packed" },
  { mask, shift, type }: PartModel,
  place: Place | undefined,
  report: Report,
): void {
  const width = mask >>> shift;
  if (((width + 1) & width) !== 0 && width !== 0xffffffff)
    report(place, `its mask 0x${mask.toString(16)} has gaps: a part is a run of bits`);
  const single = type.type === "bit" || (type.type === "presence" && type.wire === "bit");
  if (single && width > 1) report(place, "a bit has a mask of one bit");
  if (type.type === "presence" && !single) report(place, "a part says presence(bit)");
  if (type.type === "presence" && word.type === "packed")
    report(place, "the parts of a packed number are no properties: presence(bit) has a meaning in bits() only");
  if (type.type === "reserved" && type.value !== 0) report(place, "a reserved part is zero");
  if (type.type === "integer" && type.wire.startsWith("i"))
    report(place, `a part has no sign: say u${type.wire.slice(1)}`);
  if (type.type === "integer" && wireSize(type.wire) < 4 && width >= 256 ** wireSize(type.wire))
    report(place, `its mask has more bits than ${type.wire}`);
  if (type.type !== "enumeration") return;
  const cases = program.enumerations.get(type.name)?.cases ?? [];
  for (const { key, values } of cases) {
    for (const value of values) {
      if (typeof value === "string")
        return report(place, `${type.name} is an enumeration over bytes and cannot be a part of a word`);
      if (value < 0) report(place, `a part has no sign, and ${type.name}.${key} is ${value}`);
      if (value > width && word.type === "bits")
        report(place, `its mask is too narrow for ${type.name}.${key} (${value})`);
    }
    if (values.length > 1 && word.type === "bits")
      report(
        place,
        `${type.name}.${key} has several values, and nothing keeps which of them a part was: give it one, or say packed()`,
      );
  }
}

function checkReserved(
  { base, value }: TypeModel & { type: "reserved" },
  place: Place | undefined,
  report: Report,
): void {
  if (base.type === "bytes" && base.extent.extent !== "fixed")
    report(place, "reserved bytes have a fixed number: say reserved(bytes(3))");
  if (base.type === "bytes" && value !== 0) report(place, "reserved bytes are zero");
  const fits = base.type !== "integer" || isIn(value, base.wire);
  if (!fits) report(place, `the reserved value ${value} does not fit`);
}

function isIn(value: number, wire: string): boolean {
  const range = 256 ** wireSize(wire);
  return (
    Number.isInteger(value) &&
    (wire.startsWith("i") ? value >= -range / 2 && value < range / 2 : value >= 0 && value < range)
  );
}
