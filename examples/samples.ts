/** Decodes the sample bytes of the specifications and of other implementations, holds stated values against them, encodes again. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../scripts/read/load.js";
import {
  compress,
  decode,
  decodeConnectRequest,
  decodeInputBuffer,
  decodeOutputBuffer,
  decodeRopRequests,
  decodeRopResponses,
  decompress,
  encode,
  encodeConnectRequest,
  encodeInputBuffer,
  encodeOutputBuffer,
  encodeRopRequests,
  encodeRopResponses,
  RopCodecError,
  type RopContext,
} from "../src/index.js";
import { line, outcome } from "./show.js";
import { type Stated, statedValues } from "./stated.js";

interface Sample {
  readonly id: string;
  readonly kind: string;
  readonly hex: string;
  /** What compressed bytes become. */
  readonly plain_hex?: string;
  readonly fields?: Stated | null;
  readonly context?: Readonly<Record<string, unknown>> | string | null;
}

/** By id or kind: why nothing can be said about these bytes alone. */
const SET_ASIDE: Readonly<Record<string, string>> = {
  "oxctabl-4.5.3.2": "broken off in the document",
  "structure:IDSET": "the content of a FastTransfer stream",
  "structure:ServerObjectHandleTable": "the end of a buffer without its beginning",
  lz77huffman: "a compression that ROP buffers do not use",
};

/** Whether every sample comes out as the same bytes, and as what its source says that it means. */
export function samples(): boolean {
  const folder = join(packageRoot(), "test/vectors");
  const files = ["agreed.json", ...readdirSync(join(folder, "specifications")).map((file) => `specifications/${file}`)];
  const aside = new Map<string, number>();
  let good = true;
  for (const file of files) {
    const all = JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Sample[];
    const read: Sample[] = [];
    for (const sample of all) {
      const reason = SET_ASIDE[sample.id] ?? SET_ASIDE[sample.kind];
      if (reason === undefined) read.push(sample);
      else aside.set(reason, (aside.get(reason) ?? 0) + 1);
    }
    if (read.length === 0) continue;
    const results = read.map(check);
    const same = results.filter(({ problems }) => problems.length === 0).length;
    const agreeing = results.reduce((sum, { agreeing }) => sum + agreeing, 0);
    const counts = `${right(same, 3)} of ${right(read.length, 3)} decoded and encoded to the same bytes`;
    line(file.replace(/^specifications\/|\.json$/g, ""), `${counts}, ${right(agreeing, 4)} stated values agree`);
    for (const text of results.flatMap(({ problems }) => problems)) outcome(text, false);
    good &&= same === read.length;
  }
  for (const [reason, count] of aside) line("not read", `${right(count, 3)} because it is ${reason}`);
  return good;
}

/** What is wrong with a sample, and how many stated values are right. */
function check(sample: Sample): { readonly problems: readonly string[]; readonly agreeing: number } {
  try {
    const { value, expected = sample.hex, again } = roundTrip(sample);
    const { agreeing, differences } = statedValues(sample.fields ?? {}, value);
    const bytes = again === expected ? [] : [`encodes to ${again}`];
    return { agreeing, problems: [...bytes, ...differences].map((text) => `${sample.id}: ${text}`) };
  } catch (error) {
    if (!(error instanceof RopCodecError)) throw error;
    return { agreeing: 0, problems: [`${sample.id}: ${error.message}`] };
  }
}

interface RoundTrip {
  readonly value: unknown;
  /** The bytes that must come out, in hex, where it is not those that went in. */
  readonly expected?: string;
  readonly again: string;
}

function roundTrip({ kind, hex, plain_hex = "", context }: Sample): RoundTrip {
  const known = typeof context === "object" && context !== null ? context : {};
  const options = { context: contextOf(context ?? {}) };
  const bytes = bytesOf(hex);
  switch (kind) {
    case "rop-request": {
      const { requests } = decodeRopRequests(bytes, options);
      return { value: requests[0], again: hexOf(encodeRopRequests(requests, options)) };
    }
    case "rop-response": {
      const answered = bytesOf([known.requestRops ?? ""].flat().join(""));
      const { requests } = decodeRopRequests(answered, options);
      const { responses } = decodeRopResponses(bytes, { ...options, requests });
      return { value: responses[0], again: hexOf(encodeRopResponses(responses, { ...options, requests })) };
    }
    case "frame": {
      if (String(context).startsWith("response")) {
        const { responses, serverObjectHandleTable } = decodeOutputBuffer(bytes);
        return { value: {}, again: hexOf(encodeOutputBuffer(responses, serverObjectHandleTable)) };
      }
      const { requests, serverObjectHandleTable } = decodeInputBuffer(bytes);
      return { value: {}, again: hexOf(encodeInputBuffer(requests, serverObjectHandleTable)) };
    }
    case "http": {
      const value = decode(decodeConnectRequest, bytes);
      return { value, again: hexOf(encode(encodeConnectRequest, value)) };
    }
    case "lz77": {
      // Any choice of matches is good as long as the same comes out again.
      const plain = decompress(bytes, plain_hex.length / 2);
      const compressed = compress(plain);
      const again = compressed === undefined ? plain : decompress(compressed, plain.length);
      return { value: {}, expected: plain_hex, again: hexOf(again) };
    }
    default:
      throw new Error(`samples of the kind ${kind} are not known`);
  }
}

/** What a sample says of the exchanges before it. */
function contextOf(known: Readonly<Record<string, unknown>> | string): RopContext {
  if (typeof known === "string") {
    // A sentence that begins with the columns.
    return known.startsWith("columns") ? { tableColumns: known.match(/0x[0-9A-F]{8}/gi)?.map(Number) } : {};
  }
  const tags = (name: string): number[] | undefined => (known[name] as readonly string[] | undefined)?.map(Number);
  const flags = known.logonFlagsInRequest;
  const kind = flags === undefined ? known.logon : Number(flags) & 1 ? "private" : "public";
  return {
    tableColumns: tags("columns"),
    propertyTags: tags("propertyTags"),
    recipientColumns: tags("recipientColumns"),
    logonKind: kind === "private" || kind === "public" ? kind : undefined,
  };
}

function right(count: number, width: number): string {
  return String(count).padStart(width);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
