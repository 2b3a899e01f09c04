/** A session context that is listened to: every answer is decoded, encoded again, and compared with the bytes that came. */
import {
  Conversation,
  encodeOutputBuffer,
  type Memory,
  type ReadOutput,
  RopCodecError,
  type RopRequest,
} from "../../src/index.js";
import {
  type CallOptions,
  type ExecuteOptions,
  type ExecuteResult,
  MapiHttpError,
  ResponseCode,
  type SessionContext,
} from "../../src/mapi-http/index.js";
import { excerpt, firstDifference, undecodable } from "./bytes.js";

/** What has been heard in a tour. */
export interface Heard {
  calls: number;
  buffers: number;
  bytes: number;
  /** Output buffers that could not be read, or did not come out as the bytes that came. */
  damaged: number;
  /** How often the server said that events wait. */
  wakes: number;
}

export class Wiretap implements SessionContext {
  /** Stands for a server that has no NotificationWait. */
  refuseWaits = false;
  /** Shorter than what servers ask for: the tour cannot wait so long. */
  readonly pollsMax: number;
  readonly #inner: SessionContext;
  readonly #heard: Heard;
  readonly #damaged: (lines: readonly string[]) => void;
  readonly #conversation = new Conversation();

  constructor(inner: SessionContext, pollsMax: number, heard: Heard, damaged: (lines: readonly string[]) => void) {
    this.#inner = inner;
    this.pollsMax = pollsMax;
    this.#heard = heard;
    this.#damaged = damaged;
    this.#conversation.connect(inner.codePage);
  }

  get index(): number | undefined {
    return this.#inner.index;
  }

  get codePage(): number {
    return this.#inner.codePage;
  }

  get serverCapabilities(): number {
    return this.#inner.serverCapabilities;
  }

  async execute(payloads: readonly Uint8Array[], options?: ExecuteOptions): Promise<ExecuteResult> {
    const result = await this.#inner.execute(payloads, options);
    this.#heard.calls++;
    this.#check(payloads, result.payloads);
    return result;
  }

  async notificationWait(options?: CallOptions): Promise<boolean> {
    if (this.refuseWaits) {
      const { invalidRequestType: responseCode } = ResponseCode;
      throw new MapiHttpError("response-code", { requestType: "NotificationWait", responseCode });
    }
    const woken = await this.#inner.notificationWait(options);
    if (woken) this.#heard.wakes++;
    return woken;
  }

  async disconnect(options?: CallOptions): Promise<void> {
    await this.#inner.disconnect(options);
  }

  async reconnect(options?: CallOptions): Promise<SessionContext> {
    return new Wiretap(await this.#inner.reconnect(options), this.pollsMax, this.#heard, this.#damaged);
  }

  #check(requests: readonly Uint8Array[], responses: readonly Uint8Array[]): void {
    // What is known now is what the encoder needs as well.
    const memory = this.#conversation.memory.copy();
    const { inputs, outputs } = this.#conversation.exchange(requests, responses);
    memory.useTable(inputs[0]?.serverObjectHandleTable ?? []);
    for (const [index, output] of outputs.entries()) {
      const bytes = responses[index] ?? new Uint8Array();
      this.#heard.buffers++;
      this.#heard.bytes += bytes.length;
      const damage = damageOf(bytes, output, inputs[0]?.requests ?? [], memory);
      if (damage.length > 0) this.#heard.damaged++;
      this.#damaged(damage);
    }
  }
}

/** What is wrong with an output buffer, in lines: nothing if all is well. */
function damageOf(
  bytes: Uint8Array,
  output: ReadOutput,
  requests: readonly RopRequest[],
  memory: Memory,
): readonly string[] {
  const { responses, serverObjectHandleTable, unread, undecoded } = output;
  if (unread !== undefined) return undecodable("output buffer", unread.error, bytes);
  if (undecoded !== undefined) return undecodable("output buffer", undecoded.reason, bytes);
  try {
    const again = encodeOutputBuffer(responses, serverObjectHandleTable, { requests, memory });
    const at = firstDifference(bytes, again);
    if (at === undefined) return [];
    return ["encoded again, other bytes come out; received and encoded:", excerpt(bytes, at), excerpt(again, at)];
  } catch (error) {
    if (!(error instanceof RopCodecError)) throw error;
    return [`decoded, but not encoded again: ${error.message}`];
  }
}
