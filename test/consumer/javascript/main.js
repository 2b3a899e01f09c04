/** A program in JavaScript: one codec, a list of ROPs, the session rule, JSON. Prints what it finds. */
import { decode, decodeRopResponses, encode, judgePending, RopDecodeError, Sessions } from "ropwire";
import { toJson } from "ropwire/json";
import { errorCodeName } from "ropwire/names";
import { decodeRopPendingResponse, encodeRopPendingResponse } from "ropwire/rops/notification/rop-pending";

const pending = { ropId: 0x6e, sessionIndex: 18 };
const bytes = encode(encodeRopPendingResponse, pending);
const sessions = new Sessions();
sessions.add({ handle: "B", index: 18 });

console.log(
  JSON.stringify({
    decoded: decode(decodeRopPendingResponse, bytes),
    json: toJson("RopPendingResponse", pending),
    verdicts: judgePending(decodeRopResponses(bytes).responses, sessions).map(({ verdict }) => verdict),
    error: errorCodeName(0x80070005),
    refused: refusal(bytes.subarray(0, 2)),
  }),
);

/** @param {Uint8Array} cut */
function refusal(cut) {
  try {
    decode(decodeRopPendingResponse, cut);
    return undefined;
  } catch (error) {
    return error instanceof RopDecodeError ? error.code : "another error";
  }
}
