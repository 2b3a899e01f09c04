/** The oracles notice planted faults, and find nothing in codecs that have none. */
import { describe, expect, test } from "vitest";
import {
  boundedWork,
  type Codec,
  checkCodec,
  cutsNoticed,
  endsAgree,
  neverThrows,
  onlyDeclaredErrors,
  sameBytesAgain,
  sizeOf,
  valuesAgree,
} from "../../src/fuzz/index.js";
import {
  decode,
  decodeRestriction,
  encodeRestriction,
  encode as encodeValue,
  RopDecodeError,
} from "../../src/index.js";

const BYTES = Uint8Array.of(3, 10, 20, 30);

function cut(bytes: Uint8Array): RopDecodeError {
  return new RopDecodeError("truncated", { reason: "too short", offset: bytes.length });
}

/** A count in a byte, and so many bytes. */
const sound: Codec = {
  decode(bytes) {
    const [count] = bytes;
    if (count === undefined || bytes.length < 1 + count) throw cut(bytes);
    if (bytes.length > 1 + count) throw new RopDecodeError("trailing-bytes", { reason: "left over" });
    return [...bytes.subarray(1)];
  },
  encode: (value) => Uint8Array.of((value as number[]).length, ...(value as number[])),
};

describe("a codec without faults", () => {
  test.for([[[]], [[0]], [[3, 10, 20, 30]], [[3, 10]], [[0, 1]]] as const)("%j", ([bytes]) => {
    expect(checkCodec(sound, Uint8Array.from(bytes))).toBeUndefined();
  });

  test("a real one", () => {
    const restriction: Codec = {
      decode: (bytes) => decode(decodeRestriction, bytes, 0),
      encode: (value) => encodeValue(encodeRestriction, value as never, 0),
    };
    expect(checkCodec(restriction, Uint8Array.of(2, 8, 0x1f, 0, 0x37, 0))).toBeUndefined();
  });
});

