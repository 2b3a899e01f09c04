/** What goes wrong below the ROPs: on the way to the server, or before the server looks at a ROP. A failed ROP is a value. */
import { statusCodeName } from "../names/index.js";

/** Base of the errors of both transports. */
export abstract class SessionContextError extends Error {
  /** There is no such session context (any more): no call on it will succeed. */
  abstract readonly contextGone: boolean;
  /** The server itself said no. Otherwise nobody knows whether it got the call, and did it. */
  abstract readonly refused: boolean;
}

/** The values of the X-ResponseCode header. [MS-OXCMAPIHTTP] 2.2.3.3.3 */
export const ResponseCode = {
  success: 0,
  unknownFailure: 1,
  /** The HTTP method is not POST. */
  invalidVerb: 2,
  invalidPath: 3,
  invalidHeader: 4,
  invalidRequestType: 5,
  invalidContextCookie: 6,
  missingHeader: 7,
  anonymousNotAllowed: 8,
  /** The request is too large. */
  tooLarge: 9,
  /** The session context has expired, or belongs to somebody else. */
  contextNotFound: 10,
  noPrivilege: 11,
  invalidRequestBody: 12,
  missingCookie: 13,
  reserved: 14,
  /** Two requests at once on one session context, or a sequence cookie that is not the last. */
  invalidSequence: 15,
  endpointDisabled: 16,
  invalidResponse: 17,
  endpointShuttingDown: 18,
} as const;

/** A name of {@link ResponseCode}. */
export type ResponseCodeName = keyof typeof ResponseCode;

/** The name of an X-ResponseCode, `undefined` if the document has none. */
export function responseCodeName(code: number): ResponseCodeName | undefined {
  return (Object.keys(ResponseCode) as ResponseCodeName[]).find((name) => ResponseCode[name] === code);
}

/** Where a request of MAPI/HTTP came to grief, from the network up. */
export type MapiHttpFailure =
  /** The connection could not be made, or was cut. */
  | "network"
  /** Nothing came for too long. */
  | "timeout"
  /** The HTTP status is not 200: `httpStatus`; a redirection also has `location`. */
  | "http-status"
  /** The body is application/mapi-http, but X-ResponseCode is missing or not a number. */
  | "header"
  /** The body is not application/mapi-http, and X-ResponseCode, if it is there, does not say that anything failed. */
  | "content-type"
  /** The response body is larger than the client takes. */
  | "too-large"
  /** The meta-tags and late headers are not what they should be; `cause` says where. */
  | "envelope"
  /** The server refused the request: `responseCode`. */
  | "response-code"
  /** The body of the request type cannot be decoded; `cause` says where. */
  | "body"
  /** The server could not process the request: `statusCode`. */
  | "status-code"
  /** The call itself failed: `errorCode`. */
  | "error-code"
  /** The session context was disconnected, or replaced by a reconnection, on this side. */
  | "closed";

/** What a {@link MapiHttpError} says beside its kind. */
export interface MapiHttpErrorDetails {
  readonly requestType: string;
  readonly message?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly location?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly statusCode?: number | undefined;
  readonly errorCode?: number | undefined;
  readonly auxiliaryBuffer?: Uint8Array | undefined;
  readonly text?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A request of MAPI/HTTP that did not bring its response. The three levels on which a server can refuse are kept apart:
 * `responseCode` (X-ResponseCode), `statusCode` and `errorCode` (both in the body).
 */
export class MapiHttpError extends SessionContextError {
  override readonly name = "MapiHttpError";
  readonly failure: MapiHttpFailure;
  /** X-RequestType of the request. */
  readonly requestType: string;
  readonly httpStatus: number | undefined;
  /** Where a redirection points to. It is not followed: a client learns its endpoint from Autodiscover. */
  readonly location: string | undefined;
  /** X-ResponseCode as a number; the late one if there were two. */
  readonly responseCode: number | undefined;
  readonly statusCode: number | undefined;
  readonly errorCode: number | undefined;
  /** What the server added to a StatusCode or an ErrorCode: an extended buffer of auxiliary blocks. */
  readonly auxiliaryBuffer: Uint8Array | undefined;
  /** The beginning of a body that is text: diagnostics for people. */
  readonly text: string | undefined;

  constructor(failure: MapiHttpFailure, details: MapiHttpErrorDetails) {
    super(
      `${details.requestType}: ${details.message ?? describe(failure, details)}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.failure = failure;
    this.requestType = details.requestType;
    this.httpStatus = details.httpStatus;
    this.location = details.location;
    this.responseCode = details.responseCode;
    this.statusCode = details.statusCode;
    this.errorCode = details.errorCode;
    this.auxiliaryBuffer = details.auxiliaryBuffer;
    this.text = details.text;
  }

  /** The name of `responseCode`. */
  get responseCodeName(): ResponseCodeName | undefined {
    return this.responseCode === undefined ? undefined : responseCodeName(this.responseCode);
  }

  override get contextGone(): boolean {
    return this.failure === "closed" || this.responseCode === ResponseCode.contextNotFound;
  }

  override get refused(): boolean {
    return this.failure === "response-code" || this.failure === "status-code" || this.failure === "error-code";
  }
}

function describe(failure: MapiHttpFailure, details: MapiHttpErrorDetails): string {
  const { responseCode, statusCode, errorCode } = details;
  if (failure === "http-status") return `HTTP status ${details.httpStatus}`;
  if (failure === "response-code" && responseCode !== undefined) {
    return `X-ResponseCode ${responseCode} (${responseCodeName(responseCode) ?? "not in the document"})`;
  }
  if (failure === "status-code" && statusCode !== undefined) return `StatusCode ${codeText(statusCode)}`;
  if (failure === "error-code" && errorCode !== undefined) return `ErrorCode ${codeText(errorCode)}`;
  return failure;
}

/** `0x000004b6 (RpcFormat)`. */
export function codeText(code: number): string {
  const name = statusCodeName(code);
  return `0x${code.toString(16).padStart(8, "0")}${name === undefined ? "" : ` (${name})`}`;
}
