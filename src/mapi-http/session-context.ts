/** A session context as both transports give it: payloads out, payloads in, and the wait for events. */
import { decodeAuxBlocks } from "../../generated/frames/aux-blocks.js";
import { ExecuteFlags } from "../../generated/index.js";
import { decode } from "../codec.js";
import {
  type CloseOptions,
  closeExtendedBuffers,
  openExtendedBuffers,
  PAYLOAD_LIMIT,
} from "../frame/extended-buffers.js";
import { RopDecodeError } from "../wire/errors.js";

/** What every call takes. */
export interface CallOptions {
  /** Gives up: the call rejects with the signal's reason. The server may have done its part all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Called for every PENDING of a server that is still at work (MAPI/HTTP only). */
  readonly onPending?: (() => void) | undefined;
}

/** How ROPs are sent, and how their answer may come. */
export interface ExecuteOptions extends CallOptions {
  /** The server may compress its payloads. Default true. */
  readonly compression?: boolean | undefined;
  /** The server may obfuscate its payloads with XOR 0xA5. Default false: the connection hides them better. */
  readonly xorMagic?: boolean | undefined;
  /** The server may pack further answers to the last ROP behind the first. Default false. */
  readonly chain?: boolean | undefined;
  /**
   * Several uploads of pieces at the end of a batch go in payloads of their own, where the server takes that, and are
   * answered once, as the first of them: RopWriteStreamExtended, RopFastTransferDestinationPutBuffer and its extended form.
   * Default false.
   */
  readonly pack?: boolean | undefined;
  /** The most bytes of extended buffers that the server may answer with. Default 0x10008, with `chain` 0x40000. */
  readonly maxRopOut?: number | undefined;
  /** How the own payloads are sent. Default: as they are. */
  readonly send?: CloseOptions | undefined;
  /** Auxiliary blocks in one extended buffer. */
  readonly auxiliaryBuffer?: Uint8Array | undefined;
}

/** What the ROPs brought. */
export interface ExecuteResult {
  /** ROP output buffers in the clear, in their order. */
  readonly payloads: readonly Uint8Array[];
  /** Auxiliary blocks in one extended buffer, as it came. */
  readonly auxiliaryBuffer?: Uint8Array | undefined;
}

/**
 * A session context on a server, whatever leads to it. Calls are made one at a time, in the order in which they were
 * asked for; only the wait for events goes beside them. All reject with a {@link SessionContextError} where the
 * transport or the server fails, with a RopDecodeError where what it brought is malformed inside its body, and with the
 * signal's reason where they were aborted.
 */
export interface SessionContext {
  /** The session index (`piCxr`); `undefined` over MAPI/HTTP, where no response carries it. */
  readonly index: number | undefined;
  /** The code page of 8-bit strings, as it was asked for. */
  readonly codePage: number;
  /** How long to wait between polls, in milliseconds, as the server wants it. */
  readonly pollsMax: number;
  /** The bits of ServerCapabilityFlags that the server sent when the context was made. */
  readonly serverCapabilities: number;
  /**
   * Sends ROP input buffers: one, or more where a server takes packed uploads.
   *
   * @throws RopDecodeError where the extended buffers of the answer are malformed
   */
  execute(payloads: readonly Uint8Array[], options?: ExecuteOptions): Promise<ExecuteResult>;
  /** Resolves when events wait for an Execute (true) or the server's time is over (false), mostly five minutes. */
  notificationWait(options?: CallOptions): Promise<boolean>;
  /** Ends the context, and a wait for events with it. No call is made on it afterwards. */
  disconnect(options?: CallOptions): Promise<void>;
  /** Makes a new context in place of this one, which is closed once the new one is there. Its handles are gone. */
  reconnect(options?: CallOptions): Promise<SessionContext>;
}

/** pulFlags of EcDoRpcExt2, Flags of an Execute request. */
export function executeFlags({ compression = true, xorMagic = false, chain = false }: ExecuteOptions): number {
  return (
    (compression ? 0 : ExecuteFlags.noCompression) |
    (xorMagic ? 0 : ExecuteFlags.noXorMagic) |
    (chain ? ExecuteFlags.chain : 0)
  );
}

/** How much may come back. */
export function maxRopOut(options: ExecuteOptions): number {
  return options.maxRopOut ?? (options.chain === true ? 0x40000 : 0x10008);
}

/**
 * Closes the payloads of a call.
 *
 * @throws RangeError where one is larger than 32 KB or there is none
 */
export function closePayloads(payloads: readonly Uint8Array[], options: ExecuteOptions): Uint8Array {
  if (payloads.length === 0) throw new RangeError("A call needs a payload; one without ROPs is an empty ROP buffer.");
  for (const { length } of payloads) {
    if (length > PAYLOAD_LIMIT) throw new RangeError(`A payload has at most ${PAYLOAD_LIMIT} bytes, not ${length}.`);
  }
  return closeExtendedBuffers(payloads, options.send);
}

/** The payloads of an answer. @throws RopDecodeError */
export function openPayloads(ropBuffer: Uint8Array): readonly Uint8Array[] {
  return openExtendedBuffers(ropBuffer).map(({ payload }) => payload);
}

/** The capabilities among the auxiliary blocks; 0 where none are stated or the blocks cannot be read: they are a courtesy. */
export function serverCapabilities(auxiliaryBuffer: Uint8Array | undefined): number {
  if (auxiliaryBuffer === undefined || auxiliaryBuffer.length === 0) return 0;
  try {
    const blocks = openExtendedBuffers(auxiliaryBuffer).flatMap(({ payload }) => decode(decodeAuxBlocks, payload));
    const block = blocks.find(({ versionAndType }) => versionAndType === "serverCapabilities");
    return block !== undefined && "serverCapabilityFlags" in block ? block.serverCapabilityFlags : 0;
  } catch (error) {
    if (error instanceof RopDecodeError) return 0;
    throw error;
  }
}
