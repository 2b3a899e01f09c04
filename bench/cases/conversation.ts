/** What pairing with requests, handles and remembered columns cost on top of bare decoding. */
import { deepStrictEqual } from "node:assert";
import { decodeRopResponses, Memory, type RopResponse } from "../../src/index.js";
import type { Case } from "../measure/contender.js";
import { type Payload, payload } from "../payloads/payloads.js";
import { requestsFor } from "../payloads/requests.js";
import { bareDecoder } from "./ours.js";

/** Handles at the indexes 0 to 7. */
const TABLE: readonly number[] = [0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17];

export function conversationCase(id: "small" | "rows"): Case {
  const base = payload(id);
  const requests = base.values.map((list) => requestsFor(list as readonly RopResponse[]));
  const memory = remembering(base);
  const paired = (index: number) => {
    const list = decodeRopResponses(base.inputs[index]!, { requests: requests[index]!, memory });
    memory.takeLacks(); // as a conversation does after every exchange
    return list;
  };
  base.values.forEach((value, index) => {
    const { responses, answers } = paired(index);
    if (id === "rows") deepStrictEqual(responses, value);
    if (answers.filter((answer) => answer >= 0).length !== requests[index]!.length) throw new Error("not all paired");
  });
  const overhead = { atMost: 1.3 };
  return {
    id: `conversation-${id}`,
    what: `decode ${base.what}, paired with requests and with a memory`,
    bytes: base.inputs[0]!.length,
    inputs: base.inputs.length,
    contenders: [
      { name: "ropwire, bare", run: bareDecoder(base) },
      { name: "with requests, memory", run: paired, required: overhead },
    ],
  };
}

/** A memory that knows the columns of every table. */
function remembering({ context: { tableColumns: columns } }: Payload): Memory {
  const memory = new Memory();
  memory.useTable(TABLE);
  for (const index of columns === undefined ? [] : TABLE.keys()) {
    memory.remember("tableColumns", "inputHandleIndex", index, columns, 0);
  }
  return memory;
}
