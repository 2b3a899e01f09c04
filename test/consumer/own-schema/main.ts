/**
 * Uses the vendor's ROP among the others: types, codecs, registry, binary-parser back end, arbitraries, byte maps and the
 * interpreter of its own build.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { decode, encode } from "ropwire";
import { byteMap } from "ropwire/byte-map";
import { valuesAgree } from "ropwire/fuzz";
import { Interpreter, type Model } from "ropwire/interpreter";
import {
  arbitraryLabel,
  arbitraryRopGetLabelsRequest,
  arbitraryRopGetLabelsResponse,
} from "./generated/arbitraries/vendor.js";
import { mapRopGetLabelsResponse } from "./generated/byte-maps/vendor.js";
import { decodeRopResponse, RopId, type RopResponse } from "./generated/index.js";
import { labelParser, ropGetLabelsResponseParser } from "./generated/parsers/vendor.js";
import { decodeRopPendingResponse } from "./generated/rops/notification/rop-pending.js";
import {
  decodeLabel,
  decodeRopGetLabelsRequest,
  decodeRopGetLabelsResponse,
  encodeLabel,
  encodeRopGetLabelsRequest,
  encodeRopGetLabelsResponse,
  type Label,
  type RopGetLabelsResponse,
} from "./generated/vendor.js";

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

/** How many made-up values were encoded, decoded and encoded again to the same bytes. */
let same = 0;
const outcomes = new Set<string>();
function again(first: Uint8Array, second: Uint8Array): void {
  if (Buffer.compare(first, second) !== 0) throw new Error("other bytes");
  same++;
}
fc.assert(
  fc.property(arbitraryLabel(), (one) => {
    const first = encode(encodeLabel, one);
    again(first, encode(encodeLabel, decode(decodeLabel, first)));
  }),
);
fc.assert(
  fc.property(arbitraryRopGetLabelsRequest(), (one) => {
    const first = encode(encodeRopGetLabelsRequest, one);
    again(first, encode(encodeRopGetLabelsRequest, decode(decodeRopGetLabelsRequest, first)));
  }),
);
fc.assert(
  fc.property(arbitraryRopGetLabelsResponse(), (one) => {
    outcomes.add(one.outcome);
    const first = encode(encodeRopGetLabelsResponse, one);
    again(first, encode(encodeRopGetLabelsResponse, decode(decodeRopGetLabelsResponse, first)));
  }),
);

const model = JSON.parse(readFileSync(new URL("../generated/ir.json", import.meta.url), "utf8")) as Model;
const interpreter = new Interpreter(model);
const parser = ropGetLabelsResponseParser();
/** How many made-up responses the three readers do not agree on. */
let disagreements = 0;
fc.assert(
  fc.property(arbitraryRopGetLabelsResponse(), (one) => {
    const finding = valuesAgree(encode(encodeRopGetLabelsResponse, one), {
      decoder: (input) => decode(decodeRopGetLabelsResponse, input),
      parser: (input) => parser.parse(input),
      interpreter: (input) => interpreter.read("RopGetLabelsResponse", input).value,
    });
    if (finding !== undefined) disagreements++;
  }),
);

console.log(
  JSON.stringify({
    hex: Buffer.from(bytes).toString("hex"),
    labels: decoded.labels,
    parsed: ropGetLabelsResponseParser().parse(bytes),
    label: labelParser().parse(encode(encodeLabel, label)),
    fields: [...byteMap(mapRopGetLabelsResponse, bytes).map.leaves()].map(({ path }) => path.join(".")),
    interpreted: interpreter.read("RopGetLabelsResponse", bytes),
    disagreements,
    roundTrips: same,
    outcomes: [...outcomes].toSorted(),
    pending: decode(decodeRopPendingResponse, Uint8Array.of(0x6e, 0x12, 0x00)),
  }),
);
