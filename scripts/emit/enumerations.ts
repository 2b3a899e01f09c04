/** Emits the enumerations (names and numbers, the name of a number and the number of a name) and the constants of flags words. */
import type { EnumerationModel, FlagsModel } from "../ir/model.js";
import { isIdentifier, uncapital } from "../ir/names.js";
import type { Lines } from "./lines.js";
import { GeneratedFile, type Program } from "./program.js";
import { hex, specText } from "./types.js";

export function emitEnumerations(program: Program): GeneratedFile {
  const file = new GeneratedFile("enumerations.ts", ({ schema }) => `the enumerations and flags in ${schema}`);
  for (const enumeration of program.model.enumerations) {
    emitNames(file.lines, enumeration);
    if (enumeration.wire.startsWith("bytes")) emitNameOfBytes(program, file, enumeration);
    else emitNameAndNumber(program, file, enumeration);
  }
  for (const flags of program.model.flags) emitMasks(file.lines, flags);
  return file;
}

function emitNames(lines: Lines, enumeration: EnumerationModel): void {
  const { name, cases } = enumeration;
  emitConstants(
    lines,
    enumeration,
    cases.map(({ key, values, doc }) => ({ key, text: literal(values[0] ?? 0), doc })),
  );
  lines.line(`export type ${name} = keyof typeof ${name};`);
  lines.line();
}

function emitMasks(lines: Lines, flags: FlagsModel): void {
  emitConstants(
    lines,
    flags,
    flags.names.map(({ key, mask, doc }) => ({ key, text: hex(mask), doc })),
  );
  lines.line();
}

/** What each name stands for. */
function emitConstants(
  lines: Lines,
  { name, doc, section }: EnumerationModel | FlagsModel,
  entries: readonly { readonly key: string; readonly text: string; readonly doc: string }[],
): void {
  lines.doc(doc, specText(section));
  lines.block(
    `export const ${name} =`,
    () => {
      for (const { key, text, doc } of entries) {
        lines.doc(doc);
        lines.line(`${property(key)}: ${text},`);
      }
    },
    " as const;",
  );
}

function emitNameOfBytes(program: Program, file: GeneratedFile, { name, cases }: EnumerationModel): void {
  const { lines } = file;
  lines.doc("The name of these bytes, or the bytes themselves if they have none.");
  lines.block(`export function ${nameFunction(name)}(bytes: Uint8Array): ${name} | Uint8Array`, () =>
    emitSwitch(lines, `${file.value(program.wire, "hexOf")}(bytes)`, toNames(cases), "bytes"),
  );
  lines.line();
}

function emitNameAndNumber(program: Program, file: GeneratedFile, { name, cases }: EnumerationModel): void {
  const { lines } = file;
  lines.doc("The name of a number, or the number itself if it has none.");
  lines.block(`export function ${nameFunction(name)}(value: number): ${name} | number`, () =>
    emitSwitch(lines, "value", toNames(cases), "value"),
  );
  lines.line();
  if (isBare(program, name)) {
    lines.doc("The same where nothing could keep which of several numbers it was: only the first of them has a name.");
    lines.block(`export function ${bareNameFunction(program, name)}(value: number): ${name} | number`, () => {
      lines.line(`const name = ${nameFunction(name)}(value);`);
      lines.line(`return typeof name === "string" && ${name}[name] === value ? name : value;`);
    });
    lines.line();
  }
  const writer = file.type(program.wire, "Writer");
  const unnamed = file.value(program.wire, "unnamedNumber");
  lines.doc("The number of a name; a number stays what it is.", "@throws RopEncodeError for any other name");
  lines.block(
    `export function ${numberFunction(name)}(w: ${writer}, value: ${name} | number, field: string): number`,
    () => {
      const toNumbers = cases.map(({ key, values }): Case => [[JSON.stringify(key)], literal(values[0] ?? 0)]);
      emitSwitch(lines, "value", toNumbers, `${unnamed}(w, value, field)`);
    },
  );
  lines.line();
}

/** Labels, and what is returned for them. */
type Case = readonly [labels: readonly string[], result: string];

function toNames(cases: EnumerationModel["cases"]): readonly Case[] {
  return cases.map(({ key, values }) => [values.map(literal), JSON.stringify(key)]);
}

function emitSwitch(lines: Lines, value: string, cases: readonly Case[], otherwise: string): void {
  lines.block(`switch (${value})`, () => {
    for (const [labels, result] of cases) {
      for (const label of labels) lines.line(`case ${label}:`);
      lines.indented(() => lines.line(`return ${result};`));
    }
    lines.line("default:");
    lines.indented(() => lines.line(`return ${otherwise};`));
  });
}

function literal(value: number | string): string {
  return typeof value === "number" ? hex(value) : JSON.stringify(value);
}

export function nameFunction(enumeration: string): string {
  return `${uncapital(enumeration)}Name`;
}

export function numberFunction(enumeration: string): string {
  return `${uncapital(enumeration)}Number`;
}

/** The function that names a number which is no property of its own: an element, an alternative, a bare value. */
export function bareNameFunction(program: Program, enumeration: string): string {
  return isBare(program, enumeration)
    ? nameFunction(enumeration).replace(/Name$/, "ExactName")
    : nameFunction(enumeration);
}

/** Whether several numbers of an enumeration mean the same, and it is used where `asSent` cannot say which it was. */
function isBare(program: Program, enumeration: string): boolean {
  const aliased = program.enumerations.get(enumeration)?.cases.some(({ values }) => values.length > 1) ?? false;
  return aliased && program.bareEnumerations.has(enumeration);
}

function property(key: string): string {
  return isIdentifier(key) ? key : JSON.stringify(key);
}
