/** Through JSON text and back, and the ROPs of the vectors with what they need. */
import { readFileSync } from "node:fs";
import type { LogonKind } from "../../generated/enumerations.js";
import {
  decodeRopRequest,
  decodeRopResponse,
  encodeRopRequest,
  encodeRopResponse,
  type RopContext,
} from "../../generated/rops.js";
import { decode, encode } from "../../src/codec.js";
import {
  fromJson,
  ropFromJson,
  ropToJson,
  toJson,
  type ValueContext,
  type ValueName,
  type Values,
} from "../../src/json/index.js";

export function throughJson<N extends ValueName>(name: N, value: Values[N], context?: ValueContext): Values[N] {
  return fromJson(name, JSON.parse(JSON.stringify(toJson(name, value, context))), context);
}

export interface RopVector {
  readonly id: string;
  readonly kind: string;
  readonly rop: string | null;
  readonly hex: string;
  readonly context: unknown;
}

export function vectorsOf(file: string): readonly RopVector[] {
  return JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8")) as readonly RopVector[];
}

export function isRop(vector: RopVector): boolean {
  return vector.kind === "rop-request" || vector.kind === "rop-response";
}

function contextOf({ context }: RopVector): RopContext {
  const given = (typeof context === "object" && context !== null ? context : {}) as {
    readonly columns?: readonly string[];
    readonly propertyTags?: readonly string[];
    readonly recipientColumns?: readonly string[];
    readonly logon?: LogonKind;
  };
  return {
    tableColumns: given.columns?.map(Number),
    propertyTags: given.propertyTags?.map(Number),
    recipientColumns: given.recipientColumns?.map(Number),
    logonKind: given.logon,
  };
}

/** Decodes, goes through JSON text and encodes. */
export function bytesThroughJson(vector: RopVector, bytes: Uint8Array): Uint8Array {
  const context = contextOf(vector);
  if (vector.kind === "rop-request") {
    const text = JSON.stringify(ropToJson("request", decode(decodeRopRequest, bytes, context), context));
    return encode(encodeRopRequest, ropFromJson("request", JSON.parse(text), context), context);
  }
  const text = JSON.stringify(ropToJson("response", decode(decodeRopResponse, bytes, context), context));
  return encode(encodeRopResponse, ropFromJson("response", JSON.parse(text), context), context);
}
