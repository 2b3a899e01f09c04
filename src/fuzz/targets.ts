/** What is fuzzed: everything that takes bytes from outside, with what must hold there and how its bytes are changed. */
import { decodeRopResponse, type RopContext, RopId, skipRopResponse } from "../../generated/rops.js";
import { Answerer } from "../cli/answer.js";
import { compress, decompress, EnvelopeReader, readEnvelope, xor } from "../frame/index.js";
import { Conversation, decodeRopResponses, findPending, type ResponseList } from "../stream/index.js";
import { RopDecodeError } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { numberAt, sameBytes } from "./bytes.js";
import {
  bufferCodec,
  extendedBuffersCodec,
  listCodec,
  parametersOf,
  structureCodec,
  structureNames,
} from "./codecs.js";
import { ropContext } from "./contexts.js";
import {
  envelopeLayer,
  executeRequestLayer,
  executeResponseLayer,
  extendedBuffersLayer,
  firstByteLayer,
  pieceLayer,
  questionLayer,
  ropBufferLayer,
  through,
} from "./layers.js";
import { type Mutator, mutateBytes } from "./mutate.js";
import { type Direction, ropsMutator } from "./mutate-rops.js";
import {
  type Bound,
  boundedWork,
  checkCodec,
  endsAgree,
  type Finding,
  neverThrows,
  onlyDeclaredErrors,
} from "./oracles.js";

export interface Target {
  readonly name: string;
  /** What does not hold for these bytes. An exception is a finding as well. */
  readonly run: (bytes: Uint8Array) => Finding | undefined;
  /** Changes bytes so that they remain what the target reads, more or less. */
  readonly mutate: Mutator;
}

/** Something to be run whose first byte chooses the context; a finding has all bytes. */
function inContext(run: (bytes: Uint8Array, byte: number) => Finding | undefined): Target["run"] {
  return (bytes) => {
    const finding = run(bytes.subarray(1), bytes[0] ?? 0);
    return finding && { ...finding, bytes };
  };
}

/** Lists that a context decides about are changed as if it were this one. */
const USUAL = ropContext(0);

function list(direction: Direction): Target {
  return {
    name: `rop-${direction}s`,
    run: inContext((bytes, byte) => checkCodec(listCodec(direction, ropContext(byte)), bytes)),
    mutate: through([firstByteLayer], ropsMutator(direction, USUAL)),
  };
}

function buffer(name: string, direction: Direction): Target {
  return {
    name,
    run: inContext((bytes, byte) => checkCodec(bufferCodec(direction, ropContext(byte)), bytes)),
    mutate: through([firstByteLayer, ropBufferLayer], ropsMutator(direction, USUAL)),
  };
}

/** Walking over a response, or over a list to its RopPending, and decoding it. */
const skip: Target = {
  name: "skip",
  run: inContext((bytes, byte) => {
    const context = ropContext(byte);
    const one = endsAgree(
      bytes,
      () => skipRopResponse(bytes, 0, bytes.length, context),
      () => {
        const r = new Reader(bytes);
        try {
          decodeRopResponse(r, context);
          return r.pos;
        } catch {
          return undefined;
        }
      },
    );
    return one ?? pendingAgrees(bytes, context);
  }),
  mutate: through([firstByteLayer], ropsMutator("response", USUAL)),
};

/** What is found by walking is what decoding finds, in lists that both get to the end of. */
function pendingAgrees(bytes: Uint8Array, context: RopContext): Finding | undefined {
  const walk = () => findPending(bytes, { context });
  let decoded: ResponseList;
  try {
    decoded = decodeRopResponses(bytes, { context });
  } catch {
    // Walking does not see all that is wrong inside of a response.
    return onlyDeclaredErrors(walk, bytes);
  }
  let toTheEnd = decoded.undecoded === undefined;
  const meant = resultOf(() => decoded.responses.filter(({ ropId }) => ropId === RopId.Pending));
  const found = resultOf(() => {
    const { pending, undecoded } = walk();
    toTheEnd &&= undecoded === undefined;
    return pending;
  });
  if (found === meant || !toTheEnd) return undefined;
  return { kind: "disagreement", message: `walking finds ${found}, decoding ${meant}`, bytes };
}

function structure(name: string): Target {
  if (parametersOf(name).length === 0) {
    return { name: `structure-${name}`, run: (bytes) => checkCodec(structureCodec(name), bytes), mutate: mutateBytes };
  }
  return {
    name: `structure-${name}`,
    run: inContext((bytes, byte) => checkCodec(structureCodec(name, byte), bytes)),
    mutate: mutateBytes,
  };
}

/** What is compressed may become as much as its header of 8 bytes says, 64 KiB. */
const EXPANDED: Bound = { perByte: 0x10000 / 8, plus: 256 };

const extendedBuffer: Target = {
  name: "extended-buffer",
  run: (bytes) => checkCodec(extendedBuffersCodec, bytes, EXPANDED),
  mutate: through([extendedBuffersLayer, ropBufferLayer], ropsMutator("response", USUAL)),
};

