/** protobufjs and protobuf-es: the information of the payloads in a format of their own, by one description. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  toBinary,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { Root } from "protobufjs";
import type { PayloadId } from "../payloads/payloads.js";
import { root } from "../root.js";
import { protodef } from "./protodef.js";

export interface Protobuf {
  /** What the bytes of the ROPs hold, in the format of protobuf. */
  convert(rops: Uint8Array): Uint8Array;
  decode(bytes: Uint8Array): unknown;
  /** Takes what decoding gives. */
  encode(value: unknown): Uint8Array;
}

const require = createRequire(import.meta.url);

function description(): Root {
  const protobufjs = require("protobufjs") as typeof import("protobufjs");
  return protobufjs.parse(readFileSync(join(root, "bench/peers/rops.proto"), "utf8"), { keepCase: true }).root;
}

function rootMessage(id: PayloadId): "Requests" | "Responses" {
  return id === "requests" ? "Requests" : "Responses";
}

/** For one kind of payload. */
export function protobufjs(id: PayloadId): Protobuf {
  const type = description().lookupType(rootMessage(id));
  const rops = protodef(id);
  return {
    convert: (bytes) => type.encode(type.fromObject({ items: toJson(rops.decode(bytes)) })).finish(),
    decode: (bytes) => type.decode(bytes),
    encode: (value) => type.encode(value as object).finish(),
  };
}

/** The same for the other library, which takes the description from the first. */
export function protobufEs(id: PayloadId): Protobuf {
  require("protobufjs/ext/descriptor");
  const withDescriptor = description() as Root & { toDescriptor(syntax: string): object };
  const { FileDescriptorSet } = require("protobufjs/ext/descriptor") as {
    FileDescriptorSet: { encode(set: object): { finish(): Uint8Array } };
  };
  const set = FileDescriptorSet.encode(withDescriptor.toDescriptor("proto3")).finish();
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
  const type: DescMessage = registry.getMessage(rootMessage(id))!;
  const rops = protodef(id);
  return {
    convert: (bytes) =>
      toBinary(type, fromJson(type, { items: toJson(rops.decode(bytes)) }, { ignoreUnknownFields: true })),
    decode: (bytes) => fromBinary(type, bytes),
    encode: (value) => toBinary(type, value as Parameters<typeof toBinary>[1]),
  };
}

/**
 * What protodef has decoded, as JSON of the description: choices are properties with the number that chose in their name,
 * 64-bit numbers are text, bytes are base64.
 */
function toJson(value: unknown): JsonValue {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value !== "object" || value === null) return value as JsonValue;
  if (/BigInt/.test(value.constructor.name)) return String(value.valueOf());
  if (Array.isArray(value)) return value.map(toJson);
  const { ropId, body, more, data, propertyValue, ...own } = value as Record<string, unknown>;
  const result: Record<string, JsonValue> = {};
  for (const [name, part] of Object.entries(own)) if (part !== undefined) result[name] = toJson(part);
  if (more !== undefined) Object.assign(result, toJson(more));
  if (data !== undefined) result[`data${own.notificationFlags}`] = toJson(data);
  if (propertyValue !== undefined) result[`value${own.propertyTag}`] = toJson(propertyValue);
  if (ropId === undefined) return booleans(result);
  const { logonId, inputHandleIndex } = own;
  const content = { [`rop${ropId}`]: { ...result, ...(toJson(body ?? {}) as object) } };
  return logonId === undefined ? content : ({ logonId, inputHandleIndex, ...content } as JsonValue);
}

/** The JSON of protobuf tells numbers and booleans apart. */
function booleans(message: Record<string, JsonValue>): JsonValue {
  for (const name of ["hasNamedProperties", "unicodeFlag", "forwardRead", "c2"]) {
    if (name in message) message[name] = message[name] !== 0;
  }
  return message;
}
