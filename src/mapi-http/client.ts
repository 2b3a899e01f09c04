/** A MAPI/HTTP client for the mailbox endpoint: connects, and gives session contexts. [MS-OXCMAPIHTTP] */
import { CookieJar } from "tough-cookie";
import {
  type ConnectResponse,
  type ConnectResponseSuccess,
  type DisconnectResponse,
  decodeConnectResponse,
  decodeDisconnectResponse,
  decodeExecuteResponse,
  decodeNotificationWaitResponse,
  type ExecuteResponse,
  encodeConnectRequest,
  encodeDisconnectRequest,
  encodeExecuteRequest,
  encodeNotificationWaitRequest,
  type NotificationWaitResponse,
} from "../../generated/frames/mapi-http.js";
import { EventPending } from "../../generated/index.js";
import { decode, encode } from "../codec.js";
import { RopDecodeError } from "../wire/errors.js";
import type { Reader } from "../wire/reader.js";
import { MapiHttpError } from "./errors.js";
import { type HttpOptions, post, type RequestType } from "./http.js";
import {
  type CallOptions,
  closePayloads,
  type ExecuteOptions,
  type ExecuteResult,
  executeFlags,
  maxRopOut,
  openPayloads,
  type SessionContext,
  serverCapabilities,
} from "./session-context.js";
import { Turns } from "./turns.js";

/** What a client is made of. */
export interface MapiHttpClientOptions extends HttpOptions {
  /** X-ClientApplication: the name of the program and its version, for example `Outlook/15.00.0847.4040`. */
  readonly clientApplication?: string | undefined;
}

/** Who connects, and how. */
export interface ConnectOptions extends CallOptions {
  /** The user's distinguished name, as Autodiscover gives it. */
  readonly userDn: string;
  /** Bits of ConnectFlags. Default 0. */
  readonly flags?: number | undefined;
  /** The code page of 8-bit strings in the session. Default 1252. */
  readonly defaultCodePage?: number | undefined;
  /** The locale (LCID) to sort by. Default 0x0409. */
  readonly lcidSort?: number | undefined;
  /** The locale (LCID) for everything else. Default 0x0409. */
  readonly lcidString?: number | undefined;
  /** Auxiliary blocks in one extended buffer. */
  readonly auxiliaryBuffer?: Uint8Array | undefined;
}

/**
 * A client of one mailbox endpoint. Each {@link MapiHttpClient.connect} gives a session context with cookies and
 * counters of its own.
 *
 * In browsers cookies are the browser's: pass a `fetch` that includes credentials, and have one context at a time.
 *
 * ```ts
 * const client = new MapiHttpClient("https://mail.example.com/mapi/emsmdb/?MailboxId=...", {
 *   headers: { Authorization: `Bearer ${token}` },
 * });
 * const context = await client.connect({ userDn: "/o=Example/ou=.../cn=..." });
 * ```
 */
export class MapiHttpClient {
  readonly #endpoint: string;
  readonly #options: MapiHttpClientOptions;
  /** The same in every X-ClientInfo of this client. */
  readonly #guid = newGuid();
  #contexts = 0;

  /** @throws TypeError if the endpoint is not a URL */
  constructor(endpoint: string | URL, options: MapiHttpClientOptions = {}) {
    this.#endpoint = new URL(endpoint).href;
    this.#options = options;
  }

  /**
   * Makes a session context.
   *
   * @throws MapiHttpError
   */
  async connect(options: ConnectOptions): Promise<MapiHttpContext> {
    return this.#connect(options, options, new CookieJar(undefined, { rejectPublicSuffixes: false }));
  }

  /**
   * Asks whether the endpoint answers, without a session context.
   *
   * @throws MapiHttpError
   */
  async ping(options: CallOptions = {}): Promise<void> {
    await this.#requests(new CookieJar())("PING", undefined, options);
  }

  async #connect(options: ConnectOptions, call: CallOptions, cookies: CookieJar): Promise<MapiHttpContext> {
    const { userDn, flags = 0, defaultCodePage = 1252, lcidSort = 0x0409, lcidString = 0x0409 } = options;
    const { auxiliaryBuffer } = options;
    const values = { userDn, flags, defaultCodePage, lcidSort, lcidString, auxiliaryBuffer };
    const send = this.#requests(cookies);
    const body = await send("Connect", encode(encodeConnectRequest, values), call);
    const connected = succeeded("Connect", decodeConnectResponse, body);
    // The cookies of the old context go along, those of the new one replace them; the jars part here.
    const reconnect = (again: CallOptions) => this.#connect(options, again, cookies.cloneSync() ?? new CookieJar());
    return new MapiHttpContext(connected, defaultCodePage, send, reconnect);
  }

  /** The requests of one session context: its cookies, its identity, its counter. */
  #requests(cookies: CookieJar): Send {
    const guid = newGuid();
    const clientInfo = `${this.#guid}:${++this.#contexts}`;
    const clientApplication = this.#options.clientApplication ?? "ropwire/0.1";
    let counter = 0;
    return (requestType, body, { signal, onPending }, closed) => {
      const requestId = `${guid}:${++counter}`;
      const signals = [signal, closed].filter((one) => one !== undefined);
      const request = { requestType, requestId, clientInfo, clientApplication, body, cookies, signals, onPending };
      return post(this.#endpoint, this.#options, request);
    };
  }
}

/** Makes a request; `closed` gives it up as the signal of the options does. */
type Send = (
  requestType: RequestType,
  body: Uint8Array | undefined,
  options: CallOptions,
  closed?: AbortSignal,
) => Promise<Uint8Array>;

