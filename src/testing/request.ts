/** One HTTP request to the server: what is read of it, and why it may be refused before anything else is looked at. */
import type { IncomingMessage } from "node:http";
import { ResponseCode, responseCodeName } from "../mapi-http/errors.js";
import type { RequestType } from "../mapi-http/http.js";

/** Where the mailbox endpoint is. */
export const PATH = "/mapi/emsmdb/";
const CONTENT_TYPE = "application/mapi-http";
const REQUEST_TYPES: readonly string[] = ["Connect", "Execute", "Disconnect", "NotificationWait", "PING"];
/** The headers without which no request is looked at. */
const REQUIRED = ["x-requesttype", "x-requestid", "x-clientinfo", "x-clientapplication"];
/** A GUID, in braces or not, and a counter. */
const COUNTED = /^\{?[0-9a-f-]{36}\}?:\d+$/i;
/** The most that a request body may hold, in bytes: all that Execute can send, and some more. */
const BODY_LIMIT = 0x44000;

/** A refusal by X-ResponseCode; the message is for people. */
export class Refusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string = responseCodeName(responseCode) ?? "refused") {
    super(message);
    this.responseCode = responseCode;
  }
}

/** A request as it came. Headers that are missing are empty. */
export interface Received {
  readonly requestType: string;
  readonly requestId: string;
  readonly clientInfo: string;
  readonly authorization: string | undefined;
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Why it is to be refused. */
  readonly refusal: Refusal | undefined;
}

export async function receive(request: IncomingMessage): Promise<Received> {
  const header = (name: string) => String(request.headers[name] ?? "");
  const body = await read(request);
  return {
    requestType: header("x-requesttype"),
    requestId: header("x-requestid"),
    clientInfo: header("x-clientinfo"),
    authorization: request.headers.authorization,
    cookies: cookiesOf(header("cookie")),
    body: body ?? new Uint8Array(0),
    refusal: body === undefined ? new Refusal(ResponseCode.tooLarge) : refusalOf(request),
  };
}

/** The body; `undefined` where there is too much of it. */
async function read(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size <= BODY_LIMIT ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}

function cookiesOf(header: string): ReadonlyMap<string, string> {
  const pairs = header.split(";").map((pair) => pair.trim().split("="));
  return new Map(pairs.map(([name = "", ...value]) => [name, value.join("=")]));
}

function refusalOf({ method, url = "", headers }: IncomingMessage): Refusal | undefined {
  if (method !== "POST") return new Refusal(ResponseCode.invalidVerb, `${method} is not POST`);
  if (!url.startsWith(PATH)) return new Refusal(ResponseCode.invalidPath, `${url} is not below ${PATH}`);
  const missing = REQUIRED.find((name) => headers[name] === undefined);
  if (missing !== undefined) return new Refusal(ResponseCode.missingHeader, `the header ${missing} is missing`);
  const requestType = String(headers["x-requesttype"]);
  if (!isRequestType(requestType)) {
    return new Refusal(ResponseCode.invalidRequestType, `${requestType} is none of ${REQUEST_TYPES.join(", ")}`);
  }
  const wrong = ["x-requestid", "x-clientinfo"].find((name) => !COUNTED.test(String(headers[name])));
  if (wrong !== undefined) return new Refusal(ResponseCode.invalidHeader, `${wrong} is not a GUID and a counter`);
  if (requestType === "PING" || headers["content-type"]?.split(";")[0]?.trim() === CONTENT_TYPE) return undefined;
  return new Refusal(ResponseCode.invalidHeader, `the content type is ${headers["content-type"]}`);
}

export function isRequestType(text: string): text is RequestType {
  return REQUEST_TYPES.includes(text);
}

/** What stays the same of X-RequestId and X-ClientInfo. */
export function withoutCounter(text: string): string {
  return text.slice(0, text.lastIndexOf(":"));
}
