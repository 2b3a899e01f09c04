/** What ropwire does for a payload, bare: the generated decoders and encoders one after the other. */
import {
  decodeRopRequest,
  decodeRopRequests,
  decodeRopResponse,
  decodeRopResponses,
  encodeRopRequest,
  encodeRopRequests,
  encodeRopResponse,
  encodeRopResponses,
  Reader,
  type RequestList,
  type ResponseList,
  type RopContext,
  type RopRequest,
  type RopResponse,
  type Writer,
} from "../../src/index.js";
import type { InProcess } from "../measure/contender.js";
import type { Payload } from "../payloads/payloads.js";

/** Decodes the input with an index. */
export function bareDecoder({ inputs, context, direction }: Payload): InProcess["run"] {
  return direction === "requests"
    ? (index) => bareRequests(new Reader(inputs[index]!))
    : (index) => bareResponses(new Reader(inputs[index]!), context);
}

/** To the end of the window. What is pushed stands in a variable, as in the lists: without, V8 may call `push` each time. */
export function bareRequests(r: Reader): RopRequest[] {
  const requests: RopRequest[] = [];
  while (r.pos < r.end) {
    const request = decodeRopRequest(r);
    requests.push(request);
  }
  return requests;
}

export function bareResponses(r: Reader, context: RopContext): RopResponse[] {
  const responses: RopResponse[] = [];
  while (r.pos < r.end) {
    const response = decodeRopResponse(r, context);
    responses.push(response);
  }
  return responses;
}

/** The functions that users call: with a place for errors, what could not be decoded, and pairing if there are requests. */
export function asList({ inputs, context, direction }: Payload): (index: number) => RequestList | ResponseList {
  const options = { context };
  return direction === "requests"
    ? (index) => decodeRopRequests(inputs[index]!)
    : (index) => decodeRopResponses(inputs[index]!, options);
}

/** Into a writer that stands at 0. */
export function encodeBare({ values, context, direction }: Payload, index: number, w: Writer): Writer {
  const value = values[index]!;
  if (direction === "requests") {
    for (const one of value) encodeRopRequest(w, one as RopRequest);
  } else {
    for (const one of value) encodeRopResponse(w, one as RopResponse, context);
  }
  return w;
}

/** The functions that users call: with what later ROPs of the list may need, in memory that the library keeps. */
export function encodeList({ values, context, direction }: Payload): (index: number) => Uint8Array {
  const options = { context };
  return direction === "requests"
    ? (index) => encodeRopRequests(values[index] as readonly RopRequest[])
    : (index) => encodeRopResponses(values[index] as readonly RopResponse[], options);
}
