/** Decoding: ropwire beside the peers on the same bytes, or on the same information in a format of their own. */
import { deepStrictEqual } from "node:assert";
import type { Case, Contender, InProcess, Requirement } from "../measure/contender.js";
import { type Payload, type PayloadId, payloads } from "../payloads/payloads.js";
import { emittedParser, tunedParser } from "../peers/binary-parser.js";
import { inC } from "../peers/c.js";
import { decodeRequestsByHand, decodeResponsesByHand } from "../peers/hand-written-decode.js";
import { kaitai } from "../peers/kaitai.js";
import { type Protobuf, protobufEs, protobufjs } from "../peers/protobuf.js";
import { protodef } from "../peers/protodef.js";
import { checksum, verifySame } from "../peers/same.js";
import { asList, bareDecoder } from "./ours.js";

/** How much faster than binary-parser, tuned by hand. */
const BINARY_PARSER: Partial<Record<PayloadId, number>> = { small: 2, rows: 3.5, logon: 3, tiny: 6 };
const FASTER: Requirement = { atLeast: 1 };
/** Hand-written time / our time: ours is to take at most 1.10 times as long. */
const HAND_WRITTEN: Requirement = { atLeast: 1 / 1.1 };
/** C's time / our time. */
const IN_C: Requirement = { atLeast: 1 / 15 };

export async function decodeCase(payload: Payload): Promise<Case> {
  const { id, inputs, values } = payload;
  const contenders: Contender[] = [
    { name: "ropwire", run: bareDecoder(payload) },
    { name: "ropwire, as a list", run: asList(payload) },
    handWritten(payload),
    ...binaryParsers(payload),
    await kaitaiContender(payload),
    protodefContender(payload),
    protobufContender("protobufjs", protobufjs(id), payload),
    protobufContender("protobuf-es", protobufEs(id), payload),
  ];
  if (id === "small" || id === "rows")
    contenders.push(...inC("decode", inputs, values.map(checksum), { required: IN_C }));
  return {
    id: `decode-${id}`,
    what: `decode ${payload.what}`,
    bytes: inputs[0]!.length,
    inputs: inputs.length,
    contenders,
    allocation: { required: 1.5 },
  };
}

function handWritten(payload: Payload): InProcess {
  // Ours has read all payloads when they were made. So does this one: it would know the branches of one alone.
  for (const one of payloads) {
    const decode = byHand(one);
    one.values.forEach((value, index) => {
      deepStrictEqual(withoutAbsent(decode(index)), withoutAbsent(value), `${one.id}: by hand`);
    });
  }
  return { name: "hand-written", run: byHand(payload), required: HAND_WRITTEN };
}

function byHand({ inputs, context, direction }: Payload): InProcess["run"] {
  return direction === "requests"
    ? (index) => decodeRequestsByHand(inputs[index]!)
    : (index) => decodeResponsesByHand(inputs[index]!, context.tableColumns);
}

/** Without properties that are `undefined`. */
function withoutAbsent(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(withoutAbsent);
  const present = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(present.map(([name, part]) => [name, withoutAbsent(part)]));
}

function binaryParsers(payload: Payload): readonly InProcess[] {
  const tuned = tunedParser(payload.id);
  const least = BINARY_PARSER[payload.id];
  const required = { atLeast: least ?? 1 };
  const emitted = verified("binary-parser, emitted", payload, emittedParser(payload), tuned ? FASTER : required);
  return tuned === undefined ? [emitted] : [emitted, verified("binary-parser, by hand", payload, tuned, required)];
}

async function kaitaiContender(payload: Payload): Promise<InProcess> {
  const contender = verified("kaitai", payload, await kaitai(payload.id), FASTER);
  return { ...contender, note: "64-bit numbers as doubles" };
}

function protodefContender(payload: Payload): InProcess {
  const contender = verified("protodef", payload, protodef(payload.id).decode, FASTER);
  return { ...contender, note: "64-bit numbers as pairs, positions unchecked in strings" };
}

function verified(
  name: string,
  { inputs, values }: Payload,
  decode: (bytes: Uint8Array) => unknown,
  required: Requirement,
): InProcess {
  inputs.forEach((bytes, index) => {
    verifySame(name, values[index], decode(bytes));
  });
  return { name, run: (index) => decode(inputs[index]!), required };
}

function protobufContender(name: string, peer: Protobuf, { inputs, values }: Payload): InProcess {
  const converted = inputs.map(peer.convert);
  converted.forEach((bytes, index) => {
    verifySame(name, values[index], peer.decode(bytes));
  });
  return {
    name,
    run: (index) => peer.decode(converted[index]!),
    required: FASTER,
    note: `the same information in ${converted[0]!.length} bytes of its own`,
  };
}
