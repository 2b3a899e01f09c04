/** Lists of ROPs: one after the other, what ends a list early, and where errors are said to be. */
import { describe, expect, test } from "vitest";
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopRequests,
  encodeRopResponses,
  RopDecodeError,
  RopEncodeError,
  RopId,
  type RopRequest,
  type RopResponse,
  ropInfo,
} from "../../src/index.js";
import { hexOf } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";

const release = (inputHandleIndex: number): RopRequest => ({ ropId: RopId.Release, logonId: 0, inputHandleIndex });
const RELEASES = "010000" + "010001";
const SET_COLUMNS = "12000000000000";
const columnsSet: RopResponse = {
  ropId: RopId.SetColumns,
  inputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  tableStatus: "complete",
};

function errorOf(run: () => unknown): RopDecodeError {
  try {
    run();
  } catch (error) {
    if (error instanceof RopDecodeError) return error;
    throw error;
  }
  throw new Error("nothing is refused");
}

test("a list may be empty", () => {
  expect(decodeRopRequests(new Uint8Array(0))).toEqual({ requests: [] });
  expect(decodeRopResponses(new Uint8Array(0))).toMatchObject({ responses: [], answers: [] });
  expect(encodeRopRequests([])).toEqual(new Uint8Array(0));
  expect(encodeRopResponses([])).toEqual(new Uint8Array(0));
});

test("ROPs stand one after the other", () => {
  const requests = [release(0), release(1)];
  expect(decodeRopRequests(bytesOf(RELEASES))).toEqual({ requests });
  expect(hexOf(encodeRopRequests(requests))).toBe(RELEASES);
  expect(decodeRopResponses(bytesOf(`${SET_COLUMNS}6e0700`))).toMatchObject({
    responses: [columnsSet, { ropId: RopId.Pending, sessionIndex: 7 }],
    answers: [-1, -1],
  });
});

describe("an unknown RopId ends the list", () => {
  test("with everything behind it, because ROPs have no length", () => {
    const { requests, undecoded } = decodeRopRequests(bytesOf(`${RELEASES}ee0102${RELEASES}`));
    expect(requests).toEqual([release(0), release(1)]);
    expect(undecoded).toEqual({ bytes: bytesOf(`ee0102${RELEASES}`), offset: 6, reason: expect.any(RopDecodeError) });
    expect(undecoded?.reason).toMatchObject({ code: "unknown-rop", offset: 6, path: ["requests", 2, "ropId"] });
  });

  test("counted from where the list begins in its buffer", () => {
    const { undecoded } = decodeRopResponses(bytesOf(`${SET_COLUMNS}ee`), { base: 2 });
    expect(undecoded).toMatchObject({ offset: 9, reason: { offset: 9, path: ["responses", 1, "ropId"] } });
  });

  test("whichever it is", () => {
    for (let id = 0; id < 0x100; id++) {
      const known = Object.values(ropInfo).some((rop) => rop.id === id && rop.hasRequest);
      let code: string | undefined;
      try {
        code = decodeRopRequests(Uint8Array.of(id)).undecoded?.reason.code;
      } catch (error) {
        code = (error as RopDecodeError).code;
      }
      expect(`${id} ${code}`).toBe(`${id} ${known ? "truncated" : "unknown-rop"}`);
    }
  });
});

