/** The rule on real bytes: the RopPending of the vectors, through the decoder, to a verdict. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgePending, Sessions } from "../../src/session/index.js";
import { decodeOutputBuffer, decodeRopResponses, encodeOutputBuffer } from "../../src/stream/index.js";

interface Vector {
  readonly id: string;
  readonly hex: string;
}

const agreed = JSON.parse(
  readFileSync(join(import.meta.dirname, "../vectors/agreed.json"), "utf8"),
) as readonly Vector[];

function bytesOf(id: string): Uint8Array {
  const vector = agreed.find((one) => one.id === id);
  if (vector === undefined) throw new Error(`there is no vector ${id}`);
  return Uint8Array.from(vector.hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

describe("MS-OXCNOTIF 3.2.5.5.3 on decoded bytes", () => {
  const pending = bytesOf("agreed-RopPending-s1-response");
  const notify = bytesOf("agreed-RopNotify-modified_msg_tags0-response");

  test("the vector names session 1: that session is called and no other", () => {
    const sessions = new Sessions<string>();
    sessions.add({ handle: "A", index: 0 });
    const b = sessions.add({ handle: "B", index: 1 });
    const { responses } = decodeRopResponses(pending);
    expect(judgePending(responses, sessions)).toEqual([{ verdict: "match", sessionIndex: 1, sessions: [b] }]);
  });

  test("behind notifications in an output buffer it is found, and a foreign index is left alone", () => {
    const list = Uint8Array.from([...notify, ...pending]);
    const { responses } = decodeRopResponses(list);
    const buffer = encodeOutputBuffer(responses, [0x44]);
    const output = decodeOutputBuffer(buffer);
    expect(output.responses.map(({ ropId }) => ropId)).toEqual([0x2a, 0x6e]);
    const sessions = new Sessions<string>();
    sessions.add({ handle: "A", index: 7 });
    expect(judgePending(output.responses, sessions).map(({ verdict }) => verdict)).toEqual(["no-match"]);
  });
});
