/** Emits what a codec's value is in TypeScript: an interface for each form, their union, and what may deviate. */
import type { Codec, TypeModel } from "../ir/model.js";
import type { Member, Plan, Property } from "../plan/plan.js";
import type { GeneratedFile, Program } from "./program.js";

const ENUMERATIONS = "enumerations.ts";

/** The TypeScript type of a wire type. `value` is where no `asSent` is near: lists, alternatives, bare values. */
export function typeText(
  program: Program,
  file: GeneratedFile,
  type: TypeModel,
  where: "field" | "value",
  codec: Codec,
): string {
  switch (type.type) {
    case "integer":
    case "float":
    case "flags":
    case "packed":
    case "bits":
    case "reserved":
      return "number";
    case "bigInteger":
      return "bigint";
    case "boolean":
      return where === "field" ? "boolean" : "boolean | number";
    case "bit":
    case "presence":
      return "boolean";
    case "guid":
    case "bytes":
      return "Uint8Array";
    case "string":
    case "stringBy":
      return "string";
    case "constant":
      return String(type.value);
    case "nothing":
      return "undefined";
    case "enumeration":
      return `${file.type(ENUMERATIONS, type.name)} | ${type.wire.startsWith("bytes") ? "Uint8Array" : "number"}`;
    case "list": {
      const of = typeText(program, file, type.of, "value", codec);
      return of.includes(" ") && !of.startsWith("readonly ")
        ? `readonly (${of})[]`
        : of.startsWith("readonly ")
          ? `readonly (${of})[]`
          : `readonly ${of}[]`;
    }
    case "choose": {
      const all = [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])];
      const texts = all.flatMap((of) => typeText(program, file, of, "value", codec).split(" | "));
      return [...new Set(texts)].join(" | ");
    }
    case "within": {
      const of = typeText(program, file, type.of, "value", codec);
      return missingContextOf(program, codec, type) === undefined
        ? of
        : `${of} | ${file.type(program.wire, "Undecoded")}`;
    }
    case "at":
      return typeText(program, file, type.of, "value", codec);
    case "structure":
      return file.type(program.fileOfStructure(type.name), type.name);
  }
}

/** The parameter that may be missing and without which the content of a window stays bytes. */
export function missingContextOf(
  program: Program,
  codec: Codec,
  type: TypeModel & { type: "within" },
): string | undefined {
  if (type.of.type !== "structure") return undefined;
  const { name } = type.of;
  for (const arg of type.of.args) {
    const { value } = arg;
    const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
    if (ref === undefined || program.lenient(name, arg.name)) continue;
    const param = codec.params.find(
      (one) => one.name === ref.name && ["parameter", "context", "request"].includes(ref.ref),
    );
    if (param !== undefined && program.mayBeMissing(codec, param)) return param.name;
  }
  return undefined;
}

/** The TypeScript type of a parameter of a decoder or encoder. */
export function paramText(program: Program, file: GeneratedFile, codec: Codec, name: string): string {
  const param = codec.params.find((one) => one.name === name);
  if (param === undefined) return "never";
  const { type } = param;
  const text =
    type.type === "enumeration" && param.kind === "parameter"
      ? "number"
      : type.type === "enumeration"
        ? file.type(ENUMERATIONS, type.name)
        : typeText(program, file, type, "field", codec);
  return program.mayBeMissing(codec, param) ? `${text} | undefined` : text;
}

export function emitTypes(program: Program, file: GeneratedFile, codec: Codec): void {
  const { lines } = file;
  const plan = program.plan(codec);
  if (plan === undefined) {
    const { body } = codec;
    if (body.body !== "type") return;
    lines.doc(codec.doc, specText(codec.section));
    lines.line(`export type ${codec.name} = ${typeText(program, file, body.type, "value", codec)};`);
    lines.line();
    return;
  }
  const sole = plan.members.length === 1;
  if (!sole) {
    lines.doc(docOf(codec), specText(codec.section));
    lines.line(`export type ${codec.name} =`);
    lines.indented(() => {
      plan.members.forEach((member, index) => {
        lines.line(`| ${member.name}${index === plan.members.length - 1 ? ";" : ""}`);
      });
    });
    lines.line();
  }
  for (const member of plan.members) emitMember(program, file, plan, member, sole);
  if (plan.deviations.length > 0) {
    lines.doc(`What can be sent otherwise than the documents ask for in ${codec.name}; absent if nothing was.`);
    lines.block(`export interface ${sentName(codec)}`, () => {
      for (const { name, type, doc } of plan.deviations) {
        lines.doc(doc);
        lines.line(
          `readonly ${name}?: ${{ number: "number", bytes: "Uint8Array", true: "true", text: "string" }[type]};`,
        );
      }
    });
    lines.line();
  }
}

