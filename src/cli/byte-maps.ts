/** `ropwire decode --map`: which bytes are which field, through all layers, with the values beside them. */
import * as generated from "../byte-map/index.js";
import {
  type ByteLeaf,
  ByteMap,
  byteMapEnvelope,
  byteMapInputBuffer,
  byteMapOutputBuffer,
  byteMapRopRequests,
  byteMapRopResponses,
  byteMapWith,
  type Mapped,
  type Mapper,
  mapExtendedBuffers,
  mapRopRequest,
  mapRopResponse,
} from "../byte-map/index.js";
import { isValueName, type JsonValue } from "../json/index.js";
import { pathText } from "../wire/errors.js";
import { hexOf } from "../wire/text.js";
import type { Level } from "./detect.js";
import type { Finding } from "./findings.js";
import type { Ask } from "./kind.js";
import { numberText, type Paint, quoted } from "./render.js";
import { responseContext } from "./rop-kinds.js";
import { argumentsOf } from "./structures.js";

type Path = ByteLeaf["path"];

/** A map and the value that its paths lead through. */
interface Mapping {
  readonly map: ByteMap;
  readonly value: unknown;
}

/** The map of bytes that have been decoded, with those of the layers inside; nothing where the kind has none. */
export function mappingOf({ bytes, found, inner: layers }: Finding, ask: Ask): Mapping | undefined {
  const { level, plain } = found.best;
  let mapping = mapped(level, bytes, ask, plain);
  for (const layer of layers) {
    const inner = mappingOf(layer.finding, ask);
    const path = mapping?.map.find(["body"]) === undefined ? layer.path : ["body", ...layer.path];
    if (inner === undefined || mapping === undefined) continue;
    mapping = { map: mapping.map.with(path, inner.map), value: replaced(mapping.value, path, inner.value) };
  }
  return mapping;
}

function mapped(level: Level, bytes: Uint8Array, { context }: Ask, plain: unknown): Mapping | undefined {
  const { options, requests, rops } = context;
  const listOptions = { ...options, context: rops, requests };
  switch (level.as) {
    case "rop-request":
      return mapping(byteMapWith(options, mapRopRequest, bytes, rops));
    case "rop-response":
      return mapping(byteMapWith(options, mapRopResponse, bytes, responseContext(context, bytes[0])));
    case "rop-requests":
      return mapping(byteMapRopRequests(bytes, listOptions));
    case "rop-responses":
      return mapping(byteMapRopResponses(bytes, listOptions));
    case "rop-input-buffer":
      return mapping(byteMapInputBuffer(bytes, listOptions));
    case "rop-output-buffer":
      return mapping(byteMapOutputBuffer(bytes, listOptions));
    case "extended-buffer":
      return mapping(byteMapWith(options, mapExtendedBuffers, bytes));
    case "mapihttp-request":
      return structure(`${level.requestType}Request`, bytes, context);
    case "mapihttp-response":
      return response(`${level.requestType}Response`, bytes, context, plain);
    default:
      return structure(level.as.replace("structure:", ""), bytes, context);
  }
}

function mapping({ map, value, error }: Mapped<unknown>): Mapping {
  return { map, value: error === undefined ? value : error.partial };
}

function structure(name: string, bytes: Uint8Array, context: Ask["context"]): Mapping | undefined {
  if (!isValueName(name)) return undefined;
  const functions: Readonly<Record<string, unknown>> = generated;
  const decoder = functions[`map${name}`] as (r: Mapper, ...known: readonly unknown[]) => unknown;
  return mapping(byteMapWith(context.options, decoder, bytes, ...argumentsOf(name, context)));
}

function response(name: string, bytes: Uint8Array, context: Ask["context"], plain: unknown): Mapping | undefined {
  let body: Mapping | undefined;
  const map = byteMapEnvelope(bytes, (inner) => {
    body =
      typeof plain === "string"
        ? text(inner, plain)
        : (structure(name, inner, context) ?? mapping(byteMapWith({}, () => ({}), inner)));
    return body.map;
  });
  const value = body?.value;
  return { map, value: map.find(["body"]) === undefined ? value : { body: value } };
}

