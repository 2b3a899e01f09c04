/** Decoding with a byte map beside decoding without: what leaving it on costs. */
import { deepStrictEqual } from "node:assert";
import { Mapper, mapRopRequest, mapRopResponse } from "../../src/byte-map/index.js";
import type { Case } from "../measure/contender.js";
import type { Payload } from "../payloads/payloads.js";
import { bareDecoder } from "./ours.js";

/** At most twice the time. */
const REQUIRED = { atMost: 2 };

export function byteMapCase(payload: Payload): Case {
  const { id, inputs, context, direction } = payload;
  const decode = direction === "requests" ? mapRopRequest : mapRopResponse;
  const bare = bareDecoder(payload);
  const mapped = (index: number) => {
    const r = new Mapper(inputs[index]!);
    const rops: object[] = [];
    while (r.pos < r.end) {
      r.item(rops.length);
      rops.push(decode(r, context));
    }
    return { rops, marks: r.marks() };
  };
  inputs.forEach((_, index) => {
    deepStrictEqual(mapped(index).rops, bare(index), `${id}: with a map`);
  });
  return {
    id: `byte-map-${id}`,
    what: `decode ${payload.what}, and say which bytes are which field`,
    bytes: inputs[0]!.length,
    inputs: inputs.length,
    contenders: [
      { name: "ropwire", run: bare },
      { name: "ropwire, with the map", run: mapped, required: REQUIRED, note: "the tree is made when it is asked for" },
    ],
  };
}
