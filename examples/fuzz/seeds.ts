/** Inputs to begin with: the documents' own bytes and values drawn from the schema, in all the layers that targets read. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as draws from "../../generated/arbitraries/index.js";
import { drawRopRequest, drawRopResponse, type KnownContext } from "../../generated/arbitraries/rops.js";
import { encodeExecuteRequest, encodeExecuteResponse } from "../../generated/frames/mapi-http.js";
import { encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import * as codecs from "../../generated/index.js";
import { ropInfo } from "../../generated/rop-info.js";
import { encodeRopRequest, encodeRopResponse } from "../../generated/rops.js";
import { shapes } from "../../generated/shapes.js";
import { packageRoot } from "../../scripts/read/load.js";
import { Draw } from "../../src/arbitraries/draw.js";
import { drawConversation } from "../../src/arbitraries/exchanges.js";
import { encode } from "../../src/codec.js";
import { closeExtendedBuffers, done, pending, processing } from "../../src/frame/index.js";
import { ropContext, structureContext } from "../../src/fuzz/contexts.js";
import { type Direction, Random } from "../../src/fuzz/index.js";
import type { CodecShape } from "../../src/wire/shape.js";
import { hexOf } from "../../src/wire/text.js";
import type { Writer } from "../../src/wire/writer.js";
import { kinds } from "./readers.js";
import { schemaSeeds } from "./schema.js";

interface Vector {
  readonly kind: string;
  readonly hex: string;
}

/** So many values of each structure and each ROP are drawn. */
const DRAWS = 2;
/** Every context byte is as good as another; these are several types, widths and logons. */
const CONTEXTS = [0, 30, 83];

function vectors(kind: string): readonly Uint8Array[] {
  const folder = join(packageRoot(), "test/vectors");
  const files = ["agreed.json", ...readdirSync(join(folder, "specifications")).map((file) => `specifications/${file}`)];
  return files
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Vector[])
    .filter((vector) => vector.kind === kind)
    .map(({ hex }) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16)));
}

/** Values of a codec as bytes, behind the byte of their context. */
function drawn(name: string): readonly Uint8Array[] {
  const draw = (draws as unknown as Readonly<Record<string, (d: Draw, ...known: readonly unknown[]) => unknown>>)[
    `draw${name}`
  ];
  const encoder = (codecs as unknown as Readonly<Record<string, unknown>>)[`encode${name}`];
  if (draw === undefined || encoder === undefined) return [];
  const { parameters = {} }: CodecShape = shapes[name as keyof typeof shapes];
  const random = new Random(name.length);
  return CONTEXTS.flatMap((byte) => {
    const context: Readonly<Record<string, unknown>> = { ...structureContext(byte), ...ropContext(byte) };
    const known = Object.keys(parameters).map((parameter) => context[parameter]);
    return Array.from({ length: DRAWS }, (_, turn) => {
      const d = new Draw((limit) => random.below(limit), { irregular: turn / DRAWS });
      const bytes = encode(
        encoder as (w: Writer, value: unknown, ...known: readonly unknown[]) => void,
        draw(d, ...known),
        ...known,
      );
      return behind(byte, bytes);
    });
  });
}

function behind(byte: number, bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(byte, ...bytes);
}

/** One ROP of each kind, and those of the documents, as lists behind the byte of their context. */
function lists(word: Direction): readonly Uint8Array[] {
  const stated = vectors(`rop-${word}`).map((bytes) => behind(0, bytes));
  const random = new Random(word.length);
  const made = Object.values(ropInfo).flatMap(({ id, responseId, hasRequest }) =>
    CONTEXTS.flatMap((byte) => {
      const known = ropContext(byte) as KnownContext;
      const d = new Draw((limit) => random.below(limit), { irregular: 0.2 });
      if (word === "request" && !hasRequest) return [];
      if (word === "request") return behind(byte, encode(encodeRopRequest, drawRopRequest(d, id, known), known));
      if (responseId === undefined) return [];
      return behind(byte, encode(encodeRopResponse, drawRopResponse(d, id, known), known));
    }),
  );
  return [...stated, ...made];
}

