/** A conversation: exchanges in their order, each read with what the earlier ones left. */

import type { RopContext, RopRequest, RopResponse } from "../../generated/rops.js";
import { codePage } from "../wire/code-pages.js";
import { RopDecodeError } from "../wire/errors.js";
import type { ReaderOptions } from "../wire/reader.js";
import { type Lack, Memory, type MemoryState } from "./memory.js";
import { decodeInputBuffer, decodeOutputBuffer, type InputBuffer, type OutputBuffer } from "./rop-buffers.js";

/** What a conversation knows; plain data, to JSON and back. */
export interface ConversationState extends MemoryState {
  /** The code page of 8-bit strings in the session, as Connect or EcDoConnectEx named it. */
  readonly codePage?: number;
}

export interface ConversationOptions extends ReaderOptions {
  /** What the bytes do not say and no exchange said: used where the conversation knows nothing better. */
  readonly context?: RopContext;
}

/** A payload that could not be read to its end: what was read, why not more, and the bytes. */
export interface Unread {
  readonly error: RopDecodeError;
  readonly bytes: Uint8Array;
}

export type ReadInput = InputBuffer & { readonly unread?: Unread };
export type ReadOutput = OutputBuffer & { readonly unread?: Unread };

export interface Exchange {
  readonly inputs: readonly ReadInput[];
  readonly outputs: readonly ReadOutput[];
  /** What this exchange asked for and the conversation did not know. */
  readonly lacks: readonly Lack[];
}

/**
 * Reads exchanges of one session context. Nothing in them makes it throw: what cannot be read is kept as bytes with the
 * reason, and the conversation goes on.
 */
export class Conversation {
  readonly #memory: Memory;
  readonly #options: ConversationOptions;
  #codePage: number | undefined;

  constructor(state?: ConversationState, options: ConversationOptions = {}) {
    this.#memory = new Memory(state);
    this.#codePage = state?.codePage;
    this.#options = options;
  }

  /** A copy that shares nothing with the conversation. */
  get state(): ConversationState {
    return { ...this.#memory.state, ...(this.#codePage === undefined ? {} : { codePage: this.#codePage }) };
  }

  /** The memory, for encoding what fits to this conversation. */
  get memory(): Memory {
    return this.#memory;
  }

  /** A session context began: the number of its code page. 8-bit strings are read in it, if it is one that is known. */
  connect(codePage: number): void {
    this.#codePage = codePage;
  }

  /** The session context is gone: nothing of it is kept. */
  disconnect(): void {
    this.#memory.clear();
    this.#codePage = undefined;
  }

  /**
   * Reads the payloads of one call and of its answer: ROP buffers in the clear, in the order of their extended buffers.
   * Either side may be missing (a capture that begins in the middle, an answer that was lost).
   */
  exchange(requestPayloads: readonly Uint8Array[], responsePayloads: readonly Uint8Array[]): Exchange {
    const inputs = requestPayloads.map((payload) => this.#input(payload));
    const first = inputs[0]?.requests ?? [];
    const last = first.slice(-1);
    // Further output buffers answer the last request once more; further input buffers continue it and have no answer.
    const outputs = responsePayloads.map((payload, index) => this.#output(payload, index === 0 ? first : last));
    this.#memory.endExchange();
    return { inputs, outputs, lacks: this.#memory.takeLacks() };
  }

  get #reading(): ConversationOptions & { readonly memory: Memory } {
    const own = this.#codePage === undefined ? undefined : codePage(this.#codePage);
    return { ...this.#options, codePage: this.#options.codePage ?? own, memory: this.#memory };
  }

  #input(payload: Uint8Array): ReadInput {
    try {
      return decodeInputBuffer(payload, this.#reading);
    } catch (error) {
      return {
        requests: completeOf<RopRequest>(error, "requests"),
        serverObjectHandleTable: [],
        unread: unreadOf(error, payload),
      };
    }
  }

  #output(payload: Uint8Array, requests: readonly RopRequest[]): ReadOutput {
    try {
      return decodeOutputBuffer(payload, { ...this.#reading, requests });
    } catch (error) {
      const responses = completeOf<RopResponse>(error, "responses");
      return {
        responses,
        answers: responses.map(() => -1),
        serverObjectHandleTable: [],
        unread: unreadOf(error, payload),
      };
    }
  }
}

/** The ROPs that had been read completely when the error came. */
function completeOf<T>(error: unknown, name: "requests" | "responses"): readonly T[] {
  const partial =
    error instanceof RopDecodeError ? (error.partial as Readonly<Record<string, unknown>> | undefined) : undefined;
  const rops = partial?.[name];
  return Array.isArray(rops) ? (rops as readonly T[]).slice(0, failedAt(error)) : [];
}

/** The index of the ROP that failed: what stands at it is only a part. */
function failedAt(error: unknown): number {
  const index = error instanceof RopDecodeError ? error.path[1] : undefined;
  return typeof index === "number" ? index : 0;
}

function unreadOf(error: unknown, bytes: Uint8Array): Unread {
  if (error instanceof RopDecodeError) return { error, bytes };
  throw error;
}
