/** One request of MAPI/HTTP over fetch: headers, cookies, the envelope as it arrives, and every way in which it can fail. */
import type { CookieJar } from "tough-cookie";
import { type EnvelopeHeaders, EnvelopeReader } from "../frame/envelope.js";
import { RopDecodeError } from "../wire/errors.js";
import { MapiHttpError, type MapiHttpErrorDetails, type MapiHttpFailure, ResponseCode } from "./errors.js";
import { abortable, LONGEST } from "./turns.js";

/** X-RequestType of the requests that this client makes. */
export type RequestType = "Connect" | "Execute" | "Disconnect" | "NotificationWait" | "PING";

/** The headers of a response, for logs and diagnostics: X-ServerApplication, X-ExpirationInfo, X-ElapsedTime and so on. */
export interface MapiHttpResponseHead {
  readonly requestType: RequestType;
  readonly requestId: string;
  readonly httpStatus: number;
  readonly headers: Headers;
  /** Those that came behind DONE. */
  readonly lateHeaders: EnvelopeHeaders;
}

/** What `fetch` takes for headers. */
export type RequestHeaders = NonNullable<RequestInit["headers"]>;

/** How a client makes its requests. */
export interface HttpOptions {
  /** Makes the requests, instead of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Headers for every request, Authorization say; a function is asked before each. */
  readonly headers?: RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>) | undefined;
  /** How long the headers of a response may take, in milliseconds. Default 90 s; NotificationWait has 5 minutes more. */
  readonly responseTimeout?: number | undefined;
  /** After how many X-PendingPeriods of silence a response is given up. Default 3. */
  readonly missedPendings?: number | undefined;
  /** The most that a response body may take, in bytes. Default 4 MiB. */
  readonly bodyLimit?: number | undefined;
  /** Sees the head of every response that was read to its end, failed or not. */
  readonly onResponse?: ((head: MapiHttpResponseHead) => void) | undefined;
}

/** One request. */
export interface HttpRequest {
  readonly requestType: RequestType;
  readonly requestId: string;
  readonly clientInfo: string;
  readonly clientApplication: string;
  /** Absent for PING, which has none. */
  readonly body?: Uint8Array | undefined;
  /** The cookies of the session context; those of the response are added as soon as its headers are there. */
  readonly cookies: CookieJar;
  /** Each of them gives the request up. */
  readonly signals: readonly AbortSignal[];
  readonly onPending?: (() => void) | undefined;
}

const CONTENT_TYPE = "application/mapi-http";
/** How long a server holds a NotificationWait, in milliseconds. */
const WAIT = 300_000;
/** X-PendingPeriod where the server does not say it, in milliseconds. */
const PENDING_PERIOD = 30_000;
/** How much of a text is kept for diagnostics, in bytes. */
const TEXT_LIMIT = 4096;

/**
 * Makes a request and returns the body of its response.
 *
 * @throws MapiHttpError, or the reason of a signal
 */
export async function post(endpoint: string, options: HttpOptions, request: HttpRequest): Promise<Uint8Array> {
  const exchange = new Exchange(options, request);
  try {
    return await exchange.run(endpoint);
  } finally {
    exchange.end();
  }
}

class Exchange {
  readonly #options: HttpOptions;
  readonly #request: HttpRequest;
  /** Ends the request: a signal of the caller, a timeout, or that it is over. */
  readonly #controller = new AbortController();
  readonly #onAbort = () => this.#controller.abort(this.#request.signals.find(({ aborted }) => aborted)?.reason);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is known of the response, for errors. */
  #known: Partial<MapiHttpErrorDetails> = {};