describe("planted faults", () => {
  test("a decoder that throws a TypeError", () => {
    const decode = (bytes: Uint8Array) => (bytes[1] as unknown as { length: number[] }).length[0];
    expect(onlyDeclaredErrors(decode, BYTES)).toEqual({
      kind: "foreign-error",
      message: expect.stringContaining("TypeError"),
      bytes: BYTES,
    });
    expect(onlyDeclaredErrors(decode, BYTES, (error) => error instanceof TypeError)).toBeUndefined();
  });

  test("a decoder that makes what a count says before it looks for the bytes", () => {
    const decode = (bytes: Uint8Array) => Array.from({ length: (bytes[0] ?? 0) * 1000 }, (_, at) => bytes[at + 1]);
    expect(boundedWork(decode, BYTES)?.kind).toBe("unbounded");
    expect(boundedWork(decode, BYTES, { perByte: 1000, plus: 0 })).toBeUndefined();
  });

  test("a decoder that does so and then fails", () => {
    const decode = (bytes: Uint8Array) => {
      throw new RopDecodeError("truncated", { reason: "too late", partial: new Uint8Array(bytes.length * 1000) });
    };
    expect(boundedWork(decode, BYTES)?.kind).toBe("unbounded");
  });

  test("a decoder that swallows bytes", () => {
    const decode = (bytes: Uint8Array) => [...bytes.subarray(1, 1 + (bytes[0] ?? 0))];
    const swallowing = { ...sound, decode };
    expect(sameBytesAgain(swallowing, Uint8Array.of(1, 10, 20))).toMatchObject({
      kind: "other-bytes",
      message: "encoded as 010a",
    });
    expect(cutsNoticed(swallowing, BYTES)?.kind).toBe("cut-unnoticed");
  });

  test("a decoder that fails for another reason where bytes end", () => {
    const decode = (bytes: Uint8Array) => {
      if (bytes.length < 4) throw new RopDecodeError("unexpected-value", { reason: "undefined" });
      return sound.decode(bytes);
    };
    expect(cutsNoticed({ ...sound, decode }, BYTES)).toMatchObject({
      kind: "cut-unnoticed",
      message: expect.stringContaining("3 of 4 bytes"),
    });
  });

  test("an encoder that changes bytes", () => {
    const encode = (value: unknown) => sound.encode((value as number[]).map((byte) => byte & 0x0f));
    expect(sameBytesAgain({ ...sound, encode }, BYTES)).toMatchObject({
      kind: "other-bytes",
      message: "encoded as 030a040e",
    });
  });

  test("only signalling NaNs may come back as quiet ones", () => {
    const turned = (before: readonly number[], after: readonly number[]) =>
      sameBytesAgain({ decode: () => 0, encode: () => Uint8Array.from(after) }, Uint8Array.from(before))?.kind;
    expect(turned([1, 0, 0x80, 0xff], [1, 0, 0xc0, 0xff])).toBeUndefined();
    expect(turned([1, 0, 0, 0, 0, 0, 0xf0, 0x7f], [1, 0, 0, 0, 0, 0, 0xf8, 0x7f])).toBeUndefined();
    expect(turned([1, 0, 0x80, 0xfe], [1, 0, 0xc0, 0xfe])).toBe("other-bytes");
    expect(turned([1, 0, 0x80, 0xff], [1, 0, 0x81, 0xff])).toBe("other-bytes");
  });

  test("an encoder that refuses what was decoded", () => {
    const encode = () => {
      throw new RangeError("no");
    };
    expect(sameBytesAgain({ ...sound, encode }, BYTES)).toMatchObject({
      kind: "not-encoded",
      message: "RangeError: no",
    });
  });

  test("two readers that do not agree where a value ends", () => {
    expect(
      endsAgree(
        BYTES,
        () => 3,
        () => 4,
      )?.kind,
    ).toBe("disagreement");
    expect(
      endsAgree(
        BYTES,
        () => 3,
        () => 5,
        () => undefined,
      ),
    ).toBeUndefined();
  });

  test("readers that make different values of the same bytes, or of which one fails", () => {
    const one = () => ({ a: 1n, b: [Uint8Array.of(1)], c: undefined });
    const same = () => ({ b: [Uint8Array.of(1)], a: 1n });
    const other = () => ({ a: 1, b: [Uint8Array.of(1)] });
    const failing = () => {
      throw new Error("no");
    };
    expect(valuesAgree(BYTES, { one, same })).toBeUndefined();
    expect(valuesAgree(BYTES, { failing, again: failing })).toBeUndefined();
    expect(valuesAgree(BYTES, { one, same, other })).toEqual({
      kind: "disagreement",
      message: 'one reads {"a":1n,"b":[bytes 01]}, other reads {"a":1,"b":[bytes 01]}',
      bytes: BYTES,
    });
    expect(valuesAgree(BYTES, { one, failing })?.message).toContain("failing reads nothing");
    expect(valuesAgree(BYTES, { zero: () => 0, negative: () => -0 })?.kind).toBe("disagreement");
  });

  test("what throws although it promises not to", () => {
    const run = () => {
      throw new Error("after all");
    };
    expect(neverThrows(run, BYTES)).toMatchObject({ kind: "thrown", message: "Error: after all" });
    expect(neverThrows(() => 1, BYTES)).toBeUndefined();
  });
});

test("the size of a value counts everything in it once", () => {
  const bytes = new Uint8Array(10);
  expect(sizeOf(1)).toBe(1);
  expect(sizeOf("abc")).toBe(4);
  expect(sizeOf([1, [2]])).toBe(4);
  expect(sizeOf({ bytes, again: bytes })).toBe(13);
  expect(sizeOf(new Array(1_000_000).fill(0), 100)).toBeGreaterThan(100);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(sizeOf(circle)).toBe(2);
});
