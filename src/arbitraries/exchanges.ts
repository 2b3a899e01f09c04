/** Exchanges and conversations: ROP buffers with handle tables, in extended buffers, in the bodies of MAPI/HTTP. */
import { drawExecuteRequest, drawExecuteResponse } from "../../generated/arbitraries/frames/mapi-http.js";
import { LogonKind } from "../../generated/enumerations.js";
import { encodeExecuteRequest, encodeExecuteResponse } from "../../generated/frames/mapi-http.js";
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { encode } from "../codec.js";
import { closeExtendedBuffers, done, pending, processing } from "../frame/index.js";
import { Conversation, encodeInputBuffer, encodeOutputBuffer, Memory } from "../stream/index.js";
import type { Draw, Knobs } from "./draw.js";
import { drawRequests, drawResponses, type Setting } from "./lists.js";
import { NO_HANDLE, Objects } from "./objects.js";

/** The requests of one call, the responses to them, and both as bytes. */
export interface DrawnExchange {
  readonly requests: readonly RopRequest[];
  readonly responses: readonly RopResponse[];
  /** The server object handle tables of the requests and of the responses. */
  readonly tables: { readonly input: readonly number[]; readonly output: readonly number[] };
  /** The ROP input buffer and the ROP output buffer, in the clear. */
  readonly input: Uint8Array;
  readonly output: Uint8Array;
}

/** Exchanges of one session context, each with what the earlier ones left. */
export interface DrawnConversation {
  readonly exchanges: readonly DrawnExchange[];
  /** What is known before the first exchange. */
  readonly context: { readonly logonKind: LogonKind };
}

/** One exchange in the bodies of a MAPI/HTTP call. */
export interface DrawnCall extends DrawnExchange {
  readonly context: { readonly logonKind: LogonKind };
  /** The body of the Execute request. */
  readonly requestBody: Uint8Array;
  /** The body of the Execute response, with its envelope. */
  readonly responseBody: Uint8Array;
}

/** A logon and nothing remembered. */
export function settingOf(d: Draw, { codePage }: Knobs = {}): Setting {
  return { logonId: d.below(256), logonKind: d.name(LogonKind), memory: new Memory(), codePage };
}

export function drawExchange(d: Draw, setting: Setting, handles: readonly number[], first?: number): DrawnExchange {
  const objects = new Objects(handles);
  const requests = drawRequests(d, objects, setting, first);
  const responses = drawResponses(d, requests, objects, setting);
  const { logonKind, codePage } = setting;
  const memory = new Memory(setting.memory.state);
  const { input, output } = objects;
  memory.useTable(input);
  return {
    requests,
    responses,
    tables: { input, output },
    input: encodeInputBuffer(requests, input, { context: { logonKind }, codePage }),
    output: encodeOutputBuffer(responses, output, { requests, memory, codePage }),
  };
}

/** A conversation that begins with RopLogon. */
export function drawConversation(d: Draw, knobs: Knobs = {}): DrawnConversation {
  const { codePage } = knobs;
  const setting = settingOf(d, knobs);
  const { logonId, logonKind } = setting;
  const conversation = new Conversation(undefined, { context: { logonKind }, codePage });
  const exchanges: DrawnExchange[] = [];
  for (let left = 1 + Math.min(d.count(), 7); left > 0; left--) {
    const { memory } = conversation;
    const kind = (memory.find("logonKind", "logonId", logonId) ?? logonKind) as LogonKind;
    const handles = (exchanges.at(-1)?.tables.output ?? []).filter((handle) => handle !== NO_HANDLE);
    const first = exchanges.length === 0 ? RopId.Logon : undefined;
    const exchange = drawExchange(d, { ...setting, logonKind: kind, memory }, handles, first);
    conversation.exchange([exchange.input], [exchange.output]);
    exchanges.push(exchange);
  }
  return { exchanges, context: { logonKind } };
}

/** Payloads in extended buffers, each compressed and obfuscated or not. */
export function drawExtendedBuffers(d: Draw, payloads: readonly Uint8Array[]): Uint8Array {
  return closeExtendedBuffers(payloads.map((payload) => ({ compressed: d.boolean(), xorMagic: d.boolean(), payload })));
}

export function drawCall(d: Draw, knobs: Knobs = {}): DrawnCall {
  const setting = settingOf(d, knobs);
  const exchange = drawExchange(
    d,
    setting,
    d.listOf(d.below(4), () => d.bits(16)),
  );
  const request = { ...d.one(() => drawExecuteRequest(d)), ropBuffer: drawExtendedBuffers(d, [exchange.input]) };
  const success = { ropBuffer: drawExtendedBuffers(d, [exchange.output]), errorCode: 0 };
  const response = { outcome: "success", statusCode: 0, ...success } as const;
  const drawn = d.one(() => drawExecuteResponse(d));
  return {
    ...exchange,
    context: { logonKind: setting.logonKind },
    requestBody: encode(encodeExecuteRequest, request),
    responseBody: enveloped(
      d,
      encode(encodeExecuteResponse, drawn.outcome === "success" ? { ...drawn, ...response } : response),
    ),
  };
}

/** With the meta-tags in front that keep a client waiting. */
function enveloped(d: Draw, body: Uint8Array): Uint8Array {
  const waiting = [processing(), ...d.listOf(d.below(3), pending)];
  const end = done([["X-ElapsedTime", String(d.u16())]], body);
  return Uint8Array.from([...waiting, end].flatMap((part) => [...part]));
}