export function sentName(codec: Codec): string {
  return `${codec.name}AsSent`;
}

function emitMember(program: Program, file: GeneratedFile, plan: Plan, member: Member, sole: boolean): void {
  const { codec } = plan;
  const { lines } = file;
  if (sole) lines.doc(docOf(codec), specText(codec.section));
  else lines.doc(`${codec.name}: ${memberDoc(member)}`, specText(member.section));
  lines.block(`export interface ${member.name}`, () => {
    if (codec.ropId !== undefined) lines.line(`readonly ropId: ${ropHex(codec.ropId)};`);
    for (const property of member.properties) {
      const leftOut = property.leftOut ? "Absent only with `asSent.endsBefore`." : "";
      lines.doc(`${propertyDoc(program, property)} ${leftOut}`.trim());
      const text = propertyText(program, file, codec, property);
      lines.line(
        `readonly ${property.name}${property.optional ? "?" : ""}: ${text}${property.optional ? " | undefined" : ""};`,
      );
    }
    if (plan.deviations.length > 0) {
      lines.doc("What was sent otherwise than the documents ask for.");
      lines.line(`readonly asSent?: ${sentName(codec)} | undefined;`);
    }
  });
  lines.line();
}

export function propertyText(program: Program, file: GeneratedFile, codec: Codec, property: Property): string {
  const { value } = property;
  switch (value.kind) {
    case "literals":
      return value.literals
        .map((literal) => (typeof literal === "number" ? hex(literal) : JSON.stringify(literal)))
        .join(" | ");
    case "others": {
      const enumeration = program.enumerations.get(value.enumeration);
      const rest = enumeration?.wire.startsWith("bytes") ? "Uint8Array" : "number";
      const name = file.type(ENUMERATIONS, value.enumeration);
      const left = enumeration?.cases.filter(({ key }) => !value.except.includes(key)) ?? [];
      if (left.length === 0) return rest;
      return `Exclude<${name}, ${value.except.map((key) => JSON.stringify(key)).join(" | ")}> | ${rest}`;
    }
    case "part":
      return typeText(program, file, value.part.type, "field", codec);
    default:
      return typeText(program, file, value.type, "field", codec);
  }
}

function memberDoc(member: Member): string {
  return `the form for ${[...member.facts].flatMap(([name, fact]) => ("one" in fact ? [`${name} ${fact.one.map(number).join(" or ")}`] : "not" in fact ? [`any other ${name}`] : [])).join(", ")}.`;
}

function number(key: string): string {
  return /^\d+$/.test(key) ? hex(Number(key)) : key;
}

function docOf(codec: Codec): string {
  return codec.kind === "structure"
    ? codec.doc
    : codec.kind === "request"
      ? `Request. ${codec.doc}`
      : `Response. ${codec.doc}`;
}

export function specText(section: string): string {
  return section === "" ? "" : `[${section.replace(" ", "] ")}`;
}

/** The comment of the schema with what the type alone does not show: the width of a number, the names of its flags. */
function propertyDoc(program: Program, { value, doc }: Property): string {
  const type =
    value.kind === "type" ? program.sizes.alias(value.type) : value.kind === "part" ? value.part.type : undefined;
  if (type === undefined || !("wire" in type)) return doc;
  if (type.type !== "integer" && type.type !== "bigInteger" && type.type !== "flags") return doc;
  const notes = [type.wire, ...(type.type === "flags" ? [`flags of ${type.name}`] : [])];
  const left = notes.filter((note) => !doc.includes(note)).join(", ");
  if (left === "") return doc;
  return doc === "" ? `(${left})` : `${doc.replace(/\.$/, "")} (${left}).`;
}

export function hex(value: number): string {
  return value < 10 ? String(value) : `0x${value.toString(16).padStart(2, "0")}`;
}

/** RopIds always have two digits. */
export function ropHex(id: number): string {
  return `0x${id.toString(16).padStart(2, "0")}`;
}
