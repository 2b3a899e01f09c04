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
export function responsesAt<R extends Reader>(r: R, decode: Decode<R>, options: ResponseListOptions): ReadList {
  const pairs = contextsFor(options);
  return pairs === undefined ? readAlone(r, decode, options) : readPaired(r, decode, options, pairs, []);
}

type Decode<R> = (r: R, context: RopContext) => RopResponse;
type ReadList = ResponseList & Ending;

/** Reads responses that nothing is known of, as long as none needs what an earlier one said. */
function readAlone<R extends Reader>(r: R, decode: Decode<R>, options: ResponseListOptions): ReadList {
  const { context: given = NO_CONTEXT } = options;
  const responses: RopResponse[] = [];
  /** Whether a response said something that later ones may need. */
  let told = false;
  let start = 0;
  let ending: Ending | undefined;
  try {
    while (r.pos < r.end) {
      start = r.pos;
      const id = r.bytes[start]!;
      if (told && HAS_CONTEXT[id]) return readPaired(r, decode, options, contextsBehind(responses, options), responses);
      const response = decode(r, given);
      responses.push(response);
      told ||= TELLS[id]!;
    }
  } catch (error) {
    ending = endingOf(error, r.bytes, start, "responses", responses, options.base);
  }
  const { length } = responses;
  const list = { responses, answers: unanswered(length), contexts: contextsOf(given, length), executed: 0 };
  return ending === undefined ? list : { ...list, ...ending };
}

/**
 * Reads responses, behind those that have been read, with what their requests and earlier exchanges say. The two ways are loops
 * of their own: in one, V8 would have to find room for the decoders twice.
 */
function readPaired<R extends Reader>(
  r: R,
  decode: Decode<R>,
  options: ResponseListOptions,
  pairs: ResponseContexts,
  responses: RopResponse[],
): ReadList {
  const { context: given = NO_CONTEXT } = options;
  const answers = unanswered(responses.length);
  // Made when the first one is another than given.
  let contexts: RopContext[] | undefined;
  let start = 0;
  let ending: Ending | undefined;
  try {
    while (r.pos < r.end) {
      start = r.pos;
      const response = decode(r, pairs.at(r));
      const { context } = pairs;
      if (context !== given) contexts ??= contextsOf(given, responses.length);
      contexts?.push(context);
      const answer = pairs.settle(response);
      answers.push(answer);
      responses.push(response);
    }
    pairs.end();
  } catch (error) {
    pairs.lose();
    ending = endingOf(error, r.bytes, start, "responses", responses, options.base);
  }
  contexts ??= contextsOf(given, responses.length);
  const list = { responses, answers, contexts, executed: pairs.executed };
  return ending === undefined ? list : { ...list, ...ending };
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
    pairs?.end();
  } catch (error) {
    throw inside(error, "responses", index, undefined, SPEC);
  }
}
