/** Encoding: what decoding gave, back to bytes. */
import { Writer } from "../../src/index.js";
import type { Case, InProcess, Requirement } from "../measure/contender.js";
import { type Payload, type PayloadId, payloads } from "../payloads/payloads.js";
import { encodeRequestsByHand, encodeResponsesByHand, Output } from "../peers/hand-written-encode.js";
import { type Protobuf, protobufEs, protobufjs } from "../peers/protobuf.js";
import { protodef, withBigInts } from "../peers/protodef.js";
import { encodeBare, encodeList } from "./ours.js";

/** How much faster than protodef that is given the same: bigints for 64-bit numbers, which its own decoder does not make. */
const PROTODEF: Partial<Record<PayloadId, number>> = { small: 4, rows: 2, logon: 3 };
const FASTER: Requirement = { atLeast: 1 };

/** With the bytes as a new array. */
export function encodeCase(payload: Payload): Case {
  const { id, inputs, values } = payload;
  const w = new Writer(0x10000);
  const own: InProcess = {
    name: "ropwire",
    run: (index) => {
      w.pos = 0;
      return encodeBare(payload, index, w).result();
    },
  };
  const rops = protodef(id);
  const decoded = inputs.map(rops.decode);
  const same = decoded.map(withBigInts);
  const contenders = [
    own,
    { name: "ropwire, as a list", run: encodeList(payload) },
    { name: "ropwire, new writer", run: (index: number) => encodeBare(payload, index, new Writer()).result() },
    { name: "protodef", run: (index: number) => rops.encode(decoded[index]), required: FASTER },
    {
      name: "protodef, bigints",
      run: (index: number) => rops.encode(same[index]),
      required: { atLeast: PROTODEF[id] ?? 1 },
    },
  ];
  for (const contender of contenders) verifyBytes(contender, inputs);
  return {
    id: `encode-${id}`,
    what: `encode ${payload.what}`,
    bytes: inputs[0]!.length,
    inputs: values.length,
    contenders: [
      ...contenders,
      protobufContender("protobufjs", protobufjs(id), inputs),
      protobufContender("protobuf-es", protobufEs(id), inputs),
    ],
  };
}

/** Into memory that is used again. */
export function encodeIntoCase(payload: Payload): Case {
  const { id, inputs, values } = payload;
  const w = new Writer(0x10000);
  const o = new Output();
  const byHand = ({ direction, context }: Payload, list: Payload["values"][number]): Output => {
    o.pos = 0;
    if (direction === "requests") encodeRequestsByHand(o, list as Parameters<typeof encodeRequestsByHand>[1]);
    else encodeResponsesByHand(o, list as Parameters<typeof encodeResponsesByHand>[1], context.tableColumns);
    return o;
  };
  const own = (index: number): Writer => {
    w.pos = 0;
    return encodeBare(payload, index, w);
  };
  const bytesOf = (out: Writer | Output): Uint8Array => out.bytes.slice(0, out.pos);
  verifyBytes({ name: `${id}: ropwire, into`, run: (index) => bytesOf(own(index)) }, inputs);
  // Ours has written all payloads when they were made. So does this one, and writes what was decoded from them besides: it
  // would know the object shapes of one alone.
  for (const one of payloads) {
    for (const lists of [one.made, one.values]) {
      verifyBytes(
        { name: `${one.id}: by hand, into`, run: (index) => bytesOf(byHand(one, lists[index]!)) },
        one.inputs,
      );
    }
  }
  return {
    id: `encode-into-${id}`,
    what: `encode ${payload.what} into memory that is used again`,
    bytes: inputs[0]!.length,
    inputs: values.length,
    contenders: [
      { name: "ropwire", run: own },
      { name: "hand-written", run: (index: number) => byHand(payload, values[index]!), required: { atLeast: 1 / 1.1 } },
    ],
  };
}

function verifyBytes({ name, run }: InProcess, inputs: readonly Uint8Array[]): void {
  inputs.forEach((bytes, index) => {
    if (Buffer.compare(run(index) as Uint8Array, bytes) !== 0) throw new Error(`${name} encodes other bytes`);
  });
}

/** From the messages that decoding gave; the bytes are of the peer's own format. */
function protobufContender(name: string, peer: Protobuf, inputs: readonly Uint8Array[]): InProcess {
  const converted = inputs.map(peer.convert);
  const messages = converted.map(peer.decode);
  messages.forEach((message, index) => {
    if (Buffer.compare(peer.encode(message), converted[index]!) !== 0) throw new Error(`${name} encodes other bytes`);
  });
  return { name, run: (index) => peer.encode(messages[index]), required: FASTER };
}
