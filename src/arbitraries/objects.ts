/** The server objects of a conversation as drawing sees them: which indexes lead to handles, and which are free. */
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { OF_LOGON } from "../stream/contexts.js";
import type { Draw } from "./draw.js";

/** No object (yet). */
export const NO_HANDLE = 0xffffffff;

/** The handle tables of one exchange. */
export class Objects {
  readonly #input: number[];
  readonly #output: number[];
  #next: number;

  /** `handles` are those of objects that earlier exchanges opened. */
  constructor(handles: readonly number[]) {
    this.#input = [...handles];
    this.#output = [...handles];
    this.#next = Math.max(0, ...handles) + 1;
  }

  /** Those of requests that are there: what they open gets handles. */
  static asked(table: readonly number[]): Objects {
    const objects = new Objects(table.filter((handle) => handle !== NO_HANDLE));
    objects.#input.splice(0, objects.#input.length, ...table);
    objects.#output.splice(
      0,
      objects.#output.length,
      ...table.map((handle) => (handle === NO_HANDLE ? objects.#next++ : handle)),
    );
    return objects;
  }

  /** The server object handle table of the requests: no handle yet for what they open. */
  get input(): readonly number[] {
    return this.#input;
  }

  /** The server object handle table of the responses. */
  get output(): readonly number[] {
    return this.#output;
  }

  /** The index of an object that is there or that an earlier request opens; the first request opens one if none is. */
  some(d: Draw): number {
    return this.#input.length === 0 ? this.open() : d.below(this.#input.length);
  }

  /** A new index for an object that is to be opened. */
  open(): number {
    this.#input.push(NO_HANDLE);
    this.#output.push(this.#next++);
    return this.#input.length - 1;
  }

  /** The object was not opened after all, or is released. */
  lose(index: number | undefined): void {
    if (index !== undefined && index < this.#output.length) this.#output[index] = NO_HANDLE;
  }
}

const INPUTS = ["inputHandleIndex", "sourceHandleIndex", "destHandleIndex", "responseHandleIndex"] as const;

/** The request with handle indexes that lead somewhere; `at`: the object that it works on, if that is settled. */
export function placed(d: Draw, request: RopRequest, objects: Objects, logonId: number, at?: number): RopRequest {
  const own: Record<string, number> = {};
  for (const name of INPUTS) if (name in request) own[name] = objects.some(d);
  if (at !== undefined) own.inputHandleIndex = at;
  if ("outputHandleIndex" in request) own.outputHandleIndex = objects.open();
  if ("logonId" in request) own.logonId = logonId;
  // Text is drawn in the code page of the session: a message opened in another one could not hold it.
  if ("codePageId" in request) own.codePageId = OF_LOGON;
  return { ...request, ...own };
}

/** The response with the handle indexes of its request, as far as it has them. */
export function answering(response: RopResponse, request: RopRequest): RopResponse {
  const asked = request as unknown as Readonly<Record<string, number | undefined>>;
  const given = response as unknown as Readonly<Record<string, number | undefined>>;
  const names = [...INPUTS, "outputHandleIndex", "logonId"].filter(
    (name) => given[name] !== undefined && asked[name] !== undefined,
  );
  return { ...response, ...Object.fromEntries(names.map((name) => [name, asked[name]])) } as RopResponse;
}
