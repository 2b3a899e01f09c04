/** ROPs over one session context: requests in, responses paired with them out, and what the one leaves for the next. */
import type { RopNotifyResponse } from "../../generated/rops/notification/rop-notify.js";
import type { RopResponse } from "../../generated/rops.js";
import { isNotificationTarget } from "../session/notification-targets.js";
import { Conversation, type Exchange } from "../stream/conversation.js";
import { encodeInputBuffers } from "../stream/packing.js";
import type { CodePage } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import type { RopDecodeError } from "../wire/errors.js";
import { Backoff } from "./backoff.js";
import { Handles, type NamedRequest, RopBatchResult } from "./rop-batch.js";
import type { ExecuteOptions, SessionContext } from "./session-context.js";
import { sleep } from "./turns.js";

/** What a session context and its client have said to each other so far. Its calls must not overlap. */
export class RopExchange {
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

  /** Whether a notification is for something that was opened here and not released. */
  isTarget({ notificationHandle }: RopNotifyResponse): boolean {
    return isNotificationTarget(this.#conversation.memory.object(notificationHandle));
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
    const inputs = encodeInputBuffers(numbered, table, {
      memory: this.#conversation.memory,
      codePage: this.#codePage,
      serverCapabilities: options.pack === true ? this.#context.serverCapabilities : 0,
    });
    const { payloads } = await this.#context.execute(inputs, options);

    const exchange = this.#conversation.exchange(inputs, payloads);
    const [first] = exchange.outputs;
    const responses = exchange.outputs.flatMap((output) => output.responses);
    for (const response of responses) this.#backoff.note(response);
    const answered = answersOf(exchange);
    // What is packed behind the last request shares its fate.
    const packed = inputs.length - 1;
    const own = requests.length - packed;
    const executed = first === undefined || first.executed === own ? requests.length : first.executed;
    for (const [index, request] of requests.slice(0, executed).entries()) {
      this.#handles.settle(request, answered.get(index)?.[0], first?.serverObjectHandleTable ?? []);
    }
    const answers = [...answered].map(([index, list]) => [requests[index]!, list] as const);
    return new RopBatchResult(responses, damageOf(exchange), answers, requests.slice(executed));
  }
}

/** The responses by the index of their request. */
function answersOf({ outputs }: Exchange): ReadonlyMap<number, RopResponse[]> {
  const answered = new Map<number, RopResponse[]>();
  for (const { responses, answers } of outputs) {
    for (const [position, response] of responses.entries()) {
      const index = answers[position] ?? -1;
      if (index >= 0) answered.set(index, [...(answered.get(index) ?? []), response]);
    }
  }
  return answered;
}

function damageOf(exchange: Exchange): RopDecodeError[] {
  return exchange.outputs
    .flatMap(({ unread, undecoded }) => [unread?.error, undecoded?.reason])
    .filter((error) => error !== undefined);
}
