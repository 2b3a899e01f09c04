/** Finding RopPending without making a value: the skip walker beside decoding, and beside the same in C. */
import { deepStrictEqual } from "node:assert";
import { findPending, type PendingList } from "../../src/index.js";
import type { Case } from "../measure/contender.js";
import type { Payload } from "../payloads/payloads.js";
import { inC } from "../peers/c.js";
import { bareDecoder } from "./ours.js";

export function skipCase(payload: Payload): Case {
  const { id, inputs, context, values } = payload;
  const options = { context };
  const walk = (index: number): PendingList => findPending(inputs[index]!, options);
  values.forEach((list, index) => {
    const sessions = walk(index).pending.map(({ sessionIndex }) => sessionIndex);
    const last = lastSession(list);
    deepStrictEqual(sessions, last < 0 ? [] : [last]);
  });
  const contenders = [
    { name: "ropwire, walking", run: walk },
    { name: "ropwire, decoding", run: bareDecoder(payload), required: { atLeast: 8 } },
  ];
  const walked =
    id === "rows"
      ? inC(
          "rows-skip",
          inputs,
          inputs.map(({ length }) => BigInt(length)),
        )
      : inC(
          "skip",
          inputs,
          values.map((list) => BigInt(lastSession(list)) + 1n),
        );
  return {
    id: `skip-${id}`,
    what: `walk over ${payload.what}`,
    bytes: inputs[0]!.length,
    inputs: inputs.length,
    contenders: [...contenders, ...walked],
  };
}

function lastSession(list: readonly object[]): number {
  const last = list.at(-1);
  return last !== undefined && "sessionIndex" in last ? Number(last.sessionIndex) : -1;
}
