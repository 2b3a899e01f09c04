/** One HTTP response of the server: its headers, the envelope of its body, and how it can be cut off. */
import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { done, type EnvelopeHeaders, pending, processing } from "../frame/envelope.js";
import type { Received } from "./request.js";

const CONTENT_TYPE = "application/mapi-http";
const TEXT = "text/html";

/** What a response needs to know. */
export interface ReplyOptions {
  /** The request, of which some headers are repeated. */
  readonly received: Received;
  readonly serverApplication: string;
  /** X-PendingPeriod, in milliseconds. */
  readonly pendingPeriod: number;
  /** How many bytes of the body are sent before the connection is cut; all, if `undefined`. */
  readonly cutAfter: number | undefined;
}

export class Reply {
  readonly #response: ServerResponse;
  readonly #options: ReplyOptions;
  readonly #started = new Date();
  /** Aborts when the connection is gone before the response is complete. */
  readonly #gone = new AbortController();
  #written = 0;

  constructor(response: ServerResponse, options: ReplyOptions) {
    this.#response = response;
    this.#options = options;
    response.on("close", () => this.#gone.abort());
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Answers with an HTTP status alone. */
  status(status: number): void {
    this.#response.writeHead(status, status === 401 ? { "WWW-Authenticate": 'Basic realm="mapi"' } : {}).end();
  }

  /** Refuses the request: at once, or behind DONE if it is at work already. */
  refuse(responseCode: number, text: string): void {
    if (!this.#response.headersSent) {
      this.#writeHead(responseCode, TEXT, []);
      this.#response.end(text);
      return;
    }
    const headers: EnvelopeHeaders = [
      ["X-ResponseCode", String(responseCode)],
      ["Content-Type", TEXT],
    ];
    this.#end(headers, new TextEncoder().encode(text));
  }

  /** Begins to answer: the request is at work. */
  begin(cookies: readonly string[], expiration: number | undefined): void {
    if (expiration !== undefined) this.#response.setHeader("X-ExpirationInfo", expiration);
    this.#writeHead(0, CONTENT_TYPE, cookies);
    this.#write(processing());
  }

  /** So many PENDING, one every period; fewer where the connection is gone. */
  async pendings(count: number): Promise<void> {
    for (let i = 0; i < count && !this.gone.aborted; i++) {
      await setTimeout(this.#options.pendingPeriod, undefined, { signal: this.gone }).catch(() => {});
      this.#write(pending());
    }
  }

  /** Sends PENDING every period until the work is done. */
  async keepAlive<T>(work: T | Promise<T>): Promise<T> {
    const timer = setInterval(() => this.#write(pending()), this.#options.pendingPeriod);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  /** Ends the response with the body of the request type. */
  done(body: Uint8Array): void {
    this.#end([], body);
  }

  #end(headers: EnvelopeHeaders, body: Uint8Array): void {
    const elapsed = Date.now() - this.#started.getTime();
    const late: EnvelopeHeaders = [
      ...headers,
      ["X-ElapsedTime", String(elapsed)],
      ["X-StartTime", this.#started.toUTCString()],
    ];
    this.#write(done(late, body));
    if (!this.gone.aborted) this.#response.end();
  }

  #writeHead(responseCode: number, contentType: string, cookies: readonly string[]): void {
    const { received, serverApplication, pendingPeriod } = this.#options;
    const { requestType, requestId, clientInfo } = received;
    const repeated = { "X-RequestType": requestType, "X-RequestId": requestId, "X-ClientInfo": clientInfo };
    this.#response.writeHead(200, {
      ...Object.fromEntries(Object.entries(repeated).filter(([, value]) => value !== "")),
      "Content-Type": contentType,
      "Cache-Control": "private",
      "X-ResponseCode": responseCode,
      "X-ServerApplication": serverApplication,
      "X-PendingPeriod": pendingPeriod,
      ...(cookies.length > 0 ? { "Set-Cookie": [...cookies] } : {}),
    });
  }

  /** Writes a chunk. One that goes beyond the cut is announced at its full size and never completed. */
  #write(bytes: Uint8Array): void {
    if (this.gone.aborted) return;
    const left = (this.#options.cutAfter ?? Number.POSITIVE_INFINITY) - this.#written;
    if (bytes.length <= left) {
      this.#written += bytes.length;
      this.#response.write(bytes);
      return;
    }
    this.#gone.abort();
    this.#response.flushHeaders();
    const { socket } = this.#response;
    // Behind the chunks before it, which a response may hold back until the end of the turn.
    setImmediate(() => {
      socket?.write(`${bytes.length.toString(16)}\r\n`);
      socket?.write(bytes.subarray(0, left), () => socket.destroy());
    });
  }
}
