/** Lists, buffers, calls and conversations that are drawn read as what they were drawn as. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeExecuteRequest, decodeExecuteResponse } from "../../generated/index.js";
import { drawConversation } from "../../src/arbitraries/exchanges.js";
import {
  arbitraryCall,
  arbitraryConversation,
  arbitraryExchange,
  arbitraryRopRequests,
  arbitraryRopResponses,
  Draw,
  type DrawnExchange,
} from "../../src/arbitraries/index.js";
import { Random } from "../../src/fuzz/random.js";
import {
  Conversation,
  decode,
  encodeInputBuffer,
  encodeOutputBuffer,
  openExtendedBuffers,
  RopId,
  readEnvelope,
} from "../../src/index.js";
import { codePage, codePageNumbers } from "../../src/wire/code-pages.js";
import { comparable } from "../support/comparable.js";
import { runs } from "../support/runs.js";

const SEED = 1;

function check(
  conversation: Conversation,
  { requests, responses, tables, input, output }: DrawnExchange,
): readonly number[] {
  const { inputs, outputs } = conversation.exchange([input], [output]);
  const [[read], [answer]] = [inputs, outputs];
  expect(read?.unread?.error ?? read?.undecoded?.reason).toBeUndefined();
  expect(answer?.unread?.error ?? answer?.undecoded?.reason).toBeUndefined();
  expect(comparable(read?.requests)).toEqual(comparable(requests));
  expect(comparable(answer?.responses)).toEqual(comparable(responses));
  expect([read?.serverObjectHandleTable, answer?.serverObjectHandleTable]).toEqual([tables.input, tables.output]);
  return answer?.answers ?? [];
}

describe("exchanges", () => {
  test("read as they were drawn, in every code page", () => {
    for (const number of codePageNumbers) {
      const page = codePage(number);
      fc.assert(
        fc.property(arbitraryExchange({ codePage: page, irregular: 0.2 }), (exchange) => {
          check(new Conversation(undefined, { context: exchange.context, codePage: page }), exchange);
        }),
        { seed: SEED, ...runs(8) },
      );
    }
  });

  test("hold every ending, and pair each response with its request", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(arbitraryExchange(), (exchange) => {
        const answers = check(new Conversation(undefined, { context: exchange.context }), exchange);
        exchange.responses.forEach(({ ropId }, index) => {
          seen.add(ropId);
          const answered = exchange.requests[answers[index] ?? -1];
          if (ropId === RopId.Notify || ropId === RopId.Pending || ropId === RopId.BufferTooSmall) return;
          expect(answered).toBeDefined();
        });
      }),
      { seed: SEED, ...runs(150) },
    );
    const every = [RopId.Backoff, RopId.BufferTooSmall, RopId.Progress, RopId.Notify, RopId.Pending, RopId.QueryRows];
    for (const id of every) expect(seen).toContain(id);
  });

  test("read rows in the columns that were set before", () => {
    let rows = 0;
    fc.assert(
      fc.property(arbitraryExchange(), ({ responses }) => {
        for (const response of responses)
          if (response.ropId === RopId.QueryRows && response.outcome === "success")
            rows += response.rowData.filter(({ valueArray }) => valueArray.length > 0).length;
      }),
      { seed: SEED, ...runs(200) },
    );
    expect(rows).toBeGreaterThan(0);
  });
});

test("responses answer requests that are given", () => {
  fc.assert(
    fc.property(
      arbitraryRopRequests().chain((asked) => arbitraryRopResponses(asked).map((answer) => ({ asked, answer }))),
      ({ asked: { requests, serverObjectHandleTable: input, context }, answer }) => {
        const { responses, serverObjectHandleTable: output } = answer;
        check(new Conversation(undefined, { context }), {
          requests,
          responses,
          tables: { input, output },
          input: encodeInputBuffer(requests, input, { context }),
          output: encodeOutputBuffer(responses, output, { requests }),
        });
      },
    ),
    { seed: SEED, ...runs(100) },
  );
});

test("conversations read from the first exchange to the last", () => {
  let known = 0;
  fc.assert(
    fc.property(arbitraryConversation({ irregular: 0.1 }), ({ exchanges, context }) => {
      const conversation = new Conversation(undefined, { context });
      for (const exchange of exchanges) check(conversation, exchange);
      known += Object.keys(conversation.state.handles).length;
    }),
    { seed: SEED, ...runs(100) },
  );
  expect(known).toBeGreaterThan(0);
});

test("calls hold their exchange in extended buffers of all kinds and an envelope", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(arbitraryCall(), (call) => {
      const request = decode(decodeExecuteRequest, call.requestBody);
      const response = decode(decodeExecuteResponse, readEnvelope(call.responseBody).body);
      if (response.outcome !== "success") throw new Error("the response is a failure");
      for (const [buffer, payload] of [
        [request.ropBuffer, call.input],
        [response.ropBuffer, call.output],
      ] as const) {
        const [opened, ...more] = openExtendedBuffers(buffer);
        expect(more).toEqual([]);
        expect(opened?.payload).toEqual(payload);
        kinds.add(`${opened?.compressed} ${opened?.xorMagic}`);
      }
    }),
    { seed: SEED, ...runs(60) },
  );
  expect([...kinds].toSorted()).toEqual(["false false", "false true", "true false", "true true"]);
});

test("conversations fit together whatever is chosen", () => {
  // Seeds that once did not: a logon of another kind than its ROPs, and notifications of objects without a handle.
  const once = [12, 88, 99, 212, 592, 1996, 2823];
  for (const seed of [...once, ...Array(100).keys()]) {
    const random = new Random(seed);
    const { exchanges, context } = drawConversation(new Draw((limit) => random.below(limit)));
    const conversation = new Conversation(undefined, { context });
    for (const exchange of exchanges) check(conversation, exchange);
  }
});