/** The body of Execute with all that is in it. */
function execute(direction: Direction): Target {
  const body = structureCodec(direction === "request" ? "ExecuteRequest" : "ExecuteResponse");
  const rops = bufferCodec(direction, USUAL);
  const read = (bytes: Uint8Array): unknown => {
    const { ropBuffer } = body.decode(direction === "request" ? bytes : readEnvelope(bytes).body) as {
      readonly ropBuffer?: Uint8Array;
    };
    if (ropBuffer === undefined) return undefined;
    const payloads = extendedBuffersCodec.decode(ropBuffer) as readonly { readonly payload: Uint8Array }[];
    return payloads.map(({ payload }) => rops.decode(payload));
  };
  const layers = direction === "request" ? [executeRequestLayer] : [envelopeLayer, executeResponseLayer];
  return {
    name: `execute-${direction}`,
    run: (bytes) => onlyDeclaredErrors(read, bytes),
    mutate: through([...layers, extendedBuffersLayer, ropBufferLayer], ropsMutator(direction, USUAL)),
  };
}

/** In one piece and byte by byte, the same comes of an envelope. */
const envelope: Target = {
  name: "envelope",
  run(bytes) {
    const whole = resultOf(() => readEnvelope(bytes));
    const piecemeal = resultOf(() => {
      const reader = new EnvelopeReader();
      for (let at = 0; at < bytes.length; at++) reader.push(bytes.subarray(at, at + 1));
      return reader.end();
    });
    const undeclared = onlyDeclaredErrors(readEnvelope, bytes) ?? boundedWork(readEnvelope, bytes);
    if (undeclared !== undefined || whole === piecemeal) return undeclared;
    return { kind: "disagreement", message: `${whole} in one piece, ${piecemeal} byte by byte`, bytes };
  },
  mutate: through([envelopeLayer], mutateBytes),
};

/** The first two bytes are the size that must come out. */
const lz77: Target = {
  name: "lz77",
  run(bytes) {
    const expand = () => decompress(bytes.subarray(2), numberAt(bytes, 0, 2), 0xffff);
    const compressed = compress(bytes);
    const back = compressed && decompress(compressed, bytes.length, 0xffff);
    if (back !== undefined && !sameBytes(back, bytes)) {
      return { kind: "other-bytes", message: "compressed and decompressed", bytes };
    }
    return onlyDeclaredErrors(expand, bytes);
  },
  mutate: mutateBytes,
};

const obfuscation: Target = {
  name: "xor",
  run: (bytes) =>
    sameBytes(xor(xor(bytes)), bytes) ? undefined : { kind: "other-bytes", message: "obfuscated twice", bytes },
  mutate: mutateBytes,
};

/** A line to the pipe is answered with one line of JSON, and never by a mistake of the program. */
const pipe: Target = {
  name: "pipe",
  run(bytes) {
    const answer = (line: Uint8Array) => {
      const text = new Answerer().answer(new TextDecoder().decode(line));
      const { error } = JSON.parse(text) as { readonly error?: { readonly code: string; readonly message: string } };
      if (text.includes("\n")) throw new Error("the answer has several lines");
      if (error?.code === "internal-error") throw new Error(error.message);
    };
    return neverThrows(answer, bytes);
  },
  mutate: through([questionLayer], ropsMutator("response", USUAL)),
};

/** Pieces, each behind its length in 16 bits: the payload of a request and that of its response in turn. */
const conversation: Target = {
  name: "conversation",
  run(bytes) {
    const talk = () => {
      const one = new Conversation(undefined, { context: USUAL });
      const pieces = piecesOf(bytes);
      for (let at = 0; at < pieces.length; at += 2)
        one.exchange(pieces.slice(at, at + 1), pieces.slice(at + 1, at + 2));
      return JSON.stringify(one.state, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    };
    return neverThrows(talk, bytes);
  },
  mutate: through([pieceLayer, ropBufferLayer], (inner, random, other) =>
    ropsMutator(random.once(2) ? "request" : "response", USUAL)(inner, random, other),
  ),
};

function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const end = at + 2 + numberAt(bytes, at, 2);
    pieces.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return pieces;
}

/** All targets, the ones with most in them first. */
export const targets: readonly Target[] = [
  list("request"),
  list("response"),
  buffer("rop-input-buffer", "request"),
  buffer("rop-output-buffer", "response"),
  skip,
  extendedBuffer,
  execute("request"),
  execute("response"),
  envelope,
  lz77,
  obfuscation,
  conversation,
  pipe,
  ...structureNames.map(structure),
];

/** The target of that name. @throws RangeError if there is none */
export function targetOf(name: string, among: readonly Target[] = targets): Target {
  const target = among.find((one) => one.name === name);
  if (target !== undefined) return target;
  throw new RangeError(`no target is called ${name}; there are ${among.map((one) => one.name).join(", ")}`);
}

/** What came of a reader, in a text that can be compared. */
function resultOf(run: () => unknown): string {
  try {
    return JSON.stringify(run(), (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value));
  } catch (error) {
    return error instanceof RopDecodeError ? error.message : String(error);
  }
}
