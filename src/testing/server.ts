/** A MAPI/HTTP server for tests: the mailbox endpoint over HTTP on loopback. [MS-OXCMAPIHTTP] */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventPending } from "../../generated/enumerations.js";
import {
  decodeConnectRequest,
  decodeDisconnectRequest,
  decodeExecuteRequest,
  decodeNotificationWaitRequest,
  type ExecuteRequest,
  encodeConnectResponse,
  encodeDisconnectResponse,
  encodeExecuteResponse,
  encodeNotificationWaitResponse,
} from "../../generated/frames/mapi-http.js";
import type { RopRequest } from "../../generated/rops.js";
import { decode, encode } from "../codec.js";
import { ResponseCode } from "../mapi-http/errors.js";
import { tell } from "../session/tell.js";
import { RopCodecError } from "../wire/errors.js";
import type { Reader } from "../wire/reader.js";
import { CallFailure, ErrorCode } from "./codes.js";
import { execute } from "./execute.js";
import { type Fault, Faults } from "./faults.js";
import { Mailbox } from "./mailbox/mailbox.js";
import { defaultMailbox, lastPartOf, type MailboxScript } from "./mailbox/script.js";
import type { MapiServerOptions } from "./options.js";
import { Reply } from "./reply.js";
import { isRequestType, PATH, type Received, Refusal, receive, withoutCounter } from "./request.js";
import type { ServerSession } from "./session.js";
import { SEQUENCE_COOKIE, SESSION_COOKIE, ServerSessions } from "./sessions.js";

/**
 * Starts a MAPI/HTTP server on 127.0.0.1, on a port that is free. Close it when the test is over.
 *
 * ```ts
 * const server = await startMapiServer();
 * const client = new MapiHttpClient(server.url);
 * const context = await client.connect({ userDn: "/o=example/cn=recipients/cn=alice" });
 * server.mailbox("/o=example/cn=recipients/cn=alice").deliver({ subject: "Hello" });
 * await server.close();
 * ```
 */
export async function startMapiServer(options: MapiServerOptions = {}): Promise<MapiServer> {
  const server = new MapiServer(options);
  await server.listen();
  return server;
}

/** One request on its way through the server. */
interface Work {
  readonly received: Received;
  readonly reply: Reply;
  readonly fault: Fault | undefined;
  /** The session context that the cookies name, while it is live. */
  readonly named: ServerSession | undefined;
}

/** What became of a request, for those who observe. */
interface Outcome {
  readonly session?: ServerSession | undefined;
  readonly requests?: readonly RopRequest[];
}

export class MapiServer {
  readonly #options: MapiServerOptions;
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sessions: ServerSessions;
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #faults = new Faults();
  readonly #now: () => number;
  readonly #expiration: number;
  #url = "";

