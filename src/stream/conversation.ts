/** A conversation: exchanges in their order, each read with what the earlier ones left. */

import type { RopContext, RopRequest } from "../../generated/rops.js";
import type { CodePage } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import { RopDecodeError } from "../wire/errors.js";
import type { ReaderOptions } from "../wire/reader.js";
import type { Ending } from "./lists.js";
import { type Lack, Memory, type MemoryState } from "./memory.js";
import { ResponseContexts } from "./response-contexts.js";
import { type InputBuffer, type OutputBuffer, readInputBuffer, readOutputBuffer } from "./rop-buffers.js";
import type { ResponseListOptions } from "./rop-responses.js";

/** What a conversation knows; plain data, to JSON and back. */
export interface ConversationState extends MemoryState {
  /** The code page of 8-bit strings in the session, as Connect or EcDoConnectEx named it. */
  readonly codePage?: number;
}

export interface ConversationOptions extends ReaderOptions {
  /** What the bytes do not say and no exchange said: used where the conversation knows nothing better. */
  readonly context?: RopContext | undefined;
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
  /** Each with the requests that it answers: `answers` are indexes into those of the first input. */
  readonly outputs: readonly ReadOutput[];
  /** What this exchange asked for and the conversation did not know. */
  readonly lacks: readonly Lack[];
}

/**
 * Reads exchanges of one session context. Nothing in them makes it throw: what cannot be read is kept as bytes with the
 * reason, and the conversation goes on. Handles and LogonIds mean nothing outside their session context: several of them
 * are as many conversations.
 */
export class Conversation {
  readonly #memory: Memory;
  readonly #options: ConversationOptions;
  #codePage: number | undefined;
  /** The same as text is read in it, if it is one that is known. */
  #ownCodePage: CodePage | undefined;

  constructor(state?: ConversationState, options: ConversationOptions = {}) {
    this.#memory = new Memory(state);
    this.#connect(state?.codePage);
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

  /** The code page of 8-bit strings in the session, beside the memory; `undefined` where none was named or it is not known. */
  get codePage(): CodePage | undefined {
    return this.#ownCodePage;
  }

  /** A session context began: the number of its code page. 8-bit strings are read in it, if it is one that is known. */
  connect(codePage: number): void {
    this.#connect(codePage);
  }

  /** The session context is gone: nothing of it is kept. */
  disconnect(): void {
    this.#memory.clear();
    this.#connect(undefined);
  }

  /**
   * Reads the payloads of one call and of its answer: ROP buffers in the clear, in the order of their extended buffers.
   * Either side may be missing (a capture that begins in the middle, an answer that was lost). What is asked without an
   * answer is taken for done.
   */
  exchange(requestPayloads: readonly Uint8Array[], responsePayloads: readonly Uint8Array[]): Exchange {
    const inputs = requestPayloads.map((payload) => this.#input(payload));
    const requests = inputs[0]?.requests ?? [];
    this.#memory.useTable(inputs[0]?.serverObjectHandleTable ?? []);
    // Further output buffers answer the last request once more; further input buffers continue it and have no answer.
    const outputs = responsePayloads.map((payload, index) =>
      index === 0 ? this.#output(payload, requests) : this.#further(payload, requests),
    );
    if (outputs.length === 0) this.#lose(requests);
    this.#memory.endExchange();
    return { inputs, outputs, lacks: this.#memory.takeLacks() };
  }

  #connect(id: number | undefined): void {
    this.#codePage = id;
    this.#ownCodePage = id === undefined ? undefined : codePage(id);
  }

  #reading(requests?: readonly RopRequest[]): ResponseListOptions {
    const { context, strict, codePage = this.#ownCodePage } = this.#options;
    // In the order in which buffers pass them on to their lists.
    return { codePage, strict, base: 0, context, memory: this.#memory, requests };
  }

  #input(payload: Uint8Array): ReadInput {
    const { buffer, unread } = asFarAsRead(payload, () => readInputBuffer(payload, this.#reading()));
    if (buffer !== undefined && unread === undefined) return buffer;
    return { requests: [], serverObjectHandleTable: [], ...buffer, ...unread };
  }

  #output(payload: Uint8Array, requests: readonly RopRequest[]): ReadOutput {
    const { buffer, unread } = asFarAsRead(payload, () => readOutputBuffer(payload, this.#reading(requests)));
    if (buffer !== undefined && unread === undefined) return buffer;
    if (buffer === undefined) this.#lose(requests);
    const nothing = { responses: [], answers: [], contexts: [], executed: requests.length };
    return { ...nothing, serverObjectHandleTable: [], ...buffer, ...unread };
  }

  #further(payload: Uint8Array, requests: readonly RopRequest[]): ReadOutput {
    const output = this.#output(payload, requests.slice(-1));
    return { ...output, answers: output.answers.map((answer) => (answer < 0 ? -1 : requests.length - 1)) };
  }

  #lose(requests: readonly RopRequest[]): void {
    new ResponseContexts({ memory: this.#memory, requests }).lose();
  }
}

/** A buffer, if at least its frame can be read; and what of it cannot. */
function asFarAsRead<Buffer extends Ending>(
  bytes: Uint8Array,
  read: () => Buffer,
): { readonly buffer?: Omit<Buffer, "malformed">; readonly unread?: { readonly unread: Unread } } {
  try {
    const whole = read();
    if (whole.malformed === undefined) return { buffer: whole };
    const { malformed: error, ...buffer } = whole;
    return { buffer, unread: { unread: { error, bytes } } };
  } catch (error) {
    if (!(error instanceof RopDecodeError)) throw error;
    return { unread: { unread: { error, bytes } } };
  }
}
