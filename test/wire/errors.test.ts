/** What an error says of itself, wherever it is read. */
import { expect, test } from "vitest";
import { decodeRopResponses, type RopDecodeError } from "../../src/index.js";

function thrown(): RopDecodeError {
  try {
    decodeRopResponses(Uint8Array.of(0x6e, 0x01, 0x00, 0x6e, 0x02));
  } catch (error) {
    return error as RopDecodeError;
  }
  throw new Error("nothing is refused");
}

const TEXT = "responses[1].sessionIndex at 0x0004: needs 2 bytes, 1 left [MS-OXCROPS 2.2.14.3.1]";

test("the message names the place, from the outermost value on", () => {
  expect(thrown()).toMatchObject({ message: TEXT, reason: "needs 2 bytes, 1 left", offset: 4 });
});

test("the stack begins with the same message, and shows the decoder", () => {
  const [first, ...frames] = thrown().stack!.split("\n");
  expect(first).toBe(`RopDecodeError: ${TEXT}`);
  expect(frames.join("\n")).toContain("decodeRopPendingResponse");
});
