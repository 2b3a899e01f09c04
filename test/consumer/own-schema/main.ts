/** Uses the vendor's ROP among the others: types, codecs, registry and the binary-parser back end of its own build. */
import { decode, encode } from "ropwire";
import { decodeRopResponse, RopId, type RopResponse } from "./generated/index.js";
import { labelParser, ropGetLabelsResponseParser } from "./generated/parsers/vendor.js";
import { decodeRopPendingResponse } from "./generated/rops/notification/rop-pending.js";
import { encodeLabel, encodeRopGetLabelsResponse, type Label, type RopGetLabelsResponse } from "./generated/vendor.js";

const label: Label = { color: 0xff0000, text: "urgent" };
const labels: RopGetLabelsResponse = {
  ropId: 0xf8,
  inputHandleIndex: 1,
  outcome: "success",
  returnValue: 0,
  labels: [label],
};
const bytes = encode(encodeRopGetLabelsResponse, labels);
const decoded: RopResponse = decode(decodeRopResponse, bytes);
if (decoded.ropId !== RopId.GetLabels || decoded.outcome !== "success") throw new Error("another response");

// @ts-expect-error: a label has a text
const lacking: Label = { color: 0 };

export { lacking };

console.log(
  JSON.stringify({
    hex: Buffer.from(bytes).toString("hex"),
    labels: decoded.labels,
    parsed: ropGetLabelsResponseParser().parse(bytes),
    label: labelParser().parse(encode(encodeLabel, label)),
    pending: decode(decodeRopPendingResponse, Uint8Array.of(0x6e, 0x12, 0x00)),
  }),
);