describe("a missing context ends the list", () => {
  test("of responses, where columns are not known", () => {
    const rows = "15000000000002" + "0100" + "00" + "41000000";
    const { responses, undecoded } = decodeRopResponses(bytesOf(`${SET_COLUMNS}${rows}6e0700`), { base: 2 });
    expect(responses).toEqual([columnsSet]);
    expect(undecoded).toEqual({ bytes: bytesOf(`${rows}6e0700`), offset: 9, reason: expect.any(RopDecodeError) });
    expect(undecoded?.reason).toMatchObject({
      code: "missing-context",
      offset: 18,
      path: ["responses", 1, "rowData", 0],
      reason: expect.stringContaining("tableColumns"),
    });
    const known = decodeRopResponses(bytesOf(`${SET_COLUMNS}${rows}6e0700`), {
      context: { tableColumns: [0x0037001f] },
    });
    expect(known.responses).toHaveLength(3);
  });

  test("of requests, where the kind of the logon is not known", () => {
    const { undecoded } = decodeRopRequests(bytesOf(`1100000004${RELEASES}`));
    expect(undecoded).toMatchObject({ offset: 0, reason: { code: "missing-context" } });
    const context = { logonKind: "private" } as const;
    expect(decodeRopRequests(bytesOf(`1100000004${RELEASES}`), { context }).requests).toHaveLength(3);
  });

  test("but not where bytes say themselves how long they are", () => {
    const { responses, undecoded } = decodeRopResponses(
      bytesOf(
        "2a" +
          "01000000" +
          "00" +
          "0001" +
          "0300" +
          "0100000000000001" +
          "0100000000000002" +
          "0300" +
          "001122" +
          "6e0700",
      ),
    );
    expect(undecoded).toBeUndefined();
    expect(responses[0]).toMatchObject({
      notificationData: { tableRowData: { undecoded: "missing-context", bytes: bytesOf("001122") } },
    });
    expect(responses).toHaveLength(2);
  });
});

describe("malformed bytes are an error of the list", () => {
  test("with the place, and with the ROPs in front of it", () => {
    const error = errorOf(() => decodeRopRequests(bytesOf(`${RELEASES}0200000103`), { base: 2 }));
    expect(error).toMatchObject({ code: "truncated", offset: 12, path: ["requests", 2, "folderId"] });
    expect(error.spec).toBe("MS-OXCROPS 2.2.4.1.1");
    expect(error.partial).toMatchObject({
      requests: [release(0), release(1), { logonId: 0, inputHandleIndex: 0, outputHandleIndex: 1 }],
    });
    expect(error.message).toBe("requests[2].folderId at 0x000c: needs 8 bytes, 1 left [MS-OXCROPS 2.2.4.1.1]");
  });

  test("among responses as well", () => {
    const error = errorOf(() => decodeRopResponses(bytesOf(`${SET_COLUMNS}6e07`)));
    expect(error).toMatchObject({ code: "truncated", offset: 8, path: ["responses", 1, "sessionIndex"] });
    expect(error.partial).toMatchObject({ responses: [columnsSet, { ropId: RopId.Pending }] });
  });
});

describe("strict decoding", () => {
  test("refuses what senders must not send", () => {
    const forward = bytesOf("15000100" + "05" + "3200");
    expect(decodeRopRequests(forward).requests).toMatchObject([{ forwardRead: true, asSent: { forwardRead: 5 } }]);
    expect(errorOf(() => decodeRopRequests(forward, { strict: true }))).toMatchObject({
      code: "unexpected-value",
      offset: 4,
      path: ["requests", 0, "forwardRead"],
    });
  });
});

test("what cannot be encoded says which ROP it is", () => {
  const bad = { ...release(0), logonId: 256 };
  let error: unknown;
  try {
    encodeRopRequests([release(0), bad]);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(RopEncodeError);
  expect(error).toMatchObject({ code: "value-out-of-range", path: ["requests", 1, "logonId"] });
  expect(() => encodeRopResponses([columnsSet, { ...columnsSet, returnValue: 5 as 0 }])).toThrow(
    expect.objectContaining({ code: "inconsistent-field", path: ["responses", 1, "returnValue"] }),
  );
  expect(() => encodeRopRequests([{ ...bad, ropId: 0xee } as unknown as RopRequest])).toThrow(RopEncodeError);
});

test.each([undefined, null, 5])("what is no ROP is refused where it stands: %s", (wrong) => {
  const responses = [{ ropId: RopId.Pending, sessionIndex: 1 } as const, wrong as never];
  expect(() => encodeRopResponses(responses)).toThrow(RopEncodeError);
  expect(() => encodeRopResponses(responses)).toThrow(/^responses\[1\] /);
  expect(() => encodeRopRequests([release(0), wrong as never])).toThrow(RopEncodeError);
  expect(() => encodeRopRequests([release(0), wrong as never])).toThrow(/^requests\[1\] /);
});