/** The body of a call that has failed late. */
function text(bytes: Uint8Array, value: string): Mapping {
  const root = { name: "", offset: 0, length: bytes.length, spec: "MS-OXCMAPIHTTP 2.2.3.3.3", children: [] };
  return { map: new ByteMap(bytes, root), value };
}

/** A value with another one in a place. */
function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === name ? replaced(one, rest, by) : one));
  return { ...(value as object), [name]: replaced(valueAt(value, [name]), rest, by) };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (one, name) =>
      typeof one === "object" && one !== null ? (one as Readonly<Record<string | number, unknown>>)[name] : undefined,
    value,
  );
}

// ---- as text ----------------------------------------------------------------------------------------------------

/** The most bytes that are printed of a leaf. */
const MOST = 12;
const WIDEST = 64;

/** A line for each leaf: offset, bytes, path, value, section. */
export function mapLines({ map, value }: Mapping, paint: Paint): readonly string[] {
  const leaves = [...map.leaves()];
  const rows = leaves.map((leaf) => {
    const { offset, length, spec } = leaf.field;
    const bytes = map.bytes.subarray(offset, offset + Math.min(length, MOST));
    const cells = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
    if (length > MOST) cells.push(`… ${length} bytes`);
    return {
      offset: offset.toString(16).padStart(4, "0"),
      bytes: cells.join(" "),
      path: pathText(leaf.path),
      value: valueText(leaf, map.bytes, value, paint),
      spec,
    };
  });
  const width = (column: "bytes" | "path"): number =>
    rows.reduce((most, row) => Math.min(WIDEST, Math.max(most, row[column].length)), 0);
  const [bytesWidth, pathWidth] = [width("bytes"), width("path")];
  return [
    ...rows.map((row) =>
      [
        paint("dim", row.offset),
        row.bytes.padEnd(bytesWidth),
        paint("cyan", row.path.padEnd(pathWidth)),
        row.value,
        paint("dim", row.spec),
      ]
        .filter((text) => text !== "")
        .join("  ")
        .trimEnd(),
    ),
    ...leaves.flatMap(({ path, field }) =>
      field.content === undefined
        ? []
        : [
            paint("bold", `${pathText(path)} in the clear, ${field.content.bytes.length} bytes`),
            ...mapLines({ map: field.content, value: valueAt(value, path) }, paint),
          ],
    ),
  ];
}

function valueText({ path, field }: ByteLeaf, bytes: Uint8Array, value: unknown, paint: Paint): string {
  const { name, offset, length, parts } = field;
  if (parts !== undefined) {
    const around = valueAt(value, path.slice(0, -1));
    const own = valueAt(value, path) ?? around;
    const texts = parts.flatMap((part) => partText(part, valueAt(own, [part]) ?? valueAt(around, [part]), paint));
    // The parts of a property tag are one number in the value.
    return texts.join(" ") || scalarText(String(name), own, paint);
  }
  // What is a value by itself, behind its count or size.
  const found = valueAt(value, path) ?? (name === "value" ? valueAt(value, path.slice(0, -1)) : undefined);
  if (found === undefined && field.number === true) {
    const digits = hexOf(bytes.subarray(offset, offset + length).toReversed());
    return scalarText(String(name), length > 4 ? BigInt(`0x${digits}`) : Number.parseInt(digits, 16), paint);
  }
  return scalarText(String(typeof name === "number" ? (path.at(-2) ?? "") : name), found, paint);
}

function partText(part: string, value: unknown, paint: Paint): readonly string[] {
  const text = scalarText(part, value, paint);
  return text === "" ? [] : [`${part}=${text}`];
}

/** What is no scalar is in its bytes. */
function scalarText(name: string, value: unknown, paint: Paint): string {
  if (typeof value === "number") return numberText(name, value, paint);
  if (typeof value === "bigint") return `0x${value.toString(16)}`;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "";
  return quoted(value);
}

// ---- as JSON ----------------------------------------------------------------------------------------------------

/** The leaves, each with what its bytes hold in the clear. */
export function mapToJson(map: ByteMap): JsonValue {
  return [...map.leaves()].map(({ path, field }): JsonValue => {
    const { offset, length, spec, parts, content } = field;
    return {
      offset,
      length,
      path: [...path],
      spec,
      ...(parts === undefined ? {} : { parts: [...parts] }),
      ...(content === undefined ? {} : { content: mapToJson(content) }),
    };
  });
}
