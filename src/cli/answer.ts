/** The engine of the pipe: a line with a question, a line with its answer. */
import type { JsonValue } from "../json/index.js";
import { RopCodecError } from "../wire/errors.js";
import { hexOf } from "../wire/text.js";
import { contextFrom } from "./context.js";
import { Conversations } from "./conversations.js";
import type { Ask, Kind } from "./kind.js";
import { kindOf } from "./kinds.js";
import { at, isObject, type JsonObject, needHex, type Problem, problemOf, refusal, show } from "./problems.js";
import { hasList } from "./rops.js";

/** What an answer says beside the `id` of its question. */
export type Answer =
  | ({ readonly ok: true } & JsonObject)
  | { readonly ok: false; readonly error: Problem; readonly partial?: JsonValue; readonly envelope?: JsonValue };

/** Answers lines. Nothing in a line makes it throw; what a line leaves is in its conversation only. */
export class Answerer {
  readonly #conversations = new Conversations();

  /** The answer to a line of JSON, without a line end. */
  answer(line: string): string {
    let id: JsonValue = null;
    try {
      const question = parsed(line);
      id = idOf(question.id);
      return answerText(id, this.#answerTo(question));
    } catch (error) {
      return answerText(id, { ok: false, error: problemOf(error) });
    }
  }

  #answerTo(question: JsonObject): Answer {
    switch (question.op) {
      case "decode":
        return decodeAnswer(question);
      case "encode":
        return encodeAnswer(question);
      case "exchange":
        return this.#conversations.exchange(question);
      case "state":
        return this.#conversations.state(question);
      default:
        throw refusal(`is ${show(question.op)} instead of one of decode, encode, exchange, state`, "op");
    }
  }
}

/** The answer to a line that is no question. */
export function refusalText(error: Problem): string {
  return answerText(null, { ok: false, error });
}

function answerText(id: JsonValue, answer: Answer): string {
  return JSON.stringify({ id, ...answer });
}

function parsed(line: string): JsonObject {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    throw refusal(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(question)) throw refusal(`the line is ${show(question)} instead of an object`);
  return question;
}

function idOf(id: JsonValue | undefined): JsonValue {
  if (typeof id === "object" && id !== null) throw refusal(`is ${show(id)} instead of text or a number`, "id");
  return id ?? null;
}

function decodeAnswer(question: JsonObject): Answer {
  const kind = kindOf(question.as);
  const bytes = at(["hex"], () => needHex(question.hex));
  const ask: Ask = { context: contextFrom(question.context), requestType: question.requestType };
  return decodeAs(kind, bytes, ask, question.reencode === true).answer;
}

/** An answer, and what its value (or what there is of it) was made of. */
export interface Decoding {
  readonly answer: Answer;
  readonly plain: unknown;
}

/** What bytes are as one kind. */
export function decodeAs(kind: Kind, bytes: Uint8Array, ask: Ask, reencode = false): Decoding {
  const head = kind.head?.(bytes);
  try {
    const { value, plain, beside, again } = kind.decode(bytes, ask);
    const hex = reencode ? { hex: hexOf(again()) } : {};
    return { answer: { ok: true, value, ...head, ...beside, consumed: bytes.length, ...hex }, plain };
  } catch (error) {
    const problem = { ok: false, ...head, error: problemOf(error, kind.root) } as const;
    const plain = error instanceof RopCodecError ? error.partial : undefined;
    if (plain === undefined) return { answer: problem, plain };
    const { root } = kind;
    const unwrapped = root !== undefined && hasList(plain, root) ? plain[root] : plain;
    return { answer: { ...problem, partial: kind.partial(plain, ask) }, plain: unwrapped };
  }
}

function encodeAnswer(question: JsonObject): Answer {
  const kind = kindOf(question.as);
  const { requestType, envelope } = question;
  const ask: Ask = { context: contextFrom(question.context), requestType, envelope };
  return { ok: true, hex: hexOf(kind.encode(question.value, ask)) };
}
