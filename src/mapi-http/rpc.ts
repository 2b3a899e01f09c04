/** The RPC transport: the calls of MS-OXCRPC as functions that a user plugs in, and the rules for their parameters. */
import { ServerCapabilityFlags } from "../../generated/index.js";
import { codeText, SessionContextError } from "./errors.js";
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
import { abortable, Turns } from "./turns.js";

/** Three words of a version as they are on the wire. */
export type VersionWords = readonly [number, number, number];

/** Gives a call up. */
export interface RpcCallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What EcDoConnectEx is called with. [MS-OXCRPC] 3.1.4.1 */
export interface EcDoConnectExParameters {
  /** The user, as a distinguished name. */
  readonly szUserDN: string;
  /** Bits of ConnectFlags. */
  readonly ulFlags: number;
  /** A hash of the connection for spreading load; any number. */
  readonly ulConMod: number;
  readonly cbLimit: 0;
  /** The code page of 8-bit strings. */
  readonly ulCpid: number;
  /** The locale for everything but sorting. */
  readonly ulLcidString: number;
  /** The locale to sort by. */
  readonly ulLcidSort: number;
  /** The session index of the context to link with, in its low 16 bits; 0xFFFFFFFF for none. */
  readonly ulIcxrLink: number;
  readonly usFCanConvertCodePages: 1;
  readonly rgwClientVersion: VersionWords;
  /** The time stamp of the context to link with; 0 for none. */
  readonly pulTimeStamp: number;
  readonly rgbAuxIn: Uint8Array;
  /** The most bytes of rgbAuxOut. */
  readonly pcbAuxOut: number;
}

/** What EcDoConnectEx returns. */
export interface EcDoConnectExResult {
  /** The session context handle (CXH), 20 bytes; zeros on failure. */
  readonly pcxh: Uint8Array;
  /** Milliseconds between polls. */
  readonly pcmsPollsMax: number;
  readonly pcRetry: number;
  /** Milliseconds between retries. */
  readonly pcmsRetryDelay: number;
  /** The session index: what RopPending names this context by (u16). */
  readonly piCxr: number;
  readonly szDNPrefix: string;
  readonly szDisplayName: string;
  readonly rgwServerVersion: VersionWords;
  readonly rgwBestVersion: VersionWords;
  readonly pulTimeStamp: number;
  readonly rgbAuxOut: Uint8Array;
  readonly returnValue: number;
}

/** What EcDoRpcExt2 is called with. [MS-OXCRPC] 3.1.4.2 */
export interface EcDoRpcExt2Parameters {
  readonly pcxh: Uint8Array;
  /** Bits of ExecuteFlags. */
  readonly pulFlags: number;
  /** Extended buffers; its length is cbIn. */
  readonly rgbIn: Uint8Array;
  /** The most bytes of rgbOut. */
  readonly pcbOut: number;
  readonly rgbAuxIn: Uint8Array;
  /** The most bytes of rgbAuxOut. */
  readonly pcbAuxOut: number;
}

/** What EcDoRpcExt2 returns. */
export interface EcDoRpcExt2Result {
  /** Zeros: the session context is gone. */
  readonly pcxh: Uint8Array;
  /** Extended buffers; its length is pcbOut. Without meaning on failure. */
  readonly rgbOut: Uint8Array;
  readonly rgbAuxOut: Uint8Array;
  /** Milliseconds that the server took. */
  readonly pulTransTime: number;
  readonly returnValue: number;
}

/** The calls of EMSMDB and AsyncEMSMDB that a session needs. A function that rejects says that the network failed. */
export interface RpcTransport {
  ecDoConnectEx(parameters: EcDoConnectExParameters, options: RpcCallOptions): Promise<EcDoConnectExResult>;
  ecDoRpcExt2(parameters: EcDoRpcExt2Parameters, options: RpcCallOptions): Promise<EcDoRpcExt2Result>;
  ecDoDisconnect(
    parameters: { readonly pcxh: Uint8Array },
    options: RpcCallOptions,
  ): Promise<{ readonly pcxh: Uint8Array; readonly returnValue: number }>;
  /** Left out where the transport has no asynchronous calls: then the session is polled. */
  ecDoAsyncConnectEx?(
    parameters: { readonly cxh: Uint8Array },
    options: RpcCallOptions,
  ): Promise<{ readonly pacxh: Uint8Array; readonly returnValue: number }>;
  ecDoAsyncWaitEx?(
    parameters: { readonly acxh: Uint8Array; readonly ulFlagsIn: 0 },
    options: RpcCallOptions,
  ): Promise<{ readonly pulFlagsOut: number; readonly returnValue: number }>;
}

