/** Names become names of TypeScript: each must be one, and no two may be the same. */
import { nameFunction } from "../emit/enumerations.js";
import { RUNTIME } from "../emit/names.js";
import type { Program } from "../emit/program.js";
import type { Codec } from "../ir/model.js";
import type { Place } from "../problems.js";
import { type Report, type Rule, under } from "./rule.js";
import { typesOf } from "./walk.js";

/** What generated files import, declare besides, or take from the language itself. */
const TAKEN =
  "AnyForm Reader Writer Undecoded CodecShape RopParser RopId RopRequest RopResponse RopContext ContextName ContextUse RememberRule RopInfo " +
  "ropInfo decodeRopRequest decodeRopResponse encodeRopRequest encodeRopResponse Values ValueContext shapes withoutParser " +
  "Arbitrary CodePage Draw InContext Knobs Mapper Wire " +
  "Array BigInt Boolean Error Exclude Number Object Readonly Record String Uint8Array";

export const names: Rule = (program, report) => {
  checkSpelling(program, report);
  const taken = new Map(
    [...TAKEN.split(" "), ...RUNTIME].map((name) => [name, "something that every generated file needs"]),
  );
  /** Reports the first of the names that is another's; two of one kind and name have been reported by the reader. */
  const take = (place: Place | undefined, owner: string, all: readonly string[]): void => {
    const clash = all.find((name) => taken.has(name));
    const other = clash === undefined ? undefined : taken.get(clash);
    if (clash !== undefined && other !== owner)
      report(place, `the generated name ${clash} is also that of ${other}: one of them needs another name`);
    for (const name of all) taken.set(name, owner);
  };
  for (const { name, position } of program.model.enumerations)
    take(position, `the enumeration ${name}`, [name, nameFunction(name)]);
  for (const { name, position } of program.model.flags) take(position, `the flags ${name}`, [name]);
  const files = new Set<string>();
  for (const codec of program.codecs) {
    const { name, position } = codec;
    const owner = codec.kind === "structure" ? `the structure ${name}` : name;
    const members = program.plan(codec)?.members.map((member) => member.name) ?? [];
    take(position, owner, [...new Set([name, `decode${name}`, `encode${name}`, `${name}AsSent`, ...members])]);
    if (!files.has(codec.file)) checkFile(program, codec, report);
    files.add(codec.file);
  }
};

function checkFile(program: Program, codec: Codec, report: Report): void {
  if (program.fileOf(codec).startsWith("../"))
    report(
      codec.position,
      `${codec.file} lies outside the folder of the schema, and so would what is generated: move it there`,
    );
}

function checkSpelling(program: Program, report: Report): void {
  const check = (kind: "capital" | "small", name: string, place: Place | undefined): void => {
    if (kind === "capital" && !/^[A-Z]\w*$/.test(name))
      report(
        place,
        `"${name}" cannot be the name of a type: it begins with a capital and has letters, digits and underscores`,
      );
    if (kind === "small" && (!/^[a-z][A-Za-z0-9]*$/.test(name) || name === "true" || name === "false"))
      report(place, `"${name}" cannot be a name of ours: it is in camelCase, as in notAlwaysThere`);
    if (kind === "small" && name in Object.prototype)
      report(place, `every object has a property "${name}" already: give it another name`);
  };
  const { enumerations, flags, structures } = program.model;
  for (const { name, position } of [...enumerations, ...flags, ...structures]) check("capital", name, position);
  for (const { cases, position } of enumerations)
    for (const { key } of cases) check("small", key, under(position, key));
  for (const one of flags) for (const { key } of one.names) check("small", key, under(one.position, key));
  for (const codec of program.codecs) {
    for (const { name, kind } of codec.params) if (kind !== "request") check("small", name, codec.position);
    if (codec.body.body === "outcomes")
      for (const { name, position } of codec.body.forms) check("small", name, position);
    for (const { type, place } of typesOf(codec)) {
      if (type.type === "bits" || type.type === "packed")
        for (const { name } of type.parts) check("small", name, under(place, name));
    }
  }
}
