/** Captures as they come: cut anywhere, out of order, one side only. A conversation degrades and never throws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Conversation,
  type ConversationState,
  encodeInputBuffer,
  encodeOutputBuffer,
  RopDecodeError,
  RopId,
} from "../../src/index.js";
import { runs } from "../support/runs.js";
import { agreedVectors, bytesOf } from "../support/vectors.js";

const requests = agreedVectors().filter(({ kind }) => kind === "rop-request");
const responses = agreedVectors().filter(({ kind }) => kind === "rop-response");

/** A ROP buffer of real ROPs in any order, cut off anywhere or whole, with a table of few handles. */
const buffers = (hexes: readonly string[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      rops: fc.array(fc.constantFrom(...hexes), { maxLength: 5 }),
      table: fc.array(fc.constantFrom(1, 2, 0x1234, 0xffffffff), { maxLength: 4 }),
      cut: fc.option(fc.nat(), { freq: 3 }),
      ropSize: fc.option(fc.nat(0xffff), { freq: 10 }),
    })
    .map(({ rops, table, cut, ropSize }) => {
      const list = bytesOf(rops.join(""));
      const frame = encodeOutputBuffer([], table);
      const bytes = Uint8Array.from([0, 0, ...list, ...frame.subarray(2)]);
      new DataView(bytes.buffer).setUint16(0, ropSize ?? Math.min(0xffff, list.length + 2), true);
      return cut === null ? bytes : bytes.slice(0, cut % (bytes.length + 1));
    });

const exchanges = fc.record({
  asked: fc.array(buffers(requests.map(({ hex }) => hex)), { maxLength: 2 }),
  answered: fc.array(buffers(responses.map(({ hex }) => hex)), { maxLength: 3 }),
});

describe("any exchanges of real ROPs", () => {
  test("are read as far as they go, and every byte that is not is kept with its reason", () => {
    fc.assert(
      fc.property(fc.array(exchanges, { maxLength: 6 }), (capture) => {
        const conversation = new Conversation();
        for (const { asked, answered } of capture) {
          const { inputs, outputs } = conversation.exchange(asked, answered);
          expect([inputs.length, outputs.length]).toEqual([asked.length, answered.length]);
          const first = inputs[0]?.requests.length ?? 0;
          for (const [index, output] of outputs.entries()) {
            expect(output.answers).toHaveLength(output.responses.length);
            expect(output.contexts).toHaveLength(output.responses.length);
            for (const answer of output.answers) expect(answer).toBeLessThan(Math.max(first, 0.5));
            if (output.unread !== undefined) expect(output.unread.bytes).toBe(answered[index]);
          }
          for (const { undecoded, unread } of [...inputs, ...outputs]) {
            if (undecoded !== undefined) expect(undecoded.bytes.length).toBeGreaterThan(0);
            for (const error of [undecoded?.reason, unread?.error]) {
              if (error !== undefined) expect(error).toBeInstanceOf(RopDecodeError);
            }
          }
        }
      }),
      runs(150),
    );
  });

  test("leave a state that goes to JSON and back, with which everything is read alike", () => {
    fc.assert(
      fc.property(fc.array(exchanges, { maxLength: 4 }), exchanges, (capture, { asked, answered }) => {
        const conversation = new Conversation();
        for (const one of capture) conversation.exchange(one.asked, one.answered);
        const state = JSON.parse(JSON.stringify(conversation.state)) as ConversationState;
        expect(state).toEqual(conversation.state);
        const copy = new Conversation(state);
        expect(copy.exchange(asked, answered)).toEqual(conversation.exchange(asked, answered));
        expect(copy.state).toEqual(conversation.state);
      }),
      runs(80),
    );
  });
});

test("what one conversation learns is nothing to another", () => {
  const [a, b] = [new Conversation(), new Conversation()];
  const setColumns = { ropId: RopId.SetColumns, logonId: 0, inputHandleIndex: 0, setColumnsFlags: 0 } as const;
  const payload = encodeInputBuffer([{ ...setColumns, propertyTags: [0x3001001f] }], [5]);
  a.exchange([payload], []);
  expect(Object.keys(a.state.handles)).toEqual(["5"]);
  expect(b.state).toEqual({ logons: {}, handles: {} });
});
