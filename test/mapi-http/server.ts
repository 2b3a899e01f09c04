/** A scripted MAPI/HTTP server on loopback: the test says what becomes of each request. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import {
  closeExtendedBuffers,
  decode,
  decodeExecuteRequest,
  decodeInputBuffer,
  done,
  type EnvelopeHeaders,
  encode,
  encodeConnectResponse,
  encodeDisconnectResponse,
  encodeExecuteResponse,
  encodeNotificationWaitResponse,
  encodeOutputBuffer,
  type InputBuffer,
  Memory,
  openExtendedBuffers,
  processing,
  type RopResponse,
} from "../../src/index.js";

export interface Request {
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

interface Head {
  readonly status?: number;
  readonly code?: number | string;
  readonly type?: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What can be done with a request. */
export class Reply {
  readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  head({ status = 200, code = 0, type = "application/mapi-http", cookies = [], headers = {} }: Head = {}): this {
    if (code !== "") this.response.setHeader("X-ResponseCode", String(code));
    this.response.setHeader("Content-Type", type);
    this.response.setHeader("Set-Cookie", [...cookies]);
    for (const [name, value] of Object.entries(headers)) this.response.setHeader(name, value);
    this.response.writeHead(status);
    this.response.flushHeaders();
    return this;
  }

  write(bytes: Uint8Array): this {
    this.response.write(bytes);
    return this;
  }

  /** The usual: envelope, late headers, body. */
  ok(body: Uint8Array, head: Head = {}, late: EnvelopeHeaders = [["X-ElapsedTime", "1"]]): void {
    this.head(head).write(processing());
    this.response.end(done(late, body));
  }

  refuse(code: number, text = `<html>refused with ${code}</html>`): void {
    this.head({ code, type: "text/html" });
    this.response.end(text);
  }

  cut(): void {
    this.response.destroy();
  }
}

/** Starts a server; it is gone, with all its connections, when the test is. */
export async function serve(answer: (request: Request, reply: Reply) => unknown) {
  const requests: Request[] = [];
  const server = createServer(async (incoming, response) => {
    const parts: Uint8Array[] = [];
    try {
      for await (const part of incoming) parts.push(part);
    } catch {
      return; // the client gave up while it sent
    }
    const type = String(incoming.headers["x-requesttype"]);
    const request = { type, headers: incoming.headers, body: Uint8Array.from(Buffer.concat(parts)) };
    requests.push(request);
    try {
      await answer(request, new Reply(response));
    } catch (error) {
      response.destroy(); // a mistake of the script, not the silence of a server
      throw error;
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mapi/emsmdb/?MailboxId=a@example.com`;
  return { url, requests, of: (type: string) => requests.filter((request) => request.type === type) };
}

// ---- bodies -----------------------------------------------------------------------------------------------------

export function connected(pollsMax = 60_000): Uint8Array {
  return encode(encodeConnectResponse, {
    outcome: "success",
    statusCode: 0,
    errorCode: 0,
    pollsMax,
    retryCount: 3,
    retryDelay: 5,
    dnPrefix: "/o=x",
    displayName: "Ä",
  });
}

export function executed(ropBuffer: Uint8Array, errorCode = 0): Uint8Array {
  return encode(encodeExecuteResponse, { outcome: "success", statusCode: 0, errorCode, ropBuffer });
}

export function waited(eventPending: boolean, errorCode = 0): Uint8Array {
  const value = { outcome: "success", statusCode: 0, errorCode, eventPending: Number(eventPending) } as const;
  return encode(encodeNotificationWaitResponse, value);
}

export function disconnected(): Uint8Array {
  return encode(encodeDisconnectResponse, { outcome: "success", statusCode: 0, errorCode: 0 });
}

/** An output buffer without ROPs, in the clear. */
export const NOTHING = Uint8Array.of(2, 0);

/** The ROPs of an Execute request. */
export function ropsOf(request: Request): InputBuffer {
  const { ropBuffer } = decode(decodeExecuteRequest, request.body);
  return decodeInputBuffer(openExtendedBuffers(ropBuffer)[0]!.payload);
}

/** An output buffer with these responses to these requests. `memory` knows the columns. */
export function outputOf(
  responses: readonly RopResponse[],
  table: readonly number[] = [],
  input?: InputBuffer,
  memory = new Memory(),
): Uint8Array {
  return encodeOutputBuffer(responses, table, { requests: input?.requests, memory });
}

/** An Execute response with them. */
export function answered(...payloads: readonly Uint8Array[]): Uint8Array {
  return executed(closeExtendedBuffers(payloads));
}

export const settle = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A promise settled from outside. */
export function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expectRejection(),
    (error: unknown) => error,
  );
}

function expectRejection(): never {
  throw new Error("did not reject");
}