const inBuffer = (ropsList: Uint8Array): Uint8Array =>
  encode(encodeRopBuffer, { ropsList, serverObjectHandleTable: [7, 8, 0xffffffff] });
const buffers = (word: Direction): readonly Uint8Array[] => lists(word).map((list) => inBuffer(list.subarray(1)));
const extended = (buffer: Uint8Array, index: number): Uint8Array =>
  closeExtendedBuffers(index % 3 === 0 ? [buffer, buffer] : [buffer], {
    compress: index % 2 === 0,
    xorMagic: index % 4 > 1,
  });

function executeRequests(): readonly Uint8Array[] {
  return buffers("request").map((buffer, index) =>
    encode(encodeExecuteRequest, { flags: 0, ropBuffer: extended(buffer, index), maxRopOut: 0x8000 }),
  );
}

function executeResponses(): readonly Uint8Array[] {
  return buffers("response").map((buffer, index) => {
    const ropBuffer = extended(buffer, index);
    const body = encode(encodeExecuteResponse, { outcome: "success", statusCode: 0, errorCode: 0, ropBuffer });
    const parts = [processing(), pending(), done([["X-ResponseCode", "0"]], body)];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  });
}

/** Whole sessions from RopLogon on: payloads of requests and of responses in turn, each behind its length. */
function conversations(): readonly Uint8Array[] {
  const random = new Random(1);
  return Array.from({ length: 100 }, () => {
    const { exchanges } = drawConversation(new Draw((limit) => random.below(limit)));
    const pieces = exchanges.flatMap(({ input, output }) => [input, output]);
    return Uint8Array.from(pieces.flatMap((piece) => [piece.length & 0xff, piece.length >> 8, ...piece]));
  });
}

function lines(): readonly Uint8Array[] {
  const question = (as: string, bytes: Uint8Array) => ({
    op: "decode",
    as,
    hex: hexOf(bytes),
    reencode: true,
    context: { columns: ["0x3001001f"] },
  });
  const questions = [
    ...lists("request").map((list) => question("rop-requests", list.subarray(1))),
    ...lists("response").map((list) => question("rop-responses", list.subarray(1))),
    ...buffers("request").map((buffer) => question("rop-input-buffer", buffer)),
    { op: "exchange", conversation: "a", as: "rop-buffers", request: "0400", response: "0400" },
    { op: "state", conversation: "a" },
    { op: "encode", as: "rop-response", value: { ropId: 110, sessionIndex: 18 } },
  ];
  return questions.map((one) => new TextEncoder().encode(JSON.stringify(one)));
}

/** What a target begins with. */
export function seedsOf(target: string): readonly Uint8Array[] {
  switch (target) {
    case "rop-requests":
      return lists("request");
    case "rop-responses":
    case "skip":
      return lists("response");
    case "rop-input-buffer":
      return buffers("request").map((buffer) => behind(0, buffer));
    case "rop-output-buffer":
      return buffers("response").map((buffer) => behind(0, buffer));
    case "extended-buffer":
      return buffers("response").map(extended);
    case "execute-request":
      return executeRequests();
    case "envelope":
    case "execute-response":
      return executeResponses();
    case "lz77":
      return vectors("lz77").map((bytes) => Uint8Array.of(0xff, 0x01, ...bytes));
    case "conversation":
      return conversations();
    case "pipe":
      return lines();
    case "readers":
      return kinds.flatMap((kind, index) => {
        const seeds = kind === "request" || kind === "response" ? lists(kind) : drawn(kind);
        return seeds.map((bytes) => behind(index, bytes));
      });
    case "schema":
      return schemaSeeds();
    default: {
      const name = target.replace("structure-", "");
      const { parameters = {} }: CodecShape = shapes[name as keyof typeof shapes] ?? {};
      const seeds = drawn(name);
      return Object.keys(parameters).length > 0 ? seeds : seeds.map((bytes) => bytes.subarray(1));
    }
  }
}
