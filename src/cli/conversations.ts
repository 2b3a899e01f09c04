/** The conversations of a pipe: exchanges, and what they leave. */
import { openExtendedBuffers } from "../frame/index.js";
import { type JsonValue, plainToJson } from "../json/index.js";
import { Conversation, type Unread } from "../stream/index.js";
import { pathText, RopCodecError, RopEncodeError } from "../wire/errors.js";
import { hexOf } from "../wire/text.js";
import type { Answer } from "./answer.js";
import { type Context, contextFrom } from "./context.js";
import { stateFrom } from "./conversation-state.js";
import { mapiHttp, type RequestType, requestTypeFrom } from "./mapi-http.js";
import { at, isObject, type JsonObject, needHex, type Problem, problemOf, refusal, show } from "./problems.js";
import { inputToJson, outputToJson } from "./rop-buffers.js";
import { type Direction, hasList, partialRopToJson } from "./rops.js";

/** The most conversations of one pipe. */
const LIMIT = 10_000;

export class Conversations {
  readonly #known = new Map<string, Conversation>();

  /** Both sides of one call. @throws RopCodecError where the question cannot be asked */
  exchange(question: JsonObject): Answer {
    const name = nameFrom(question.conversation);
    // Only by what can be read as a question: one that is refused leaves nothing behind.
    const open: Open = () => this.#open(name);
    if (question.as === "rop-buffers") return exchangeBuffers(open, question);
    if (question.as !== undefined) throw refusal(`is ${show(question.as)} instead of "rop-buffers"`, "as");
    return exchangeBodies(open, requestTypeFrom(question.requestType), question);
  }