  /** For {@link startMapiServer}. */
  constructor(options: MapiServerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#expiration = options.expiration ?? 900_000;
    this.#sessions = new ServerSessions({
      now: this.#now,
      expiration: this.#expiration,
      sessionIndex: options.sessionIndex,
      linked: options.linked ?? ((a, b) => a.client === b.client),
    });
    for (const script of options.mailboxes ?? []) this.#open(script);
  }

  /** For {@link startMapiServer}. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once("error", reject);
      this.#http.listen(0, "127.0.0.1", resolve);
    });
    this.#url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}${PATH}`;
  }

  /** The mailbox endpoint. */
  get url(): string {
    return this.#url;
  }

  /** The live session contexts, oldest first. */
  get sessions(): readonly ServerSession[] {
    return [...this.#sessions];
  }

  /**
   * A mailbox, to be changed and looked at.
   *
   * @throws Error where the server has none of that name
   */
  mailbox(essdn: string): Mailbox {
    const mailbox = this.#findMailbox(essdn);
    if (mailbox === undefined) throw new Error(`there is no mailbox ${essdn}`);
    return mailbox;
  }

  /** Lets something go wrong with one of the next requests. */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** Nothing that was to go wrong goes wrong any more. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** Ends all session contexts and closes all connections. */
  async close(): Promise<void> {
    for (const session of this.sessions) this.#sessions.end(session);
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  #findMailbox(essdn: string): Mailbox | undefined {
    const known = this.#mailboxes.get(essdn.toLowerCase());
    if (known !== undefined || this.#options.mailboxes !== undefined) return known;
    return this.#open(defaultMailbox(essdn));
  }

  #open(script: MailboxScript): Mailbox {
    const mailbox = new Mailbox(script, () => new Date(this.#now()));
    this.#mailboxes.set(script.essdn.toLowerCase(), mailbox);
    return mailbox;
  }

  // ---- any request ------------------------------------------------------------------------------------------------

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request).catch(() => undefined);
    if (received === undefined) return; // The client has given it up.
    const { requestType, requestId, cookies } = received;
    const named = this.#sessions.find(cookies.get(SESSION_COOKIE));
    const fault = this.#faults.take(requestType, named);
    const { serverApplication = "Exchange/15.00.0000.000", pendingPeriod = 15_000 } = this.#options;
    const reply = new Reply(response, { received, serverApplication, pendingPeriod, cutAfter: fault?.cutAfter });
    let outcome: Outcome = {};
    let responseCode: number = ResponseCode.success;
    try {
      outcome = await this.#answer({ received, reply, fault, named });
    } catch (error) {
      responseCode = error instanceof Refusal ? error.responseCode : ResponseCode.unknownFailure;
      reply.refuse(responseCode, (error as Error).message);
    }
    const { observe } = this.#options;
    if (observe === undefined) return;
    tell(observe, { requestType, requestId, session: named, requests: [], ...outcome, responseCode });
  }

  async #answer(work: Work): Promise<Outcome> {
    const { received, reply, fault, named } = work;
    const { requestType, authorization, refusal } = received;
    const status = this.#options.authorize?.(authorization) === false ? 401 : fault?.httpStatus;
    if (status !== undefined) {
      reply.status(status);
      return {};
    }
    if (fault?.expire === true && named !== undefined) this.#sessions.end(named);
    if (fault?.responseCode !== undefined && fault.late !== true) throw new Refusal(fault.responseCode);
    if (refusal !== undefined || !isRequestType(requestType))
      throw refusal ?? new Refusal(ResponseCode.invalidRequestType);
    switch (requestType) {
      case "PING":
        return this.#ping(work);
      case "Connect":
        return this.#connect(work);
      case "NotificationWait":
        return this.#wait(work);
      default:
        return this.#inSequence(work);
    }
  }

  /** Ends a response: with its body, or as the fault wants it. */
  async #finish({ reply, fault }: Work, body: () => Uint8Array): Promise<void> {
    await reply.pendings(fault?.pendings ?? 0);
    if (fault?.responseCode !== undefined) throw new Refusal(fault.responseCode);
    reply.done(fault?.statusCode === undefined ? body() : failureBody(fault.statusCode));
  }

  // ---- request types ----------------------------------------------------------------------------------------------

  async #ping(work: Work): Promise<Outcome> {
    work.reply.begin([], undefined);
    await this.#finish(work, () => new Uint8Array(0));
    return {};
  }

  /** Makes a session context in place of the one that the cookies name. */
  async #connect(work: Work): Promise<Outcome> {
    const { received, reply, fault, named } = work;
    const { userDn, defaultCodePage } = wellFormed(decodeConnectRequest, received.body);
    if (named !== undefined) {
      mustBelongTo(named, received);
      this.#sessions.end(named);
    }
    const session = isRefused(fault)
      ? undefined
      : this.#sessions.create({
          userDn,
          defaultCodePage,
          client: withoutCounter(received.clientInfo),
          requestGuid: withoutCounter(received.requestId),
          authorization: received.authorization,
        });
    reply.begin(session === undefined ? [] : cookiesFor(session, fault), this.#expiration);
    await this.#finish(work, () =>
      encode(encodeConnectResponse, {
        ...headOf(fault),
        pollsMax: this.#options.pollsMax ?? 60_000,
        retryCount: 6,
        retryDelay: 10_000,
        dnPrefix: userDn.slice(0, userDn.lastIndexOf("/") + 1),
        displayName: this.#findMailbox(userDn)?.displayName ?? lastPartOf(userDn),
      }),
    );
    return { session };
  }

  /** Execute and Disconnect: one at a time, each with the sequence cookie of the one before. */
  async #inSequence(work: Work): Promise<Outcome> {
    const { received, reply, fault } = work;
    const { requestType, cookies, body } = received;
    const session = this.#contextOf(received);
    const sequence = cookies.get(SEQUENCE_COOKIE);
    if (sequence === undefined) throw new Refusal(ResponseCode.missingCookie);
    if (session.busy) throw new Refusal(ResponseCode.invalidSequence, "another request is being processed");
    if (sequence !== session.sequence) {
      throw new Refusal(ResponseCode.invalidSequence, "the sequence cookie is not the last one");
    }
    const call = requestType === "Execute" ? wellFormed(decodeExecuteRequest, body) : undefined;
    if (call === undefined) wellFormed(decodeDisconnectRequest, body);
    session.sequence = crypto.randomUUID();
    session.busy = true;
    try {
      reply.begin(cookiesFor(session, fault), this.#expiration);
      let requests: readonly RopRequest[] = [];
      await this.#finish(work, () => {
        if (call === undefined) return this.#disconnect(session, fault);
        const executed = this.#execute(session, call, fault);
        requests = executed.requests;
        return executed.body;
      });
      return { session, requests };
    } finally {
      session.busy = false;
    }
  }

  #disconnect(session: ServerSession, fault: Fault | undefined): Uint8Array {
    if (!isRefused(fault)) this.#sessions.end(session);
    return encode(encodeDisconnectResponse, headOf(fault));
  }

  #execute(session: ServerSession, call: ExecuteRequest, fault: Fault | undefined) {
    const bodyOf = (errorCode: number, ropBuffer: Uint8Array = new Uint8Array(0)) =>
      encode(encodeExecuteResponse, { ...headOf(fault), errorCode, ropBuffer });
    if (fault?.errorCode !== undefined) return { body: bodyOf(fault.errorCode), requests: [] };
    const linked = this.#sessions.linkedWith(session).map(({ notifications }) => notifications);
    const findMailbox = (essdn: string) => this.#findMailbox(essdn);
    const { answer: script } = this.#options;
    try {
      const { ropBuffer, requests } = execute(call, { session, findMailbox, script, linked, fault });
      return { body: bodyOf(0, ropBuffer), requests };
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      const { code } = error;
      return { body: code === ErrorCode.bufferTooSmall ? failureBody(code) : bodyOf(code), requests: [] };
    }
  }

  /** Goes beside the others, and changes no cookie. */
  async #wait(work: Work): Promise<Outcome> {
    const { received, reply, fault } = work;
    const session = this.#contextOf(received);
    wellFormed(decodeNotificationWaitRequest, received.body);
    reply.begin([], this.#expiration);
    const isSecond = session.isWaiting;
    const waiting = isSecond || isRefused(fault) ? false : session.wait(this.#options.waitTime ?? 300_000, reply.gone);
    const happened = await reply.keepAlive(waiting);
    const errorCode = isSecond ? ErrorCode.rejected : headOf(fault).errorCode;
    const eventPending = happened ? EventPending.notificationPending : 0;
    session.usedAt = this.#now();
    await this.#finish(work, () =>
      encode(encodeNotificationWaitResponse, { ...headOf(fault), errorCode, eventPending }),
    );
    return { session };
  }

  /** The session context of the cookies, which belongs to whoever made it. */
  #contextOf(received: Received): ServerSession {
    const cookie = received.cookies.get(SESSION_COOKIE);
    if (cookie === undefined) throw new Refusal(ResponseCode.missingCookie);
    if (!/^[0-9a-f-]{36}$/.test(cookie)) throw new Refusal(ResponseCode.invalidContextCookie);
    const session = this.#sessions.find(cookie);
    if (session === undefined) throw new Refusal(ResponseCode.contextNotFound);
    mustBelongTo(session, received);
    session.usedAt = this.#now();
    return session;
  }
}