/**
 * A session context over MAPI/HTTP. An Execute that is given up or cut off leaves the sequence of the context in doubt: if
 * the server refuses the next one with X-ResponseCode 15, {@link MapiHttpContext.reconnect} is the way on.
 */
export class MapiHttpContext implements SessionContext {
  /** No response carries it. */
  readonly index = undefined;
  readonly codePage: number;
  /** What the server said when it made the context. */
  readonly connected: ConnectResponseSuccess;
  readonly serverCapabilities: number;
  readonly #send: Send;
  readonly #reconnect: (options: CallOptions) => Promise<MapiHttpContext>;
  readonly #turns = new Turns();
  readonly #waits = new Turns();
  /** Aborted when the context is closed on this side. */
  readonly #closed = new AbortController();

  /** For {@link MapiHttpClient}. */
  constructor(
    connected: ConnectResponseSuccess,
    codePage: number,
    send: Send,
    reconnect: (options: CallOptions) => Promise<MapiHttpContext>,
  ) {
    this.connected = connected;
    this.codePage = codePage;
    this.serverCapabilities = serverCapabilities(connected.auxiliaryBuffer);
    this.#send = send;
    this.#reconnect = reconnect;
  }

  get pollsMax(): number {
    return this.connected.pollsMax;
  }

  /** @throws MapiHttpError, RopDecodeError */
  async execute(payloads: readonly Uint8Array[], options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const request = encode(encodeExecuteRequest, {
      flags: executeFlags(options),
      ropBuffer: closePayloads(payloads, options),
      maxRopOut: maxRopOut(options),
      auxiliaryBuffer: options.auxiliaryBuffer,
    });
    const body = await this.#inTurn("Execute", request, options);
    const { ropBuffer, auxiliaryBuffer } = succeeded("Execute", decodeExecuteResponse, body);
    return { payloads: openPayloads(ropBuffer), auxiliaryBuffer };
  }

  /** @throws MapiHttpError */
  async notificationWait(options: CallOptions = {}): Promise<boolean> {
    const request = encode(encodeNotificationWaitRequest, {});
    const wait = () => this.#open("NotificationWait", request, options, this.#closed.signal);
    const body = await this.#waits.take(wait, options.signal);
    const { eventPending } = succeeded("NotificationWait", decodeNotificationWaitResponse, body);
    return (eventPending & EventPending.notificationPending) !== 0;
  }

  /** Asks whether the server still answers, with the cookies of this context. @throws MapiHttpError */
  async ping(options: CallOptions = {}): Promise<void> {
    await this.#inTurn("PING", undefined, options);
  }

  /** @throws MapiHttpError */
  async disconnect(options: CallOptions = {}): Promise<void> {
    const disconnect = () => {
      const sent = this.#open("Disconnect", encode(encodeDisconnectRequest, {}), options);
      this.#close();
      return sent;
    };
    const body = await this.#turns.take(disconnect, options.signal);
    succeeded("Disconnect", decodeDisconnectResponse, body);
  }

  /** @throws MapiHttpError; the context then stays as it is, and reconnecting can be tried again. */
  async reconnect(options: CallOptions = {}): Promise<MapiHttpContext> {
    const reconnect = async () => {
      const context = await this.#reconnect(options);
      this.#close();
      return context;
    };
    return this.#turns.take(reconnect, options.signal);
  }

  #inTurn(requestType: RequestType, body: Uint8Array | undefined, options: CallOptions): Promise<Uint8Array> {
    return this.#turns.take(() => this.#open(requestType, body, options), options.signal);
  }

  /** Makes a request, unless the context was closed before its turn came. */
  async #open(
    requestType: RequestType,
    body: Uint8Array | undefined,
    options: CallOptions,
    closed?: AbortSignal,
  ): Promise<Uint8Array> {
    if (this.#closed.signal.aborted) throw closedError(requestType);
    return this.#send(requestType, body, options, closed);
  }

  /** Nothing is sent any more, and a wait for events ends. */
  #close(): void {
    this.#closed.abort(closedError("NotificationWait"));
  }
}

function closedError(requestType: RequestType): MapiHttpError {
  const message = "the session context was disconnected, or replaced by a reconnection";
  return new MapiHttpError("closed", { requestType, message });
}

type ResponseBody = ConnectResponse | ExecuteResponse | DisconnectResponse | NotificationWaitResponse;

/** The body of a response that brings what was asked for. */
function succeeded<Body extends ResponseBody>(
  requestType: RequestType,
  decoder: (r: Reader) => Body,
  bytes: Uint8Array,
): Extract<Body, { readonly outcome: "success" }> {
  const body: ResponseBody = decoded(requestType, decoder, bytes);
  const { statusCode, auxiliaryBuffer } = body;
  if (body.outcome === "failure") throw new MapiHttpError("status-code", { requestType, statusCode, auxiliaryBuffer });
  const { errorCode } = body;
  if (errorCode !== 0) throw new MapiHttpError("error-code", { requestType, errorCode, auxiliaryBuffer });
  return body as Extract<Body, { readonly outcome: "success" }>;
}

function decoded<Body>(requestType: RequestType, decoder: (r: Reader) => Body, bytes: Uint8Array): Body {
  try {
    return decode(decoder, bytes);
  } catch (cause) {
    if (!(cause instanceof RopDecodeError)) throw cause;
    throw new MapiHttpError("body", { requestType, cause, message: cause.message });
  }
}

/** As the documents write them: in braces and capitals. */
function newGuid(): string {
  return `{${crypto.randomUUID().toUpperCase()}}`;
}