  constructor(options: HttpOptions, request: HttpRequest) {
    this.#options = options;
    this.#request = request;
    for (const signal of request.signals) {
      signal.throwIfAborted();
      signal.addEventListener("abort", this.#onAbort);
    }
  }

  async run(endpoint: string): Promise<Uint8Array> {
    const { requestType, cookies } = this.#request;
    const wait = requestType === "NotificationWait" ? WAIT : 0;
    this.#within((this.#options.responseTimeout ?? 90_000) + wait, "no response");
    const init = await abortable(this.#init(endpoint), this.#controller.signal);
    const response = await this.#through((this.#options.fetch ?? fetch)(endpoint, init));
    for (const cookie of response.headers.getSetCookie())
      cookies.setCookieSync(cookie, endpoint, { ignoreError: true });
    this.#known = { httpStatus: response.status, responseCode: codeOf(response.headers.get("X-ResponseCode")) };
    return this.#read(response);
  }

  /** Nothing is left behind: no timer, no listener, no connection that is still sending. */
  end(): void {
    clearTimeout(this.#timer);
    for (const signal of this.#request.signals) signal.removeEventListener("abort", this.#onAbort);
    this.#controller.abort();
  }

  async #init(endpoint: string): Promise<RequestInit> {
    const { requestType, requestId, clientInfo, clientApplication, body, cookies } = this.#request;
    const own = this.#options.headers;
    const headers = new Headers(typeof own === "function" ? await own() : own);
    headers.set("Content-Type", CONTENT_TYPE);
    headers.set("X-RequestType", requestType);
    headers.set("X-RequestId", requestId);
    headers.set("X-ClientInfo", clientInfo);
    headers.set("X-ClientApplication", clientApplication);
    const cookie = [headers.get("Cookie"), cookies.getCookieStringSync(endpoint)].filter(Boolean).join("; ");
    if (cookie !== "") headers.set("Cookie", cookie);
    // A redirection would become a GET; the copy is of the kind of buffer that fetch takes.
    const { signal } = this.#controller;
    return { method: "POST", headers, body: body?.slice() ?? null, redirect: "manual", signal };
  }

  async #read(response: Response): Promise<Uint8Array> {
    const { status, headers } = response;
    // Anything that has failed by now comes with text, if at all.
    if (status !== 200) {
      const location = headers.get("Location") ?? undefined;
      throw this.#failed("http-status", { location, text: await this.#text(response) });
    }
    const early = this.#known.responseCode ?? ResponseCode.success;
    if (early !== ResponseCode.success) throw this.#failed("response-code", { text: await this.#text(response) });

    const { bodyLimit = 0x400000 } = this.#options;
    const { onPending = () => {} } = this.#request;
    const reader = new EnvelopeReader({ bodyLimit, onPending });
    for await (const chunk of this.#chunks(response)) this.#enveloped(() => reader.push(chunk));
    const { headers: lateHeaders, body } = this.#enveloped(() => reader.end());
    this.#report(response, lateHeaders);

    const codeText = lateOf(lateHeaders, "X-ResponseCode") ?? headers.get("X-ResponseCode");
    const responseCode = codeOf(codeText);
    this.#known = { ...this.#known, responseCode };
    if (responseCode !== undefined && responseCode !== ResponseCode.success) {
      throw this.#failed("response-code", { text: textOf(body) });
    }
    const type = lateOf(lateHeaders, "Content-Type") ?? headers.get("Content-Type");
    if (this.#request.requestType !== "PING" && type?.split(";")[0]?.trim().toLowerCase() !== CONTENT_TYPE) {
      throw this.#failed("content-type", { message: `the content type is ${type ?? "missing"}`, text: textOf(body) });
    }
    if (responseCode === undefined) {
      const what = codeText === null ? "missing" : `"${codeText}", not a number`;
      throw this.#failed("header", { message: `X-ResponseCode is ${what}` });
    }
    return body;
  }

  /** The chunks of the body, each within the time that a living server takes at most. */
  async *#chunks(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
    const period = codeOf(response.headers.get("X-PendingPeriod")) ?? PENDING_PERIOD;
    const patience = period * (this.#options.missedPendings ?? 3);
    const reader = response.body?.getReader();
    while (reader !== undefined) {
      this.#within(patience, `no PENDING for ${patience} ms`);
      const next = await this.#through(reader.read());
      if (next.value === undefined) return;
      yield next.value;
    }
  }

  /** The beginning of a body that is for people. What cannot be read of it is not worth another error. */
  async #text(response: Response): Promise<string | undefined> {
    const parts: number[] = [];
    try {
      for await (const chunk of this.#chunks(response)) {
        parts.push(...chunk.subarray(0, TEXT_LIMIT - parts.length));
        if (parts.length >= TEXT_LIMIT) break;
      }
    } catch {
      for (const signal of this.#request.signals) signal.throwIfAborted();
    }
    this.#report(response, []);
    return textOf(Uint8Array.from(parts));
  }

  #report({ status, headers }: Response, lateHeaders: EnvelopeHeaders): void {
    const { requestType, requestId } = this.#request;
    this.#options.onResponse?.({ requestType, requestId, httpStatus: status, headers, lateHeaders });
  }

  /** From now on something has to come within so many milliseconds. */
  #within(milliseconds: number, message: string): void {
    clearTimeout(this.#timer);
    const expire = () => this.#controller.abort(this.#failed("timeout", { message }));
    this.#timer = setTimeout(expire, Math.min(milliseconds, LONGEST));
  }

  /** Waits for the network, however little that looks at signals. */
  async #through<Result>(promise: Promise<Result>): Promise<Result> {
    const { signal } = this.#controller;
    try {
      return await abortable(promise, signal);
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw this.#failed("network", { cause, message: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  #enveloped<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof RopDecodeError)) throw cause;
      throw this.#failed(cause.code === "limit-exceeded" ? "too-large" : "envelope", { cause, message: cause.message });
    }
  }

  #failed(failure: MapiHttpFailure, details: Partial<MapiHttpErrorDetails>): MapiHttpError {
    return new MapiHttpError(failure, { requestType: this.#request.requestType, ...this.#known, ...details });
  }
}

/** A decimal header as a number. */
function codeOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** The last of the late headers with that name. */
function lateOf(headers: EnvelopeHeaders, name: string): string | undefined {
  return headers.findLast(([late]) => late.toLowerCase() === name.toLowerCase())?.[1];
}

function textOf(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes.subarray(0, TEXT_LIMIT)).trim();
  return text === "" ? undefined : text;
}
