/** Extended buffers of payloads that are larger than the documents allow: read, written again as they were, and not made. */
import { expect, test } from "vitest";
import { closeExtendedBuffers, openExtendedBuffers, RopDecodeError, RopEncodeError } from "../../src/index.js";

const most = new Uint8Array(0x8000).fill(7);
const more = new Uint8Array(0x8001).fill(7);

test.each([{}, { compress: true }, { xorMagic: true, compress: true }])("32 KiB, %j", (options) => {
  const bytes = closeExtendedBuffers([most], options);
  expect(openExtendedBuffers(bytes, { strict: true })[0]?.payload).toEqual(most);
});

test("one byte more is not written", () => {
  expect(() => closeExtendedBuffers([most, more])).toThrow(
    expect.objectContaining({
      name: RopEncodeError.name,
      code: "value-out-of-range",
      path: ["payloads", 1, "payload"],
    }),
  );
});

test.each([false, true])(
  "what others send beyond is read and written again, but not where decoding is strict (%s)",
  (compressed) => {
    const bytes = closeExtendedBuffers([{ compressed, xorMagic: false, payload: more }]);
    const payloads = openExtendedBuffers(bytes);
    expect(payloads[0]?.payload).toEqual(more);
    expect(closeExtendedBuffers(payloads)).toEqual(bytes);
    expect(() => openExtendedBuffers(bytes, { strict: true })).toThrow(
      expect.objectContaining({
        name: RopDecodeError.name,
        code: "limit-exceeded",
        path: ["payloads", 0, "sizeActual"],
      }),
    );
  },
);

test.each([
  [
    "garbage as what was transmitted",
    { compressed: true, xorMagic: false, payload: most, asSent: { payload: Uint8Array.of(1, 2, 3) } },
  ],
  ["no bytes", {}],
  ["nothing", undefined],
])("%s is refused by the encoder's error", (_what, payload) => {
  expect(() => closeExtendedBuffers([payload as Uint8Array])).toThrow(RopEncodeError);
});
