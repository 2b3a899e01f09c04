/** All cases by their names. They are made when they are needed: each brings its peers and checks them. */
import type { Case } from "../measure/contender.js";
import { type PayloadId, payload, payloads } from "../payloads/payloads.js";
import { byteMapCase } from "./byte-map.js";
import { conversationCase } from "./conversation.js";
import { decodeCase } from "./decode.js";
import { encodeCase, encodeIntoCase } from "./encode.js";
import { exchangeCase } from "./exchange.js";
import { executeCase } from "./execute.js";
import { compressCase, decompressCase, xorCase } from "./frames.js";
import { skipCase } from "./skip.js";

const ids: readonly PayloadId[] = payloads.map(({ id }) => id);

export const cases: ReadonlyMap<string, () => Case | Promise<Case>> = new Map<string, () => Case | Promise<Case>>([
  ...ids.map((id) => [`decode-${id}`, () => decodeCase(payload(id))] as const),
  ...ids.map((id) => [`encode-${id}`, () => encodeCase(payload(id))] as const),
  ...ids.map((id) => [`encode-into-${id}`, () => encodeIntoCase(payload(id))] as const),
  ...(["small", "rows", "logon"] as const).map((id) => [`byte-map-${id}`, () => byteMapCase(payload(id))] as const),
  ["skip-small", () => skipCase(payload("small"))],
  ["skip-rows", () => skipCase(payload("rows"))],
  ["conversation-small", () => conversationCase("small")],
  ["conversation-rows", () => conversationCase("rows")],
  ["exchange", exchangeCase],
  ["execute", executeCase],
  ["decompress", decompressCase],
  ["compress", compressCase],
  ["xor", xorCase],
]);
