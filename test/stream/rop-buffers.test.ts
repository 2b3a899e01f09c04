/** ROP buffers: a list with its handle table, alone and inside extended buffers, also such as Outlook has sent. */
import { describe, expect, test } from "vitest";
import {
  closeExtendedBuffers,
  decodeInputBuffer,
  decodeOutputBuffer,
  encodeInputBuffer,
  encodeOutputBuffer,
  openExtendedBuffers,
  RopDecodeError,
  RopId,
  type RopRequest,
} from "../../src/index.js";
import { describePeers, specificationVectors } from "../support/peers.js";
import { hexOf } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";

const release: RopRequest = { ropId: RopId.Release, logonId: 0, inputHandleIndex: 0 };

function errorOf(run: () => unknown): RopDecodeError {
  try {
    run();
  } catch (error) {
    if (error instanceof RopDecodeError) return error;
    throw error;
  }
  throw new Error("nothing is refused");
}

describe("the frame", () => {
  test("RopSize counts itself and the list; handles follow to the end", () => {
    const hex = "0500" + "010000" + "6f000000" + "ffffffff";
    expect(decodeInputBuffer(bytesOf(hex))).toEqual({
      requests: [release],
      serverObjectHandleTable: [0x6f, 0xffffffff],
    });
    expect(hexOf(encodeInputBuffer([release], [0x6f, 0xffffffff]))).toBe(hex);
  });

  test("an empty list, with and without handles", () => {
    expect(decodeOutputBuffer(bytesOf("0200"))).toMatchObject({
      responses: [],
      answers: [],
      serverObjectHandleTable: [],
    });
    expect(decodeOutputBuffer(bytesOf("020001000000")).serverObjectHandleTable).toEqual([1]);
    expect(hexOf(encodeOutputBuffer([], []))).toBe("0200");
  });

  test.for([
    ["", "truncated", 0],
    ["05", "truncated", 0],
    ["0100", "unexpected-value", 2],
    ["0600010000", "truncated", 2],
    ["0500010000aabb", "truncated", 5],
    ["05000100006f0000", "truncated", 5],
  ] as const)("%s is no ROP buffer", ([hex, code, offset]) => {
    for (const decode of [decodeInputBuffer, decodeOutputBuffer]) {
      expect(errorOf(() => decode(bytesOf(hex)))).toMatchObject({ code, offset });
    }
  });

  test("a list that is longer than RopSize can say is refused", () => {
    const data = new Uint8Array(0xfff0);
    const write: RopRequest = { ropId: RopId.WriteStream, logonId: 0, inputHandleIndex: 0, data };
    expect(() => encodeInputBuffer([write, release, release, release], [])).toThrow(
      expect.objectContaining({ code: "value-out-of-range" }),
    );
  });

  test("errors count from the start of the buffer", () => {
    expect(errorOf(() => decodeInputBuffer(bytesOf("0400" + "0100")))).toMatchObject({
      code: "truncated",
      offset: 4,
      path: ["requests", 0, "inputHandleIndex"],
    });
    expect(decodeInputBuffer(bytesOf("0600" + "010000" + "ee")).undecoded).toMatchObject({
      offset: 5,
      bytes: bytesOf("ee"),
    });
  });
});

describe("the documents' buffers", () => {
  for (const { id, hex, context } of specificationVectors("ms-oxcrops.json").filter(({ kind }) => kind === "frame")) {
    test(`${id}: goes into extended buffers of each kind and comes out`, () => {
      const bytes = bytesOf(hex);
      for (const compress of [true, false]) {
        for (const xorMagic of [true, false]) {
          const payloads = openExtendedBuffers(closeExtendedBuffers([bytes, bytes], { compress, xorMagic }));
          expect(payloads.map(({ payload }) => hexOf(payload))).toEqual([hex, hex]);
        }
      }
      const isResponse = String(context).includes("response direction");
      const table = (isResponse ? decodeOutputBuffer(bytes) : decodeInputBuffer(bytes)).serverObjectHandleTable;
      expect(table.length).toBe((bytes.length - (bytes[0] ?? 0)) / 4);
    });
  }
});

describePeers("Outlook 2007's extended buffers", "peer-openchange.json", (vectors) => {
  for (const name of ["001", "002"]) {
    test(`${name}: hold the requests that are known from elsewhere`, () => {
      const find = (id: string) => vectors.find((vector) => vector.id === id);
      const [opened, ...more] = openExtendedBuffers(bytesOf(find(`oc-${name}-ext`)?.hex ?? ""));
      expect(more).toEqual([]);
      const { requests, serverObjectHandleTable, undecoded } = decodeInputBuffer(opened?.payload ?? new Uint8Array(0));
      expect(undecoded).toBeUndefined();
      const slices = vectors.filter(({ id }) => id.startsWith(`oc-${name}-rop`));
      expect(requests.length).toBe(slices.length);
      requests.forEach((request, index) => {
        const alone = decodeInputBuffer(frame(slices[index]?.hex ?? ""));
        expect(alone.requests).toEqual([request]);
        // Every index leads to a handle, or to the place of one that is to be made.
        for (const [property, value] of Object.entries(request)) {
          if (property.endsWith("HandleIndex")) expect(value).toBeLessThan(serverObjectHandleTable.length);
        }
      });
    });
  }
});

/** One request in a buffer without handles. */
function frame(hex: string): Uint8Array {
  const list = bytesOf(hex);
  const size = list.length + 2;
  return Uint8Array.from([size & 0xff, size >> 8, ...list]);
}
