/** What bytes can be decoded as, by name. */
import { extendedBuffer, lz77 } from "./extended-buffer.js";
import type { Kind } from "./kind.js";
import { mapiHttp } from "./mapi-http.js";
import { refusal, show } from "./problems.js";
import { inputBuffer, outputBuffer } from "./rop-buffers.js";
import { ropRequest, ropRequests, ropResponse, ropResponses } from "./rop-kinds.js";
import { structure } from "./structures.js";

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["rop-request", ropRequest],
  ["rop-response", ropResponse],
  ["rop-requests", ropRequests],
  ["rop-responses", ropResponses],
  ["rop-input-buffer", inputBuffer],
  ["rop-output-buffer", outputBuffer],
  ["extended-buffer", extendedBuffer],
  ["mapihttp-request", mapiHttp("Request")],
  ["mapihttp-response", mapiHttp("Response")],
  ["lz77", lz77],
]);

const STRUCTURE = "structure:";
/** What `as` can be. */
export const kindNames: readonly string[] = [...KINDS.keys(), `${STRUCTURE}NAME`];

/** @throws RopEncodeError where there is no such kind */
export function kindOf(as: unknown): Kind {
  if (typeof as === "string") {
    const kind = as.startsWith(STRUCTURE) ? structure(as.slice(STRUCTURE.length)) : KINDS.get(as);
    if (kind !== undefined) return kind;
  }
  throw refusal(`is ${show(as)} instead of one of ${kindNames.join(", ")}`, "as");
}
