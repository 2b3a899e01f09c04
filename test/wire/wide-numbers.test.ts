/** 64-bit numbers are written in two ways, as the engine is young or old: both write the same bytes. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { hexOf } from "../../src/wire/index.js";

const FLOAT16 = Object.getOwnPropertyDescriptor(globalThis, "Float16Array");

afterEach(() => {
  Reflect.deleteProperty(globalThis, "Float16Array");
  if (FLOAT16 !== undefined) Object.defineProperty(globalThis, "Float16Array", FLOAT16);
  vi.resetModules();
});

/** The module as an engine loads it that has Float16Array, or has none. */
async function writing(young: boolean): Promise<typeof import("../../src/wire/writer.js")> {
  Reflect.deleteProperty(globalThis, "Float16Array");
  if (young) Object.defineProperty(globalThis, "Float16Array", { value: class {}, configurable: true });
  vi.resetModules();
  return await import("../../src/wire/writer.js");
}

describe.each([true, false])("young: %s", (young) => {
  test("u64 and i64, little-endian, at their place", async () => {
    const { putI64, putU64, reserve, Writer } = await writing(young);
    const w = new Writer(1);
    reserve(w, 26);
    w.bytes.fill(0xff);
    putU64(w, 1, 0x8070605040302010n, "");
    putU64(w, 9, 0n, "");
    putI64(w, 17, -2n, "");
    expect(hexOf(w.result())).toBe("ff10203040506070800000000000000000feffffffffffffffff");
    expect(() => putU64(w, 1, 1n << 64n, "")).toThrow("18446744073709551616n does not fit u64");
    expect(() => putU64(w, 1, -1n, "")).toThrow("does not fit u64");
    expect(() => putI64(w, 1, 1n << 63n, "")).toThrow("does not fit i64");
    expect(() => putI64(w, 1, 5 as unknown as bigint, "")).toThrow("5 does not fit i64");
  });

  test("and floating-point numbers", async () => {
    const { putF32, putF64, reserve, Writer } = await writing(young);
    const w = new Writer(1);
    reserve(w, 12);
    putF32(w, 0, 1.5, "");
    putF64(w, 4, -2.25, "");
    expect(hexOf(w.result())).toBe("0000c03f00000000000002c0");
    expect(() => putF32(w, 0, 1e300, "")).toThrow("1e+300 does not fit f32");
    expect(() => putF64(w, 4, 1n as unknown as number, "")).toThrow("1n does not fit f64");
  });
});
