/** Finding RopPending gives what decoding the list gives: for bytes from outside, drawn conversations, cut and changed bytes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryConversation } from "../../src/arbitraries/index.js";
import {
  Conversation,
  decodeRopResponses,
  encodeRopResponses,
  findPending,
  judgePending,
  Memory,
  RopDecodeError,
  RopId,
  type RopResponse,
  Sessions,
} from "../../src/index.js";
import type { ResponseListOptions } from "../../src/stream/index.js";
import { quickErrors } from "../support/quick-errors.js";
import { runs } from "../support/runs.js";
import { agreedVectors, bytesOf } from "../support/vectors.js";

quickErrors();

const PENDING = Uint8Array.of(RopId.Pending, 0x12, 0x00);

/** What both make of a list; `memory` must come out the same. */
function both(bytes: Uint8Array, options: () => ResponseListOptions): readonly [unknown, unknown] {
  const [decoded, found] = [options(), options()];
  return [
    outcomeOf(() => {
      const { responses, undecoded } = decodeRopResponses(bytes, decoded);
      return [
        responses.filter(({ ropId }) => ropId === RopId.Pending),
        undecoded?.reason.path,
        undecoded?.offset,
        decoded.memory?.state,
      ];
    }),
    outcomeOf(() => {
      const { pending, undecoded } = findPending(bytes, found);
      return [pending, undecoded?.reason.path, undecoded?.offset, found.memory?.state];
    }),
  ];
}

function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof RopDecodeError) return [error.code, error.path, error.offset];
    throw error;
  }
}

describe("bytes from outside, with a RopPending behind them", () => {
  for (const { id, kind, hex } of agreedVectors()) {
    if (kind !== "rop-response") continue;
    test(id, () => {
      const bytes = Uint8Array.of(...bytesOf(hex), ...PENDING);
      for (const options of [{}, { strict: true }, { context: { tableColumns: [0x3001001f], propertyTags: [] } }]) {
        const [expected, found] = both(bytes, () => options);
        expect(found).toEqual(expected);
      }
    });
  }
});

describe("drawn conversations", () => {
  test("with their requests and what earlier exchanges left", () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitraryConversation(), ({ exchanges, context }) => {
        const conversation = new Conversation(undefined, { context });
        for (const { requests, responses, tables, input, output } of exchanges) {
          const bytes = ropsOf(output);
          const { state } = conversation;
          const options = (): ResponseListOptions => {
            const memory = new Memory(state);
            memory.useTable(tables.output);
            return { requests, memory, context };
          };
          const [expected, found] = both(bytes, options);
          expect(found).toEqual(expected);
          seen += responses.filter(({ ropId }) => ropId === RopId.Pending).length;
          for (const length of [1, 3, 7].map((one) => Math.max(0, bytes.length - one))) {
            const [whole, part] = both(bytes.subarray(0, length), options);
            expect(part).toEqual(whole);
          }
          conversation.exchange([input], [output]);
        }
      }),
      runs(60),
    );
    expect(seen).toBeGreaterThan(10);
  });
});

/** The RopsList of a ROP output buffer. */
function ropsOf(buffer: Uint8Array): Uint8Array {
  return buffer.subarray(2, buffer[0]! | (buffer[1]! << 8));
}

describe("the rule", () => {
  const responses: readonly RopResponse[] = [
    { ropId: RopId.Pending, sessionIndex: 3 },
    { ropId: RopId.SetColumns, inputHandleIndex: 0, outcome: "success", returnValue: 0, tableStatus: "complete" },
    { ropId: RopId.Pending, sessionIndex: 4 },
  ];

  test("judges what was found", () => {
    const sessions = new Sessions<string>();
    sessions.add({ handle: "b", index: 4 });
    const { pending } = findPending(encodeRopResponses(responses));
    expect(judgePending(pending, sessions).map(({ verdict }) => verdict)).toEqual(["no-match", "match"]);
  });

  test("says where it had to stop", () => {
    const { pending, undecoded } = findPending(Uint8Array.of(...PENDING, 0xef, 1, 2), { base: 2 });
    expect(pending).toEqual([{ ropId: RopId.Pending, sessionIndex: 0x12 }]);
    expect(undecoded).toMatchObject({ offset: 5, reason: { code: "unknown-rop", path: ["responses", 1, "ropId"] } });
  });

  test("refuses a RopPending that is cut", () => {
    expect(() => findPending(PENDING.subarray(0, 2))).toThrow(
      expect.objectContaining({ code: "truncated", offset: 1, spec: "MS-OXCROPS 2.2.14.3.1" }),
    );
  });
});
