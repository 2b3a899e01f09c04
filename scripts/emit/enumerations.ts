/** Emits the enumerations (names and numbers, and a name for a number) and the constants of flags words. */
import { isIdentifier, uncapital } from "../ir/names.js";
import { GeneratedFile, type Program } from "./program.js";
import { hex, specText } from "./types.js";

export function emitEnumerations(program: Program): GeneratedFile {
  const file = new GeneratedFile("enumerations.ts", ({ schema }) => `the enumerations and flags in ${schema}`);
  const { lines } = file;
  for (const { name, doc, section, cases, wire } of program.model.enumerations) {
    const bytes = wire.startsWith("bytes");
    lines.doc(doc, specText(section));
    lines.block(
      `export const ${name} =`,
      () => {
        for (const { key, values, doc: caseDoc } of cases) {
          lines.doc(caseDoc);
          const value = values[0] ?? 0;
          lines.line(`${property(key)}: ${typeof value === "number" ? hex(value) : JSON.stringify(value)},`);
        }
      },
      " as const;",
    );
    lines.line(`export type ${name} = keyof typeof ${name};`);
    lines.line();
    lines.doc(
      bytes
        ? "The name of these bytes, or the bytes themselves if they have none."
        : "The name of a number, or the number itself if it has none.",
    );
    if (bytes) {
      lines.block(`export function ${nameFunction(name)}(bytes: Uint8Array): ${name} | Uint8Array`, () => {
        lines.block(`switch (${file.value(program.wire, "hexOf")}(bytes))`, () => {
          for (const { key, values } of cases) {
            for (const value of values) lines.line(`case ${JSON.stringify(value)}:`);
            lines.indented(() => lines.line(`return ${JSON.stringify(key)};`));
          }
          lines.line("default:");
          lines.indented(() => lines.line("return bytes;"));
        });
      });
    } else {
      lines.block(`export function ${nameFunction(name)}(value: number): ${name} | number`, () => {
        lines.block("switch (value)", () => {
          for (const { key, values } of cases) {
            for (const value of values) lines.line(`case ${hex(Number(value))}:`);
            lines.indented(() => lines.line(`return ${JSON.stringify(key)};`));
          }
          lines.line("default:");
          lines.indented(() => lines.line("return value;"));
        });
      });
    }
    lines.line();
    if (!bytes && isBare(program, name)) {
      lines.doc(
        "The same where nothing could keep which of several numbers it was: only the first of them has a name.",
      );
      lines.block(`export function ${bareNameFunction(program, name)}(value: number): ${name} | number`, () => {
        lines.line(`const name = ${nameFunction(name)}(value);`);
        lines.line(`return typeof name === "string" && ${name}[name] === value ? name : value;`);
      });
      lines.line();
    }
  }
  for (const { name, doc, section, names } of program.model.flags) {
    lines.doc(doc, specText(section));
    lines.block(
      `export const ${name} =`,
      () => {
        for (const { key, mask, doc: flagDoc } of names) {
          lines.doc(flagDoc);
          lines.line(`${property(key)}: ${hex(mask)},`);
        }
      },
      " as const;",
    );
    lines.line();
  }
  return file;
}

export function nameFunction(enumeration: string): string {
  return `${uncapital(enumeration)}Name`;
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
