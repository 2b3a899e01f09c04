/** A type of the model in the words of the tables of test/spec. */

import { widthOf } from "../../scripts/interpret/bytes.js";
import type { ArgumentModel, DerivedModel, Model, PartModel, TypeModel } from "../../scripts/ir/model.js";
import { flattenCodec } from "./flatten.js";

/** How many bytes a value has, if every value has as many. */
export function sizeOf(model: Model, type: TypeModel): number | undefined {
  switch (type.type) {
    case "integer":
    case "bigInteger":
    case "float":
    case "boolean":
    case "enumeration":
    case "flags":
    case "bits":
    case "packed":
    case "constant":
      return widthOf(type.wire);
    case "presence":
      return type.wire === "bit" ? undefined : widthOf(type.wire);
    case "reserved":
      return sizeOf(model, type.base);
    case "guid":
      return 16;
    case "nothing":
      return 0;
    case "bytes":
      return type.extent.extent === "fixed" ? type.extent.bytes : undefined;
    case "list": {
      const element = sizeOf(model, type.of);
      return type.length.length === "fixed" && element !== undefined ? type.length.count * element : undefined;
    }
    case "choose": {
      const all = [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])];
      const sizes = new Set(all.map((one) => sizeOf(model, one)));
      return sizes.size === 1 ? [...sizes][0] : undefined;
    }
    case "structure":
      return sizeOfStructure(model, type.name);
    default:
      return undefined;
  }
}

const sizes = new WeakMap<Model, Map<string, number | undefined>>();

function sizeOfStructure(model: Model, name: string): number | undefined {
  const known = sizes.get(model) ?? new Map<string, number | undefined>();
  sizes.set(model, known);
  if (known.has(name)) return known.get(name);
  known.set(name, undefined); // what contains itself has no fixed size
  const codec = model.structures.find((one) => one.name === name);
  const [layout, ...others] = codec === undefined ? [] : flattenCodec(model, codec);
  const size =
    layout === undefined || others.length > 0
      ? undefined
      : layout.rows.reduce<number | undefined>(
          (sum, row) =>
            sum === undefined || row.size === "variable" || row.conditions.length > 0 || row.sentinels.length > 0
              ? undefined
              : sum + row.size,
          0,
        );
  known.set(name, size);
  return size;
}

/** What the schema fixes about the bytes of a type. */
export function fixedValue(type: TypeModel): string | undefined {
  if (type.type === "constant") return String(type.value);
  if (type.type === "reserved") return String(type.value);
  return undefined;
}

/** The type in the words of the tables. */
export function describe(model: Model, type: TypeModel): string {
  const inner = (one: TypeModel): string => describe(model, one);
  switch (type.type) {
    case "integer":
    case "bigInteger":
    case "float":
    case "flags":
    case "bits":
    case "constant":
      return type.wire;
    case "enumeration":
      return type.wire.startsWith("bytes") ? `bytes[${widthOf(type.wire)}]` : type.wire;
    case "packed":
      return isPropertyTag(type) ? "PropertyTag" : type.wire;
    case "presence":
    case "boolean":
      return type.wire === "u16" ? "bool16" : type.wire === "u8" ? "bool8" : "bit";
    case "reserved":
      return inner(type.base);
    case "structure":
      return type.name;
    case "string":
      return { ascii: "ascii-z", string8: "multibyte-z", utf16: "utf16z", reducedUnicode: "reduced-unicode-z" }[
        type.encoding
      ];
    case "stringBy":
      return type.unicode.test === "true" ? `string-z when ${type.unicode.ref.name}` : "string-z";
    case "bytes":
      if (type.extent.extent === "fixed") return `bytes[${type.extent.bytes}]`;
      return type.extent.extent === "toEnd" ? "bytes to the end" : `bytes[${bytesIn(type.extent.size)}]`;
    case "list": {
      const { length } = type;
      const element = inner(type.of) + sizeIn(model, type.of);
      switch (length.length) {
        case "fixed":
          return `${length.count} ${element}`;
        case "count":
          return `${element} counted by ${bytesIn(length.count)}`;
        case "toEnd":
          return `${element} to the end`;
        case "each":
          return `${element} for each ${length.items.name}`;
        case "until":
          return `${element} until ${length.last.test === "true" ? length.last.ref.name : "a condition holds"}`;
      }
      break;
    }
    case "within":
      return `${inner(type.of)} in exactly ${bytesIn(type.size)} bytes`;
    case "at":
      return `${inner(type.of)} at ${type.offset.name}`;
    case "choose": {
      const others = type.otherwise === undefined ? [] : [{ key: "otherwise", of: type.otherwise }];
      const words = [...type.cases, ...others].map(({ key, of }) => ({ key, word: inner(of) + namesOf(of) }));
      if (words.every(({ word }) => word === words[0]?.word)) return words[0]?.word ?? "";
      return `by ${type.ref.name}: ${words.map(({ key, word }) => `${key} ${word}`).join(", ")}`;
    }
    default:
      return type.type;
  }
}

/** Whose names the numbers have; only told where a choice tells them apart. */
function namesOf(type: TypeModel): string {
  return type.type === "enumeration" || type.type === "flags" ? ` of ${type.name}` : "";
}

/** The size in front of an element, which has no row of its own. */
function sizeIn(model: Model, type: TypeModel): string {
  if (type.type !== "bytes" || type.extent.extent !== "size") return "";
  return ` with ${type.extent.size.name} ${describe(model, type.extent.size.base)}`;
}

/** The bytes that a size leaves for its content. */
function bytesIn({ name, plus }: DerivedModel): string {
  return plus === undefined ? name : `${name} - ${plus}`;
}

/** The type in the low half, the id in the high half. */
function isPropertyTag({ wire, parts }: { readonly wire: string; readonly parts: readonly PartModel[] }): boolean {
  const halves = parts.map(({ name, mask, shift, type }) =>
    [name, mask >>> 0, shift, "name" in type ? type.name : "", "wire" in type ? type.wire : ""].join(" "),
  );
  return wire === "u32" && halves.join() === "propertyType 65535 0 PropertyType u16,propertyId 4294901760 16  u16";
}

/** What the structures in a type are given, but for what is handed on under its own name. */
export function givenIn(type: TypeModel): string {
  switch (type.type) {
    case "structure":
      return type.args.flatMap(argument).join(", ");
    case "list":
    case "within":
    case "at":
      return givenIn(type.of);
    case "choose":
      return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])]
        .map(givenIn)
        .filter((one, index, all) => one !== "" && all.indexOf(one) === index)
        .join("; ");
    default:
      return "";
  }
}

function argument({ name, value }: ArgumentModel): readonly string[] {
  if (value.argument === "literal") return [`${name} ${String(value.value)}`];
  if (value.argument === "first") return [`${name} the first ${value.count} of ${value.items.name}`];
  return value.ref.ref === "parameter" && value.ref.name === name ? [] : [`${name} of ${value.ref.name}`];
}
