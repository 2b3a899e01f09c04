/** What a small exchange costs a conversation: frames, pairing, handles and columns, on top of bare decoding. */
import { deepStrictEqual } from "node:assert";
import {
  Conversation,
  decodeInputBuffer,
  decodeOutputBuffer,
  Reader,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";
import type { Case } from "../measure/contender.js";
import { EXCHANGE_COLUMNS, type SmallExchange, smallExchanges } from "../payloads/exchanges.js";
import { bareRequests, bareResponses } from "./ours.js";

const context = { tableColumns: EXCHANGE_COLUMNS };

function bare({ input, output }: SmallExchange): readonly [RopRequest[], RopResponse[]] {
  return [bareRequests(listOf(input)), bareResponses(listOf(output), context)];
}

/** A reader of what stands between RopSize and the table. */
function listOf(buffer: Uint8Array): Reader {
  const r = new Reader(buffer);
  r.end = buffer[0]! | (buffer[1]! << 8);
  r.pos = 2;
  return r;
}

export function exchangeCase(): Case {
  const conversation = new Conversation();
  const exchange = ({ input, output }: SmallExchange) => conversation.exchange([input], [output]);
  for (const one of smallExchanges) {
    const { inputs, outputs, lacks } = exchange(one);
    deepStrictEqual([inputs[0]?.requests, outputs[0]?.responses], bare(one));
    deepStrictEqual([outputs[0]?.answers, lacks], [[0, 1, 2], []]);
  }
  return {
    id: "exchange",
    what: "an exchange of four requests and three responses with two rows",
    bytes: smallExchanges[0]!.input.length + smallExchanges[0]!.output.length,
    inputs: smallExchanges.length,
    contenders: [
      { name: "ropwire, bare", run: (index) => bare(smallExchanges[index]!) },
      {
        name: "as buffers, no memory",
        run: (index) => {
          const { input, output } = smallExchanges[index]!;
          return [decodeInputBuffer(input), decodeOutputBuffer(output, { context })];
        },
      },
      { name: "by a conversation", run: (index) => exchange(smallExchanges[index]!) },
    ],
    allocation: {},
  };
}