  /** What a conversation knows. @throws RopCodecError where the question cannot be asked */
  state(question: JsonObject): Answer {
    const name = nameFrom(question.conversation);
    if (question.value === null) this.#known.delete(name);
    else if (question.value !== undefined) {
      const state = at(["value"], () => stateFrom(question.value));
      this.#open(name);
      this.#known.set(name, new Conversation(state));
    }
    return { ok: true, value: plainToJson((this.#known.get(name) ?? new Conversation()).state) };
  }

  #open(name: string): Conversation {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= LIMIT) {
      const reason = `there are ${LIMIT} conversations: end one with {"op":"state","conversation":"…","value":null}`;
      throw new RopEncodeError("limit-exceeded", { reason, path: ["conversation"] });
    }
    const conversation = new Conversation();
    this.#known.set(name, conversation);
    return conversation;
  }
}

function nameFrom(json: JsonValue | undefined): string {
  if (typeof json !== "string") throw refusal(`is ${show(json)} instead of the name of a conversation`, "conversation");
  return json;
}

// ---- exchanges --------------------------------------------------------------------------------------------------

/** The conversation of an exchange, begun if it is new. */
type Open = () => Conversation;

/** One side of a call, as far as it can be read without the conversation. */
interface Side {
  readonly json: JsonObject;
  readonly payloads: readonly { readonly frame: JsonObject; readonly payload: Uint8Array }[];
  readonly problem?: Problem;
}

/** Bare ROP buffers: one, or a list of them. */
function exchangeBuffers(open: Open, question: JsonObject): Answer {
  const side = (direction: Direction): Side | undefined => {
    const given = question[direction];
    if (given === undefined || given === null) return undefined;
    const payloads = at([direction], () =>
      Array.isArray(given) ? given.map((one: JsonValue, index) => at([index], () => needHex(one))) : [needHex(given)],
    );
    return { json: {}, payloads: payloads.map((payload) => ({ frame: {}, payload })) };
  };
  const [request, response] = [side("request"), side("response")];
  return answerOf(open(), request, response);
}

/** The bodies of MAPI/HTTP. */
function exchangeBodies(open: Open, requestType: RequestType, question: JsonObject): Answer {
  const request = bodySide(question, "request", requestType);
  const response = bodySide(question, "response", requestType);
  const conversation = open();
  const answer = answerOf(conversation, request, response);
  // An answer that was lost is taken for a good one: only then do the next exchanges make sense.
  const succeeded = response === undefined || isSuccess(response.json.value);
  if (requestType === "Disconnect" && succeeded) conversation.disconnect();
  if (requestType === "Connect" && succeeded && isObject(request?.json.value)) {
    conversation.disconnect();
    conversation.connect(Number(request.json.value.defaultCodePage));
  }
  return answer;
}

function isSuccess(body: JsonValue | undefined): boolean {
  return isObject(body) && body.outcome === "success" && body.errorCode === 0;
}

function bodySide(question: JsonObject, direction: Direction, requestType: RequestType): Side | undefined {
  const given = question[direction];
  if (given === undefined || given === null) return undefined;
  const bytes = at([direction], () => needHex(given));
  const kind = mapiHttp(direction === "request" ? "Request" : "Response");
  const ask = { context: contextFrom(undefined), requestType };
  const head = kind.head?.(bytes);
  try {
    return withPayloads({ value: kind.decode(bytes, ask).value, ...head });
  } catch (error) {
    const partial = error instanceof RopCodecError ? error.partial : undefined;
    const part = partial === undefined ? {} : { partial: kind.partial(partial, ask) };
    const problem = problemOf(error);
    return { json: { error: problem, ...part, ...head }, payloads: [], problem };
  }
}

/** The body of an Execute holds ROP buffers in extended buffers. */
function withPayloads(json: JsonObject): Side {
  const hex = isObject(json.value) ? json.value.ropBuffer : undefined;
  if (typeof hex !== "string" || hex === "") return { json, payloads: [] };
  try {
    const payloads = openExtendedBuffers(needHex(hex)).map(({ compressed, xorMagic, payload }) => ({
      frame: { compressed, xorMagic },
      payload,
    }));
    return { json, payloads };
  } catch (error) {
    const problem = under(problemOf(error), "value", "ropBuffer");
    return { json: { ...json, error: problem }, payloads: [], problem };
  }
}

/** Both sides, with what the conversation makes of their ROP buffers. */
function answerOf(conversation: Conversation, request: Side | undefined, response: Side | undefined): Answer {
  const { inputs, outputs, lacks } = conversation.exchange(payloadsOf(request), payloadsOf(response));
  const context = contextFrom(undefined);
  const read = {
    request: inputs.map((input): ReadBuffer => ({ json: inputToJson(input, context), unread: input.unread })),
    response: outputs.map(
      (output): ReadBuffer => ({
        json: { ...outputToJson(output, context), answers: output.answers },
        unread: output.unread,
      }),
    ),
  };
  const value = {
    ...(request === undefined ? {} : { request: sideToJson("request", request, read.request, context) }),
    ...(response === undefined ? {} : { response: sideToJson("response", response, read.response, context) }),
    ...(lacks.length === 0 ? {} : { lacks: plainToJson(lacks) }),
  };
  const [error] = [...problemsOf("request", request, read.request), ...problemsOf("response", response, read.response)];
  return error === undefined ? { ok: true, value } : { ok: false, error, partial: value };
}

/** A ROP buffer as the conversation could read it. */
interface ReadBuffer {
  readonly json: JsonObject;
  readonly unread: Unread | undefined;
}

function payloadsOf(side: Side | undefined): readonly Uint8Array[] {
  return side?.payloads.map(({ payload }) => payload) ?? [];
}

function sideToJson(direction: Direction, side: Side, read: readonly ReadBuffer[], context: Context): JsonObject {
  if (read.length === 0) return side.json;
  const buffers = read.map(({ json, unread }, index) => ({
    ...side.payloads[index]?.frame,
    ...json,
    ...(unread === undefined ? {} : unreadToJson(direction, unread, context)),
  }));
  return { ...side.json, buffers };
}

function problemsOf(direction: Direction, side: Side | undefined, read: readonly ReadBuffer[]): readonly Problem[] {
  const own = side?.problem === undefined ? [] : [under(side.problem, direction)];
  const inside = read.flatMap(({ unread }, index) =>
    unread === undefined ? [] : [under(problemOf(unread.error), direction, "buffers", index)],
  );
  return [...own, ...inside];
}

/** Why a buffer ends before its end, the ROP in which it happened as far as it was read, and the whole buffer. */
function unreadToJson(direction: Direction, { error, bytes }: Unread, { values }: Context): JsonObject {
  const list = `${direction}s`;
  const [, index] = error.path;
  const rop = hasList(error.partial, list) && typeof index === "number" ? error.partial[list]?.[index] : undefined;
  const part = rop === undefined ? {} : { partial: partialRopToJson(direction, rop, values) };
  return { error: problemOf(error), ...part, bytes: hexOf(bytes) };
}

/** The problem of something that stands in something larger. */
function under(problem: Problem, ...steps: readonly (string | number)[]): Problem {
  const { path = "" } = problem;
  return { ...problem, path: `${pathText(steps)}${path === "" || path.startsWith("[") ? "" : "."}${path}` };
}
