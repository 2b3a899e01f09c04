/** The bodies of MAPI/HTTP by their request type, responses with the envelope in front. */
import { done, type Envelope, pending, processing, readEnvelope } from "../frame/index.js";
import { type JsonValue, jsonConversion, plainToJson } from "../json/index.js";
import { moveOffset, RopCodecError } from "../wire/errors.js";
import { Reader, trailing } from "../wire/reader.js";
import type { Shapes } from "../wire/shape.js";
import { latin1 } from "../wire/text.js";
import { type Decoded, joined, type Kind } from "./kind.js";
import { at, isObject, refusal, show } from "./problems.js";
import { structure } from "./structures.js";

export const requestTypes = ["Connect", "Execute", "NotificationWait", "Disconnect", "PING"] as const;
export type RequestType = (typeof requestTypes)[number];

/** PING asks nothing and is answered with nothing. */
const NOTHING: Kind = {
  decode(bytes) {
    if (bytes.length > 0) throw trailing(new Reader(bytes));
    return { value: {}, plain: {}, again: () => new Uint8Array() };
  },
  encode(json) {
    if (!isObject(json) || Object.keys(json).length > 0) throw refusal(`is ${show(json)} instead of {}`);
    return new Uint8Array();
  },
  partial: () => ({}),
};

/** @throws RopEncodeError where it is none */
export function requestTypeFrom(json: unknown): RequestType {
  const found = requestTypes.find((one) => one === json);
  if (found === undefined)
    throw refusal(`is ${show(json)} instead of one of ${requestTypes.join(", ")}`, "requestType");
  return found;
}

function bodyOf(requestType: unknown, word: "Request" | "Response"): Kind {
  const type = requestTypeFrom(requestType);
  return type === "PING" ? NOTHING : structure(`${type}${word}`);
}

export function mapiHttp(word: "Request" | "Response"): Kind {
  return {
    decode(bytes, ask) {
      const kind = bodyOf(ask.requestType, word);
      return word === "Request" ? kind.decode(bytes, ask) : decodeResponse(kind, bytes, ask);
    },
    encode(json, ask) {
      if (ask.envelope === undefined) return bodyOf(ask.requestType, word).encode(json, ask);
      if (word === "Request") throw refusal("only responses have one", "envelope");
      const head = at(["envelope"], () => envelopeFrom(ask.envelope));
      return enveloped(head, failedLate(head) ? textBytes(json) : bodyOf(ask.requestType, word).encode(json, ask));
    },
    partial: (partial, ask) => bodyOf(ask.requestType, word).partial(partial, ask),
    ...(word === "Request" ? {} : { head: headOf }),
  };
}

function decodeResponse(kind: Kind, bytes: Uint8Array, ask: Parameters<Kind["decode"]>[1]): Decoded {
  const { tags, headers, body } = envelopeOf(bytes);
  if (tags.length === 0) return kind.decode(bytes, ask);
  const again = (body: Uint8Array): Uint8Array => enveloped({ tags, headers }, body);
  if (failedLate({ headers })) {
    const text = new TextDecoder().decode(body);
    return { value: text, plain: text, again: () => again(body) };
  }
  try {
    const decoded = kind.decode(body, ask);
    return { ...decoded, again: () => again(decoded.again()) };
  } catch (error) {
    if (error instanceof RopCodecError) moveOffset(error, bytes.length - body.length);
    throw error;
  }
}

// ---- envelopes --------------------------------------------------------------------------------------------------

type Head = Omit<Envelope, "body">;

const SHAPES: Shapes = {
  envelope: {
    value: {
      properties: {
        tags: { list: { only: ["PROCESSING", "PENDING", "DONE"] } },
        headers: { list: { list: "string" } },
      },
    },
  },
};

const { fromJson } = jsonConversion<{ readonly envelope: Head }, object>(SHAPES);

function envelopeFrom(json: unknown): Head {
  const { tags, headers } = fromJson("envelope", json);
  if (tags.at(-1) !== "DONE" || tags.indexOf("DONE") !== tags.length - 1) {
    throw refusal("must have DONE once, as the last", "tags");
  }
  headers.forEach((header, index) => {
    if (header.length !== 2) throw refusal("is not a name and a value", "headers", index);
  });
  return { tags, headers };
}

function envelopeOf(bytes: Uint8Array): Envelope {
  try {
    return readEnvelope(bytes);
  } catch (error) {
    // As much as there is of it is no part of the body: it is in the head.
    if (error instanceof RopCodecError) error.partial = undefined;
    throw error;
  }
}

/** The tags and the headers of a response, as many as could be read. */
function headOf(bytes: Uint8Array): { readonly envelope?: JsonValue } {
  const { tags = [], headers = [] } = partlyRead(bytes);
  return tags.length === 0 ? {} : { envelope: plainToJson({ tags, headers }) };
}

function partlyRead(bytes: Uint8Array): Partial<Envelope> {
  try {
    return readEnvelope(bytes);
  } catch (error) {
    return error instanceof RopCodecError ? ((error.partial ?? {}) as Partial<Envelope>) : {};
  }
}

/** Whether bytes begin with a meta-tag: nothing else does. */
export function isEnveloped(bytes: Uint8Array): boolean {
  return /^(PROCESSING|PENDING|DONE)/.test(latin1(bytes, 0, Math.min(bytes.length, 10)));
}

/** The body behind an envelope, if it has an end. */
export function bodyBehind(bytes: Uint8Array): Uint8Array {
  return partlyRead(bytes).body ?? bytes;
}

/** Whether the call has failed after its envelope was begun: then the body is text for people. */
function failedLate({ headers }: Pick<Head, "headers">): boolean {
  const code = headers.findLast(([name]) => name.toLowerCase() === "x-responsecode")?.[1];
  return code !== undefined && Number(code) !== 0;
}

function textBytes(json: unknown): Uint8Array {
  if (typeof json !== "string") throw refusal(`is ${show(json)} instead of the text behind an X-ResponseCode`);
  return new TextEncoder().encode(json);
}

/** The body behind its envelope, written as the documents have it. */
function enveloped({ tags, headers }: Head, body: Uint8Array): Uint8Array {
  const waiting = tags.slice(0, -1).map((tag) => (tag === "PENDING" ? pending() : processing()));
  return joined([...waiting, done(headers, body)]);
}
