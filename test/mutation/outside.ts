/** Vectors from outside, read under any model: whether the stated values and the length still come out. */
import type { Codec } from "../../scripts/ir/model.js";
import { openExtendedBuffers } from "../../src/index.js";
import { model, ropOf } from "../support/codecs.js";
import { specificationVectors } from "../support/peers.js";
import { read } from "../support/reading.js";
import { NO_FIELDS, schemaNames, WRONG_STATEMENTS } from "../support/source-names.js";
import { holdAgainst } from "../support/stated.js";
import {
  agreedVectors,
  bytesOf,
  CANNOT_MATCH,
  contextOf,
  isRop,
  SPECIFICATIONS,
  type Vector,
} from "../support/vectors.js";
import { Definitions, type Raw } from "../support/walk.js";

/** Bytes of a vector that one codec takes, all of them. */
interface Reading {
  readonly codec: string;
  readonly bytes: Uint8Array;
  readonly context: ReadonlyMap<string, Raw>;
  /** In front of the names of its fields: `Rops[0].`. */
  readonly prefix: string;
}

export interface OutsideVector {
  readonly vector: Vector;
  readonly readings: readonly Reading[];
  readonly namesOf: (path: string) => readonly string[];
  /** The codecs that its bytes lead to. */
  readonly reaches: ReadonlySet<string>;
}

/** What reading under a model needs: its structures and enumerations, and its codecs by name. */
export interface Codecs {
  readonly definitions: Definitions;
  codec(name: string): Codec;
}

/** Notes the structures that are asked for. */
class Noting extends Definitions {
  readonly noted = new Set<string>();

  override structure(name: string): Codec {
    this.noted.add(name);
    return super.structure(name);
  }
}

const all: ReadonlyMap<string, Codec> = new Map(
  [...model.structures, ...model.rops.flatMap(({ request, response }) => [request, response])].flatMap((codec) =>
    codec === undefined ? [] : [[codec.name, codec]],
  ),
);

export function ownCodec(name: string): Codec {
  const codec = all.get(name);
  if (codec === undefined) throw new Error(`no codec is named ${name}`);
  return codec;
}

/** Every vector that lies in the project and whose bytes are those of codecs. */
export function outsideVectors(): readonly OutsideVector[] {
  const vectors = [...agreedVectors(), ...SPECIFICATIONS.flatMap(specificationVectors)];
  return vectors
    .filter(({ id }) => !(id in CANNOT_MATCH))
    .flatMap((vector) => {
      const readings = readingsOf(vector);
      if (readings.length === 0) return [];
      const noting = new Noting(model);
      const namesOf = (path: string): readonly string[] => [...schemaNames(path), ...namesInFrames(path)];
      for (const { codec, bytes, context } of readings) read(ownCodec(codec), bytes, context, noting);
      const reaches = new Set([...readings.map(({ codec }) => codec), ...noting.noted]);
      return [{ vector, readings, namesOf, reaches }];
    });
}

/** What is otherwise than its source states; reading may fail, too. */
export function problemsOf({ vector, readings, namesOf }: OutsideVector, codecs: Codecs): readonly string[] {
  const problems: string[] = [];
  const fields = readings.map(({ codec, bytes, context, prefix }) => {
    const { marks, length } = read(codecs.codec(codec), bytes, context, codecs.definitions);
    if (length !== bytes.length) problems.push(`${codec} takes ${length} bytes of ${bytes.length}`);
    return { bytes, marks: marks.map((mark) => ({ ...mark, name: prefix + mark.name })) };
  });
  const { differences, unplaced, unstated } = holdAgainst(vector.fields ?? {}, fields, namesOf);
  const isKnown = (statement: string): boolean =>
    NO_FIELDS.some(({ vectors, paths }) => vectors.test(vector.id) && paths.test(statement));
  const isWrong = (statement: string): boolean =>
    WRONG_STATEMENTS.some(({ vector: id, paths }) => id === vector.id && paths.test(statement));
  problems.push(...differences.filter((one) => !isWrong(one)), ...unplaced.filter((one) => !isKnown(one)));
  if (isRop(vector)) problems.push(...unstated.map((one) => `nothing is stated of ${one}`));
  return problems;
}

/** Sources number the buffers of a frame, or write out whose header it is, or name the handles one by one. */
function namesInFrames(path: string): readonly string[] {
  return [
    `[0].${path}`,
    path.replace("RPC_HEADER_EXT", "[0]"),
    path.replace(/^HandleIndex(\d+)$/, "ServerObjectHandleTable[$1]"),
  ];
}

// ---- taking apart -------------------------------------------------------------------------------------------------

const NOTHING: ReadonlyMap<string, Raw> = new Map();

function readingsOf(vector: Vector): readonly Reading[] {
  const bytes = bytesOf(vector.hex);
  const whole = (codec: string, own = bytes): Reading => ({ codec, bytes: own, context: NOTHING, prefix: "" });
  const isResponse = typeof vector.context === "string" && /response direction|answer of/.test(vector.context);
  switch (vector.kind) {
    case "rop-request":
      return [{ ...whole(`${vector.rop}Request`), context: contextOf(vector) }];
    case "rop-response":
      return [{ ...whole(`${vector.rop}Response`), context: contextOf(vector) }];
    case "structure:ServerObjectHandleTable":
      return [whole("RopBuffer", Uint8Array.from([2, 0, ...bytes]))];
    case "frame":
      return vector.fields !== null && "SizeActual" in vector.fields
        ? extended(bytes, isResponse)
        : ropBuffer(bytes, isResponse);
    case "http":
      if (vector.fields !== null && "UserDn" in vector.fields) return [whole("ConnectRequest")];
      return [whole("ExecuteRequest"), ...extended(ropBufferOf(bytes), isResponse)];
    default:
      return [];
  }
}

function ropBufferOf(bytes: Uint8Array): Uint8Array {
  return (read(ownCodec("ExecuteRequest"), bytes).value as { readonly ropBuffer: Uint8Array }).ropBuffer;
}

function extended(bytes: Uint8Array, isResponse: boolean): readonly Reading[] {
  const buffers = openExtendedBuffers(bytes).flatMap(({ payload }) => ropBuffer(payload, isResponse));
  return [{ codec: "ExtendedBuffers", bytes, context: NOTHING, prefix: "" }, ...buffers];
}

/** A ROP buffer and the ROPs in it, each with its place in the list. */
function ropBuffer(bytes: Uint8Array, isResponse: boolean): readonly Reading[] {
  const readings: Reading[] = [{ codec: "RopBuffer", bytes, context: NOTHING, prefix: "" }];
  const { ropsList } = read(ownCodec("RopBuffer"), bytes).value as { readonly ropsList: Uint8Array };
  for (let at = 0; at < ropsList.length; ) {
    const rest = ropsList.subarray(at);
    const rop = ropOf(rest[0] ?? 0, isResponse ? "response" : "request");
    const codec = isResponse ? rop?.response : rop?.request;
    if (codec === undefined) throw new Error(`no ROP has the id ${rest[0]}`);
    const { length } = read(codec, rest);
    const prefix = `Rops[${readings.length - 1}].`;
    readings.push({ codec: codec.name, bytes: rest.subarray(0, length), context: NOTHING, prefix });
    at += length;
  }
  return readings;
}
