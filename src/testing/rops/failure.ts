/** The failed response of any ROP. */
import { ropInfo } from "../../../generated/rop-info.js";
import { decodeRopResponse, type RopRequest, type RopResponse } from "../../../generated/rops.js";
import { Reader } from "../../wire/reader.js";

/** Longer than any failed response. */
const LONG_ENOUGH = 64;

/**
 * The form that a ROP's response has for this ReturnValue. All responses begin alike, with RopId, handle index and
 * ReturnValue; what a form holds besides is zero.
 */
export function failureOf(request: RopRequest, returnValue: number): RopResponse {
  const bytes = new Uint8Array(LONG_ENOUGH);
  bytes[0] = ropInfo[request.ropId]?.responseId ?? request.ropId;
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
