/** A bare client for the tests of the server: fetch, cookies kept in a map, our codecs, and nothing that helps. */
import {
  decodeConnectResponse,
  decodeExecuteResponse,
  decodeNotificationWaitResponse,
  encodeConnectRequest,
  encodeDisconnectRequest,
  encodeExecuteRequest,
  encodeNotificationWaitRequest,
} from "../../generated/frames/mapi-http.js";
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { decode, encode } from "../../src/codec.js";
import {
  closeExtendedBuffers,
  type Envelope,
  openExtendedBuffers,
  type Payload,
  readEnvelope,
} from "../../src/frame/index.js";
import { decodeOutputBuffer, encodeInputBuffer, Memory } from "../../src/stream/index.js";

export const ALICE = "/o=example/ou=org/cn=recipients/cn=alice";
export const CLIENT = "{11111111-2222-3333-4444-555555555555}";
export const NO_HANDLE = 0xffffffff;
/** Flags of Execute: neither compressed nor obfuscated. */
export const PLAIN = 3;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly envelope: Envelope;
  /** X-ResponseCode, the late one where there is one. */
  readonly code: number;
}

export interface Executed {
  readonly payloads: readonly Payload[];
  /** The responses of the first payload. */
  readonly responses: readonly RopResponse[];
  readonly table: readonly number[];
}

export interface ExecuteOptions {
  readonly flags?: number;
  readonly maxRopOut?: number;
}

/** One session context, or the attempt at one. */
export class Connection {
  readonly cookies = new Map<string, string>();
  readonly #url: string;
  readonly #client: string;
  readonly #memory = new Memory();
  #requests = 0;

  constructor(url: string, client: string = CLIENT) {
    this.#url = url;
    this.#client = client;
  }

  /** The headers of a good request. */
  headers(requestType: string): Record<string, string> {
    return {
      "Content-Type": "application/mapi-http",
      "X-RequestType": requestType,
      "X-RequestId": `{aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee}:${++this.#requests}`,
      "X-ClientInfo": `${this.#client}:1`,
      "X-ClientApplication": "Test/1.0.0.0",
      ...(this.cookies.size === 0 ? {} : { Cookie: [...this.cookies].map((pair) => pair.join("=")).join("; ") }),
    };
  }

  async post(
    requestType: string,
    body?: Uint8Array,
    changes: Readonly<Record<string, string | undefined>> = {},
    init: RequestInit = {},
  ): Promise<Answered> {
    const all = Object.entries({ ...this.headers(requestType), ...changes });
    const headers = Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined));
    const response = await fetch(this.#url, { method: "POST", headers, body: body?.slice() ?? null, ...init });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      this.cookies.set(name, value);
    }
    const envelope = readEnvelope(new Uint8Array(await response.arrayBuffer()));
    const late = envelope.headers.find(([name]) => name === "X-ResponseCode")?.[1];
    const code = Number(late ?? response.headers.get("X-ResponseCode"));
    return { status: response.status, headers: response.headers, envelope, code };
  }

  async connect(userDn = ALICE): Promise<Answered> {
    return this.post("Connect", connectBody(userDn));
  }

  async connected() {
    return decode(decodeConnectResponse, (await this.connect()).envelope.body);
  }

  async wait() {
    const { envelope } = await this.post("NotificationWait", encode(encodeNotificationWaitRequest, {}));
    return decode(decodeNotificationWaitResponse, envelope.body);
  }

  async disconnect(): Promise<Answered> {
    return this.post("Disconnect", encode(encodeDisconnectRequest, {}));
  }

  /** Sends an Execute and decodes no more than its body. */
  async call(requests: readonly RopRequest[], table: readonly number[] = [], options: ExecuteOptions = {}) {
    const payload = encodeInputBuffer(requests, table);
    const answered = await this.post("Execute", executeBody(closeExtendedBuffers([payload]), options));
    return { answered, body: decode(decodeExecuteResponse, answered.envelope.body) };
  }

  async execute(
    requests: readonly RopRequest[],
    table: readonly number[] = [],
    options: ExecuteOptions = {},
  ): Promise<Executed> {
    const { body } = await this.call(requests, table, options);
    if (body.outcome !== "success" || body.errorCode !== 0) throw new Error(`Execute failed: ${JSON.stringify(body)}`);
    const payloads = openExtendedBuffers(body.ropBuffer);
    const first = decodeOutputBuffer(payloads[0]!.payload, { memory: this.#memory, requests });
    if (first.undecoded !== undefined) throw first.undecoded.reason;
    return { payloads, responses: first.responses, table: first.serverObjectHandleTable };
  }

  /** Logs on: the handle, and the folders of the response. */
  async logon(essdn = ALICE) {
    const { responses, table } = await this.execute([logonRequest(essdn)], [NO_HANDLE]);
    const [response] = responses;
    if (response?.ropId !== RopId.Logon || response.outcome !== "success") throw new Error("no logon");
    return { handle: table[0]!, folderIds: response.folderIds, inbox: response.folderIds[4]!, response };
  }
}

export function connectBody(userDn: string): Uint8Array {
  return encode(encodeConnectRequest, { userDn, flags: 0, defaultCodePage: 1252, lcidSort: 1033, lcidString: 1033 });
}

export function executeBody(ropBuffer: Uint8Array, { flags = PLAIN, maxRopOut = 0x10008 }: ExecuteOptions = {}) {
  return encode(encodeExecuteRequest, { flags, ropBuffer, maxRopOut });
}

export function logonRequest(essdn: string): RopRequest {
  const flags = { undercover: false, ghosted: false, spoolerProcess: false, openFlags: 0 };
  return { ropId: RopId.Logon, logonId: 0, outputHandleIndex: 0, logonKind: "private", ...flags, essdn };
}

/** A connection that is connected. */
export async function connectedTo(url: string, client?: string): Promise<Connection> {
  const connection = new Connection(url, client);
  await connection.connect();
  return connection;
}
