/** Questions to the engine of the pipe, and vectors as questions. */
import { Answerer } from "../../src/cli/answer.js";
import type { Vector } from "../support/peers.js";
import { contextOf } from "../support/vectors.js";

export interface Reply {
  readonly id: unknown;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly hex?: string;
  readonly consumed?: number;
  readonly error?: {
    readonly code: string;
    readonly offset?: number;
    readonly path?: string;
    readonly message: string;
  };
  readonly partial?: unknown;
  readonly answers?: unknown;
  readonly envelope?: unknown;
}

export type Ask = (question: object) => Reply;

/** One pipe: its conversations live as long as the function. */
export function newPipe(): Ask {
  const answerer = new Answerer();
  return (question) => JSON.parse(answerer.answer(JSON.stringify(question))) as Reply;
}

/** A question that leaves nothing behind. */
export const ask: Ask = (question) => newPipe()(question);

/** The context of a vector as the pipe takes it. */
export function pipeContext(vector: Vector): object {
  const known = contextOf(vector);
  const logon = known.get("logonKind");
  return {
    columns: known.get("tableColumns"),
    propertyTags: known.get("propertyTags"),
    recipientColumns: known.get("recipientColumns"),
    ...(logon === undefined ? {} : { logon: logon === 1 ? "private" : "public" }),
  };
}