/** The body of a request, which is refused if it is not well-formed. */
function wellFormed<T>(decoder: (r: Reader) => T, body: Uint8Array): T {
  try {
    return decode(decoder, body);
  } catch (error) {
    throw error instanceof RopCodecError ? new Refusal(ResponseCode.invalidRequestBody, error.message) : error;
  }
}

/** To others a session context is not there. */
function mustBelongTo(session: ServerSession, { authorization }: Received): void {
  if (session.authorization !== authorization) throw new Refusal(ResponseCode.contextNotFound);
}

/** Whether the fault keeps the request from being processed. */
function isRefused(fault: Fault | undefined): boolean {
  return fault?.responseCode !== undefined || fault?.statusCode !== undefined || fault?.errorCode !== undefined;
}

/** What the success bodies of all request types begin with. */
function headOf(fault: Fault | undefined) {
  return { outcome: "success", statusCode: 0, errorCode: fault?.errorCode ?? 0 } as const;
}

/** The failure body, which is the same for all request types. */
function failureBody(statusCode: number): Uint8Array {
  return encode(encodeExecuteResponse, { outcome: "failure", statusCode, auxiliaryBuffer: new Uint8Array(0) });
}

/** The cookies of a session context as the next request has to bring them; the fault makes the second useless. */
function cookiesFor(session: ServerSession, fault: Fault | undefined): readonly string[] {
  const { cookie, sequence } = session;
  if (fault?.loseSequence === true) session.sequence = crypto.randomUUID();
  return [
    [SESSION_COOKIE, cookie],
    [SEQUENCE_COOKIE, sequence],
  ].map(([name, value]) => `${name}=${value}; Path=${PATH}; HttpOnly`);
}
