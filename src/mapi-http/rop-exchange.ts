/** ROPs over one session context: requests in, responses paired with them out, and what the one leaves for the next. */
import { encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import { ropInfo } from "../../generated/rop-info.js";
import { encodeRopRequest, type RopContext, RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { encode } from "../codec.js";
import { Conversation, type Exchange } from "../stream/conversation.js";
import type { CodePage } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import { inside, type RopDecodeError } from "../wire/errors.js";
import { Writer } from "../wire/writer.js";
import { Backoff } from "./backoff.js";
import { NotificationTargets } from "./notification-targets.js";
import { Handles, type NamedRequest, RopBatchResult } from "./rop-batch.js";
import type { ExecuteOptions, SessionContext } from "./session-context.js";
import { sleep } from "./turns.js";

/** What a session context and its client have said to each other so far. Its calls must not overlap. */
export class RopExchange {
  readonly targets: NotificationTargets = new NotificationTargets();
  readonly #context: SessionContext;
  readonly #codePage: CodePage | undefined;
  readonly #conversation = new Conversation();
  readonly #handles = new Handles();
  readonly #backoff = new Backoff();

  constructor(context: SessionContext) {
    this.#context = context;
    this.#codePage = codePage(context.codePage);
    this.#conversation.connect(context.codePage);
  }

  /**
   * Sends requests in one call, after the time that a RopBackoff asked for.
   *
   * @param earlier requests of the same batch that were sent before
   */
  async send(
    requests: readonly NamedRequest[],
    options: ExecuteOptions,
    earlier?: readonly NamedRequest[],
  ): Promise<RopBatchResult> {
    const delay = this.#backoff.delay(requests);
    if (delay > 0) await sleep(delay, options.signal);
    const { requests: numbered, table } = this.#handles.number(requests, earlier);
    const { ropsList, starts } = this.#encode(numbered);
    const payload = encode(encodeRopBuffer, { ropsList, serverObjectHandleTable: table });
    const { payloads } = await this.#context.execute([payload], options);

    const exchange = this.#conversation.exchange([payload], payloads);
    const responses = exchange.outputs.flatMap((output) => output.responses);
    for (const response of responses) this.#backoff.note(response);
    const answered = answersOf(exchange, requests.length);
    const executed = countExecuted(responses, answered, starts, ropsList.length);
    const output = exchange.outputs[0]?.serverObjectHandleTable ?? [];
    for (const [index, request] of requests.slice(0, executed).entries()) {
      const response = answered.get(index)?.[0];
      this.targets.learn(numbered[index]!, response, table, output);
      this.#handles.settle(request, response, output);
    }
    const answers = new Map([...answered].map(([index, list]) => [requests[index]!, list]));
    return new RopBatchResult(responses, damageOf(exchange), answers, requests.slice(executed));
  }

  /** The requests as bytes, and where each begins. */
  #encode(requests: readonly RopRequest[]): { readonly ropsList: Uint8Array; readonly starts: readonly number[] } {
    const w = new Writer(256, { codePage: this.#codePage });
    const starts = requests.map((request, index) => {
      const start = w.pos;
      try {
        encodeRopRequest(w, request, this.#contextOf(request));
      } catch (error) {
        throw inside(error, "requests", index, undefined, "MS-OXCROPS 2.2.1");
      }
      return start;
    });
    return { ropsList: w.result(), starts };
  }

  /** What the layout of a request depends on: which kind of logon it is for, say. */
  #contextOf(request: RopRequest): RopContext {
    const values = request as unknown as Readonly<Record<string, unknown>>;
    const uses = ropInfo[request.ropId]?.requestUses ?? [];
    return Object.fromEntries(
      uses.map(({ context, key }) => [context, this.#conversation.memory.find(context, key, Number(values[key]))]),
    );
  }
}

/** The responses by the index of their request. Further output buffers answer the last one once more. */
function answersOf(exchange: Exchange, requests: number): ReadonlyMap<number, RopResponse[]> {
  const answered = new Map<number, RopResponse[]>();
  for (const [at, output] of exchange.outputs.entries()) {
    for (const [position, response] of output.responses.entries()) {
      const answer = output.answers[position] ?? -1;
      if (answer < 0) continue;
      const index = at === 0 ? answer : requests - 1;
      answered.set(index, [...(answered.get(index) ?? []), response]);
    }
  }
  return answered;
}

/** How many requests the server has executed: not those that it leaves over, and none from a RopBackoff on. */
function countExecuted(
  responses: readonly RopResponse[],
  answered: ReadonlyMap<number, readonly RopResponse[]>,
  starts: readonly number[],
  size: number,
): number {
  for (const [index, [response]] of answered) if (response?.ropId === RopId.Backoff) return index;
  const full = responses.find((response) => response.ropId === RopId.BufferTooSmall);
  const index = starts.indexOf(size - (full?.requestBuffers.length ?? 0));
  return index < 0 ? starts.length : index;
}

function damageOf(exchange: Exchange): RopDecodeError[] {
  return exchange.outputs
    .flatMap(({ unread, undecoded }) => [unread?.error, undecoded?.reason])
    .filter((error) => error !== undefined);
}
