/** Lists of responses: each paired with the request that it answers, and read with what that and earlier exchanges say. */

import type { RopRequest } from "../../generated/rops.js";
import { decodeRopResponse, encodeRopResponse, type RopContext, type RopResponse } from "../../generated/rops.js";
import { inside } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { borrowWriter, resultOf } from "../wire/scratch.js";
import { needObject, type Writer } from "../wire/writer.js";
import { NO_CONTEXT } from "./contexts.js";
import {
  type EncodeListOptions,
  type Ending,
  endingOf,
  type ListOptions,
  SPEC,
  type UndecodedTail,
  wellFormed,
} from "./lists.js";
import { contextsBehind, contextsFor, type ResponseContexts } from "./response-contexts.js";
import { HAS_CONTEXT, TELLS } from "./rop-traits.js";

export interface ResponseListOptions extends ListOptions {
  /** The requests that the responses answer. */
  readonly requests?: readonly RopRequest[] | undefined;
}

export interface EncodeResponseListOptions extends EncodeListOptions {
  /** The requests that the responses answer: columns and tags are taken from there. */
  readonly requests?: readonly RopRequest[] | undefined;
}

export interface ResponseList {
  readonly responses: readonly RopResponse[];
  /** For each response the index of the request that it answers; -1 where there is none. */
  readonly answers: readonly number[];
  /** For each response what it was read with. */
  readonly contexts: readonly RopContext[];
  /** How many of the requests were executed: not those that RopBufferTooSmall gives back, nor any from a RopBackoff on. */
  readonly executed: number;
  readonly undecoded?: UndecodedTail;
}

/**
 * Decodes the responses of a RopsList. With `requests`, each response is paired with the one it answers, and columns and
 * tags that it depends on are taken from there.
 *
 * An unknown RopId, or one that needs a context nobody gave, ends the list with an undecoded tail.
 *
 * @throws RopDecodeError where bytes are malformed; its `partial` holds the responses before.
 */
export function decodeRopResponses(bytes: Uint8Array, options: ResponseListOptions = {}): ResponseList {
  return wellFormed(readRopResponses(bytes, options));
}

/** The same, with what is malformed beside what stands before it. */
export function readRopResponses(bytes: Uint8Array, options: ResponseListOptions): ResponseList & Ending {
  return responsesAt(new Reader(bytes, options), decodeRopResponse, options);
}

/** The same where a reader stands, each of them read by a function. */
export function responsesAt<R extends Reader>(
  r: R,
  decode: (r: R, context: RopContext) => RopResponse,
  options: ResponseListOptions,
): ResponseList & Ending {
  const { context: given = NO_CONTEXT } = options;
  const list = new ListReading(r, decode, given, contextsFor(options));
  let ending: Ending | undefined;
  try {
    if (list.pairs === undefined) list.readAlone(options);
    if (list.pairs !== undefined) list.readPaired(list.pairs);
  } catch (error) {
    list.pairs?.lose();
    ending = endingOf(error, r.bytes, list.start, "responses", list.responses, options.base);
  }
  const { responses, pairs } = list;
  const answers = pairs === undefined ? unanswered(responses.length) : list.answers;
  const contexts = list.contexts ?? contextsOf(given, responses.length);
  const result = { responses, answers, contexts, executed: pairs?.executed ?? 0 };
  return ending === undefined ? result : { ...result, ...ending };
}

/** A list of responses as far as it has been read. The two ways to read one are loops of their own, and fast for that. */
class ListReading<R extends Reader> {
  readonly #r: R;
  readonly #decode: (r: R, context: RopContext) => RopResponse;
  readonly #given: RopContext;
  pairs: ResponseContexts | undefined;
  /** Where the response begins that was begun last. */
  start = 0;
  readonly responses: RopResponse[] = [];
  /** Of pairs only. */
  answers: number[] = [];
  /** Made when the first one is another than given. */
  contexts: RopContext[] | undefined;

  constructor(
    r: R,
    decode: (r: R, context: RopContext) => RopResponse,
    given: RopContext,
    pairs: ResponseContexts | undefined,
  ) {
    this.#r = r;
    this.#decode = decode;
    this.#given = given;
    this.pairs = pairs;
  }

  /** Reads responses that nothing is known of, up to one that needs what an earlier one said. */
  readAlone(options: ResponseListOptions): void {
    const { responses } = this;
    const r = this.#r;
    const decode = this.#decode;
    const given = this.#given;
    /** Whether a response said something that later ones may need. */
    let told = false;
    while (r.pos < r.end) {
      this.start = r.pos;
      const id = r.bytes[r.pos]!;
      if (told && HAS_CONTEXT[id]) {
        this.pairs = contextsBehind(responses, options);
        this.answers = unanswered(responses.length);
        return;
      }
      const response = decode(r, given);
      responses.push(response);
      told ||= TELLS[id]!;
    }
  }

  /** Reads responses with what their requests and earlier exchanges say. */
  readPaired(pairs: ResponseContexts): void {
    const { responses, answers } = this;
    const r = this.#r;
    const decode = this.#decode;
    const given = this.#given;
    while (r.pos < r.end) {
      this.start = r.pos;
      const response = decode(r, pairs.at(r));
      const { context } = pairs;
      if (context !== given) this.contexts ??= contextsOf(given, responses.length);
      this.contexts?.push(context);
      const answer = pairs.settle(response);
      answers.push(answer);
      responses.push(response);
    }
    pairs.end();
  }
}

const UNANSWERED: readonly number[] = new Array<number>(256).fill(-1);
const WITHOUT_CONTEXT: readonly RopContext[] = new Array<RopContext>(256).fill(NO_CONTEXT);

function unanswered(length: number): number[] {
  return repeated(-1, length, UNANSWERED);
}

function contextsOf(context: RopContext, length: number): RopContext[] {
  return repeated(context, length, context === NO_CONTEXT ? WITHOUT_CONTEXT : []);
}

/** So many times the same; from some ten on, cutting it out of a longer array takes a fourth of the time of filling one. */
function repeated<T>(value: T, length: number, longer: readonly T[]): T[] {
  if (length > 10 && length <= longer.length) return longer.slice(0, length);
  const list = new Array<T>(length);
  for (let index = 0; index < length; index++) list[index] = value;
  return list;
}

/**
 * Encodes responses one after the other.
 *
 * @throws RopEncodeError
 */
export function encodeRopResponses(
  responses: readonly RopResponse[],
  options: EncodeResponseListOptions = {},
): Uint8Array {
  const w = borrowWriter(options);
  writeRopResponses(w, responses, options);
  return resultOf(w);
}

/** The same where a writer stands. */
export function writeRopResponses(
  w: Writer,
  responses: readonly RopResponse[],
  options: EncodeResponseListOptions,
): void {
  const { context: given = NO_CONTEXT } = options;
  let pairs = contextsFor(options);
  let told = false;
  let index = 0;
  try {
    for (; index < responses.length; index++) {
      const response = responses[index]!;
      needObject(w, response);
      const id = response.ropId;
      if (told && HAS_CONTEXT[id]) pairs ??= contextsBehind(responses.slice(0, index), options);
      if (pairs === undefined) {
        encodeRopResponse(w, response, given);
        told ||= TELLS[id]!;
        continue;
      }
      const context = pairs.next(response);
      w.codePage = pairs.codePage;
      encodeRopResponse(w, response, context);
      pairs.settle(response);
    }
  } catch (error) {
    throw inside(error, "responses", index, undefined, SPEC);
  }
}
