/** The failed response of any ROP, for servers. */
import { ropInfo } from "../generated/rop-info.js";
import { decodeRopResponse, type RopRequest, type RopResponse } from "../generated/rops.js";
import { Reader } from "./wire/reader.js";

/** Longer than any failed response. */
const LONG_ENOUGH = 64;

/**
 * The response to a request that failed with this ReturnValue (u32). Whatever the form for it holds besides is zero, or empty.
 *
 * @throws RangeError for RopRelease, which has no response
 */
export function failureOf(request: RopRequest, returnValue: number): RopResponse {
  const info = ropInfo[request.ropId];
  if (info?.responseId === undefined) throw new RangeError(`${info?.name ?? request.ropId} has no response.`);
  // All responses begin alike: RopId, handle index, ReturnValue.
  const bytes = new Uint8Array(LONG_ENOUGH);
  bytes[0] = info.responseId;
  bytes[1] = handleIndexOf(request);
  new DataView(bytes.buffer).setUint32(2, returnValue, true);
  return decodeRopResponse(new Reader(bytes));
}

/** The handle index of a request that its response repeats. */
function handleIndexOf(request: RopRequest): number {
  if ("outputHandleIndex" in request) return request.outputHandleIndex;
  if ("responseHandleIndex" in request) return request.responseHandleIndex;
  return "sourceHandleIndex" in request ? request.sourceHandleIndex : request.inputHandleIndex;
}
