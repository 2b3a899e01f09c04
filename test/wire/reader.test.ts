/** Numbers of many bits and views: against what DataView and the platform say of the same bytes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeRopResponses, RopId } from "../../src/index.js";
import { getF32, getF64, getI64, getU64, Reader } from "../../src/wire/reader.js";
import { runs } from "../support/runs.js";

describe("numbers of eight bytes and floats", () => {
  const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
  const EDGES = ["0000000000000000", "ffffffffffffffff", "0000000000000080", "ffffffffffffff7f", "000000000000f07f"];

  test.each([
    ["getU64", getU64, (view: DataView, at: number) => view.getBigUint64(at, true)],
    ["getI64", getI64, (view: DataView, at: number) => view.getBigInt64(at, true)],
    ["getF32", getF32, (view: DataView, at: number) => view.getFloat32(at, true)],
    ["getF64", getF64, (view: DataView, at: number) => view.getFloat64(at, true)],
  ] as const)("%s reads what a DataView reads", (_name, get, viewed) => {
    const check = (eight: Uint8Array): void => {
      const b = Uint8Array.of(1, 2, 3, ...eight, 4);
      expect(get(b, 3)).toBe(viewed(new DataView(b.buffer), 3));
    };
    for (const hex of EDGES) check(Uint8Array.from(Buffer.from(hex, "hex")));
    fc.assert(fc.property(bytes, check), runs(200));
  });
});

describe("views", () => {
  /** A failed RopOpenFolder, and an id that no ROP has. */
  const LIST = [RopId.OpenFolder, 0, 5, 1, 4, 0x80, 0x00, 1, 2];

  test("lie over the bytes that were handed in, wherever those lie", () => {
    const whole = Uint8Array.of(9, 9, 9, 1, 2, 3, 4);
    const r = new Reader(whole.subarray(3));
    const view = r.view(1, 2);
    expect([...view]).toEqual([2, 3]);
    expect(view.buffer).toBe(whole.buffer);
    expect(view.byteOffset).toBe(4);
  });

  test("of a Buffer are no Buffers: their slice() is a copy", () => {
    const buffer = Buffer.from(LIST);
    const { undecoded } = decodeRopResponses(buffer);
    const views = [new Reader(buffer).view(0, 1), undecoded?.bytes];
    for (const view of views) {
      expect(view?.constructor).toBe(Uint8Array);
      expect(view?.slice().buffer).not.toBe(view?.buffer);
    }
    expect([...(undecoded?.bytes ?? [])]).toEqual([0, 1, 2]);
  });

  test("may lie over memory that threads share", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    shared[2] = 7;
    expect([...new Reader(shared).view(2, 1)]).toEqual([7]);
  });
});