/** The functions of a {@link RpcTransport}. */
export type RpcFunction = keyof RpcTransport;

/** Where a call over RPC came to grief. */
export type RpcFailure =
  /** The transport rejected; `cause` says why. */
  | "network"
  /** The server returned an error: `returnValue`. */
  | "return-value"
  /** The server returned what the interface does not allow. */
  | "result"
  /** The server or the transport has no asynchronous calls. */
  | "unsupported"
  /** The session context was destroyed by the server. */
  | "destroyed"
  /** The session context was disconnected, or replaced by a reconnection, on this side. */
  | "closed";

/** What a {@link RpcError} says beside its kind. */
export interface RpcErrorDetails {
  readonly function: RpcFunction;
  readonly message: string;
  readonly returnValue?: number | undefined;
  readonly cause?: unknown;
}

/** A call over RPC that did not bring its result. */
export class RpcError extends SessionContextError {
  override readonly name = "RpcError";
  readonly failure: RpcFailure;
  readonly function: RpcFunction;
  readonly returnValue: number | undefined;

  constructor(failure: RpcFailure, details: RpcErrorDetails) {
    super(
      `${details.function}: ${details.message}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.failure = failure;
    this.function = details.function;
    this.returnValue = details.returnValue;
  }

  override get contextGone(): boolean {
    return this.failure === "destroyed" || this.failure === "closed";
  }

  override get refused(): boolean {
    return this.failure === "return-value" || this.failure === "unsupported";
  }
}

/** Who connects over RPC, and how. */
export interface RpcConnectOptions extends RpcCallOptions {
  /** The user's distinguished name. */
  readonly userDn: string;
  /** Bits of ConnectFlags. Default 0. */
  readonly flags?: number | undefined;
  /** Default 0. */
  readonly connectionModulus?: number | undefined;
  /** The code page of 8-bit strings in the session. Default 1252. */
  readonly defaultCodePage?: number | undefined;
  /** The locale (LCID) to sort by. Default 0x0409. */
  readonly lcidSort?: number | undefined;
  /** The locale (LCID) for everything else. Default 0x0409. */
  readonly lcidString?: number | undefined;
  /** Default 15.0.847.4040, which servers take for one that knows everything here. */
  readonly clientVersion?: VersionWords | undefined;
  /** An earlier context to link with: then RopPending on either may name the other. */
  readonly link?: RpcContext | undefined;
  /** Auxiliary blocks in one extended buffer, at most 0x1008 bytes. */
  readonly auxiliaryBuffer?: Uint8Array | undefined;
}

/** 15.0.847.4040 in the scheme of four parts. */
const CLIENT_VERSION: VersionWords = [0x0f00, 0x834f, 0x0fc8];
/** ulIcxrLink that links with nothing. */
const NO_LINK = 0xffffffff;
/** The size of a context handle, in bytes. */
const HANDLE_SIZE = 20;
/** The least and the most bytes of rgbIn and rgbOut. */
const LEAST = 8;
const MOST = 0x40000;
/** The most bytes of rgbOut from a server with ultraLargePackedDownloadBuffers. */
const MOST_ULTRA_LARGE = 0x100000;
/** The most bytes of auxiliary buffers. */
const MOST_AUXILIARY = 0x1008;
/** The first server with asynchronous calls. */
const ASYNCHRONOUS = [8, 0, 358, 0] as const;
/** In pulFlagsOut of EcDoAsyncWaitEx. */
const NOTIFICATION_PENDING = 0x00000001;
const NO_BYTES = new Uint8Array();

/**
 * Makes a session context over RPC.
 *
 * @throws RpcError
 * @throws RangeError for an auxiliary buffer that is too large
 */
export async function connectRpc(transport: RpcTransport, options: RpcConnectOptions): Promise<RpcContext> {
  const { link, signal, auxiliaryBuffer: rgbAuxIn = NO_BYTES } = options;
  checkSize("cbAuxIn", rgbAuxIn.length, 0, MOST_AUXILIARY);
  const parameters: EcDoConnectExParameters = {
    szUserDN: options.userDn,
    ulFlags: options.flags ?? 0,
    ulConMod: options.connectionModulus ?? 0,
    cbLimit: 0,
    ulCpid: options.defaultCodePage ?? 1252,
    ulLcidString: options.lcidString ?? 0x0409,
    ulLcidSort: options.lcidSort ?? 0x0409,
    ulIcxrLink: link?.index ?? NO_LINK,
    usFCanConvertCodePages: 1,
    rgwClientVersion: options.clientVersion ?? CLIENT_VERSION,
    pulTimeStamp: link?.connected.pulTimeStamp ?? 0,
    rgbAuxIn,
    pcbAuxOut: MOST_AUXILIARY,
  };
  const connected = await called("ecDoConnectEx", transport.ecDoConnectEx(parameters, { signal }), signal);
  const { pcxh, piCxr } = connected;
  if (pcxh.length !== HANDLE_SIZE || isZero(pcxh))
    throw unexpected("ecDoConnectEx", "success without a context handle");
  if (!Number.isInteger(piCxr) || piCxr < 0 || piCxr > 0xffff) throw unexpected("ecDoConnectEx", `piCxr is ${piCxr}`);
  return new RpcContext(transport, options, connected);
}

/** A session context over RPC. Its session index is known, so RopPending for it is answered. */
export class RpcContext implements SessionContext {
  /** piCxr. */
  readonly index: number;
  readonly codePage: number;
  readonly serverCapabilities: number;
  /** What the server said when it made the context. */
  readonly connected: EcDoConnectExResult;
  readonly #transport: RpcTransport;
  readonly #options: RpcConnectOptions;
  readonly #turns = new Turns();
  readonly #waits = new Turns();
  /** Aborted when the context is gone, with the error that says how. */
  readonly #gone = new AbortController();
  /** CXH: every call hands it back. */
  #pcxh: Uint8Array;
  /** ACXH, once it is made. */
  #acxh: Uint8Array | undefined;

  /** For {@link connectRpc}. */
  constructor(transport: RpcTransport, options: RpcConnectOptions, connected: EcDoConnectExResult) {
    this.#transport = transport;
    this.#options = options;
    this.connected = connected;
    this.index = connected.piCxr;
    this.codePage = options.defaultCodePage ?? 1252;
    this.serverCapabilities = serverCapabilities(connected.rgbAuxOut);
    this.#pcxh = connected.pcxh;
  }

  get pollsMax(): number {
    return this.connected.pcmsPollsMax;
  }

  /** @throws RpcError, RopDecodeError; RangeError for sizes that the interface does not allow */
  async execute(payloads: readonly Uint8Array[], options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const { signal, auxiliaryBuffer: rgbAuxIn = NO_BYTES } = options;
    const rgbIn = closePayloads(payloads, options);
    const pcbOut = maxRopOut(options);
    const ultraLarge = (this.serverCapabilities & ServerCapabilityFlags.ultraLargePackedDownloadBuffers) !== 0;
    checkSize("cbIn", rgbIn.length, LEAST, MOST);
    checkSize("pcbOut", pcbOut, LEAST, ultraLarge ? MOST_ULTRA_LARGE : MOST);
    checkSize("cbAuxIn", rgbAuxIn.length, 0, MOST_AUXILIARY);
    const pulFlags = executeFlags(options);
    const call = async () => {
      this.#gone.signal.throwIfAborted();
      const parameters = { pcxh: this.#pcxh, pulFlags, rgbIn, pcbOut, rgbAuxIn, pcbAuxOut: MOST_AUXILIARY };
      const sent = this.#transport.ecDoRpcExt2(parameters, { signal });
      const result = await called("ecDoRpcExt2", sent, signal, (returned) => this.#keep(returned));
      if (result.rgbOut.length > pcbOut) {
        throw unexpected("ecDoRpcExt2", `rgbOut has ${result.rgbOut.length} bytes, at most ${pcbOut} were asked for`);
      }
      return result;
    };
    const { rgbOut, rgbAuxOut } = await this.#turns.take(call, signal);
    return { payloads: openPayloads(rgbOut), ...(rgbAuxOut.length === 0 ? {} : { auxiliaryBuffer: rgbAuxOut }) };
  }

  /** @throws RpcError */
  async notificationWait({ signal }: CallOptions = {}): Promise<boolean> {
    return this.#waits.take(() => abortable(this.#wait(signal), this.#gone.signal), signal);
  }

  /** @throws RpcError */
  async disconnect({ signal }: CallOptions = {}): Promise<void> {
    const call = async () => {
      this.#gone.signal.throwIfAborted();
      const sent = this.#transport.ecDoDisconnect({ pcxh: this.#pcxh }, { signal });
      this.#close();
      await called("ecDoDisconnect", sent, signal);
    };
    await this.#turns.take(call, signal);
  }

  /** Connects once more with the same options. The new context has an index of its own. @throws RpcError */
  async reconnect({ signal }: CallOptions = {}): Promise<RpcContext> {
    const call = async () => {
      const context = await connectRpc(this.#transport, { ...this.#options, signal });
      this.#close();
      return context;
    };
    return this.#turns.take(call, signal);
  }

  async #wait(signal: AbortSignal | undefined): Promise<boolean> {
    this.#gone.signal.throwIfAborted();
    const { ecDoAsyncConnectEx, ecDoAsyncWaitEx } = this.#transport;
    const version = versionOf(this.connected.rgwServerVersion);
    if (ecDoAsyncConnectEx === undefined || ecDoAsyncWaitEx === undefined || isBefore(version, ASYNCHRONOUS)) {
      const message = `no asynchronous calls (server ${version.join(".")})`;
      throw new RpcError("unsupported", { function: "ecDoAsyncWaitEx", message });
    }
    if (this.#acxh === undefined) {
      const connecting = ecDoAsyncConnectEx.call(this.#transport, { cxh: this.#pcxh }, { signal });
      this.#acxh = (await called("ecDoAsyncConnectEx", connecting, signal)).pacxh;
    }
    const waiting = ecDoAsyncWaitEx.call(this.#transport, { acxh: this.#acxh, ulFlagsIn: 0 }, { signal });
    const { pulFlagsOut } = await called("ecDoAsyncWaitEx", waiting, signal);
    return (pulFlagsOut & NOTIFICATION_PENDING) !== 0;
  }

  /** Takes the handle that a call handed back: the same, or zeros. @throws RpcError */
  #keep({ pcxh, returnValue }: EcDoRpcExt2Result): void {
    this.#pcxh = pcxh;
    if (!isZero(pcxh)) return;
    const message = "the server has destroyed the session context";
    this.#gone.abort(new RpcError("destroyed", { function: "ecDoRpcExt2", message, returnValue }));
    this.#gone.signal.throwIfAborted();
  }

  #close(): void {
    const message = "the session context was disconnected, or replaced by a reconnection";
    this.#gone.abort(new RpcError("closed", { function: "ecDoRpcExt2", message }));
  }
}

/**
 * Waits for a call, and looks at what it returned.
 *
 * @param first what is looked at before the return value
 */
async function called<Result extends { readonly returnValue: number }>(
  name: RpcFunction,
  call: Promise<Result>,
  signal: AbortSignal | undefined,
  first?: (result: Result) => void,
): Promise<Result> {
  const result = await abortable(call, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new RpcError("network", { function: name, message, cause });
  });
  first?.(result);
  const { returnValue } = result;
  if (returnValue === 0) return result;
  throw new RpcError("return-value", { function: name, message: `returned ${codeText(returnValue)}`, returnValue });
}

function unexpected(name: RpcFunction, message: string): RpcError {
  return new RpcError("result", { function: name, message });
}

function checkSize(name: string, size: number, least: number, most: number): void {
  if (Number.isInteger(size) && size >= least && size <= most) return;
  throw new RangeError(`${name} is ${least} to ${most}, not ${size}.`);
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * A version as numbers: product major and minor, build major and minor. Where bit 15 of the second word is clear,
 * the words are of the older scheme, which has no product minor. [MS-OXCRPC] 3.1.4.1.3
 */
export function versionOf([first, second, third]: VersionWords): readonly [number, number, number, number] {
  if ((second & 0x8000) === 0) return [first, 0, second, third];
  return [first >> 8, first & 0xff, second & 0x7fff, third];
}

function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const at = version.findIndex((part, index) => part !== other[index]);
  return at >= 0 && version[at]! < other[at]!;
}
