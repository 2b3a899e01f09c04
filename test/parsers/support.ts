/** Every codec with its decoder and its parser, and the bytes of the documents with what their contexts say. */
import { readdirSync, readFileSync } from "node:fs";
import { Parser } from "binary-parser";
import * as codecs from "../../generated/index.js";
import * as parsers from "../../generated/parsers/index.js";
import { propertyName } from "../../scripts/ir/names.js";
import { Reader } from "../../src/wire/index.js";
import { type Read, read } from "./agreement.js";

interface CodecModel {
  readonly name: string;
  readonly ropId?: number;
  readonly params: readonly { readonly name: string }[];
}

interface RopModel {
  readonly name: string;
  readonly request?: CodecModel;
  readonly response?: CodecModel;
}

const model = JSON.parse(readFileSync(new URL("../../generated/ir.json", import.meta.url), "utf8")) as {
  readonly rops: readonly RopModel[];
  readonly structures: readonly CodecModel[];
};

const models: readonly CodecModel[] = [
  ...model.structures,
  ...model.rops.flatMap(({ request, response }) => [request, response].flatMap((codec) => codec ?? [])),
];

export const codecNames: readonly string[] = models.map(({ name }) => name);

/** What a codec is given besides bytes, and the byte it begins with if it is a ROP. */
export function paramsOf(codec: string): { readonly params: readonly string[]; readonly ropId: number | undefined } {
  const found = models.find(({ name }) => name === codec);
  return { params: found?.params.map(({ name }) => name) ?? [], ropId: found?.ropId };
}

type Decode = (r: Reader, ...args: readonly unknown[]) => unknown;
type Factory = (...args: readonly unknown[]) => parsers.RopParser<unknown>;

export function decoded(codec: string, bytes: Uint8Array, args: readonly unknown[]): Read {
  const decode = (codecs as unknown as Readonly<Record<string, Decode>>)[`decode${codec}`];
  if (decode === undefined) throw new Error(`${codec} has no decoder`);
  return read(() => decode(new Reader(bytes), ...args));
}

/**
 * A function that parses what the codec reads. The parser is nested under a name, as users nest it: by itself a parser
 * cannot yield `undefined`, which a property value of type PtypNull is.
 */
export function parsing(codec: string, args: readonly unknown[]): (bytes: Uint8Array) => Read {
  const factory = factoryOf(codec);
  if (factory === undefined) throw new Error(`${codec} has no parser`);
  const program = new Parser().nest("value", { type: factory(...args) });
  return (bytes) => read(() => (program.parse(bytes) as { readonly value: unknown }).value);
}

export function factoryOf(codec: string): Factory | undefined {
  return (parsers as unknown as Readonly<Record<string, Factory>>)[`${propertyName(codec)}Parser`];
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** A ROP of the vectors: the codec that reads it, and what the codec is given. */
export interface RopVector {
  readonly id: string;
  readonly codec: string;
  readonly args: readonly unknown[];
  readonly bytes: Uint8Array;
}

interface Stated {
  readonly id: string;
  readonly kind: string;
  readonly rop: string | null;
  readonly hex: string;
  readonly quality: string;
  readonly context: string | null | Readonly<Record<string, string | readonly string[]>>;
}

const folder = new URL("../vectors/", import.meta.url);
const files = [
  "agreed.json",
  ...readdirSync(new URL("specifications/", folder)).map((file) => `specifications/${file}`),
];

export const ropVectors: readonly RopVector[] = files
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly Stated[])
  .flatMap((vector): readonly RopVector[] => {
    const rop = model.rops.find(({ name }) => name === vector.rop);
    const codec =
      vector.kind === "rop-request" ? rop?.request : vector.kind === "rop-response" ? rop?.response : undefined;
    if (codec === undefined || vector.quality !== "good") return [];
    const context = contextOf(vector);
    const args = codec.params.map(({ name }) => context[name]);
    return [{ id: vector.id, codec: codec.name, args, bytes: fromHex(vector.hex) }];
  });

function contextOf({ context }: Stated): Readonly<Record<string, unknown>> {
  if (context === null) return {};
  const tags = (stated: unknown): readonly number[] | undefined =>
    Array.isArray(stated) ? stated.map(Number) : undefined;
  // The documents' own vectors say their columns in words.
  if (typeof context === "string") {
    const named = context.match(/0x[0-9A-F]{8}/g)?.map(Number);
    return { tableColumns: named, propertyTags: named };
  }
  return {
    tableColumns: tags(context.columns),
    propertyTags: tags(context.propertyTags),
    recipientColumns: tags(context.recipientColumns),
    logonKind: context.logon,
  };
}
