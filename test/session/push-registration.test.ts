/** Datagrams of push notifications: MS-OXCNOTIF 3.2.5.3. */
import { describe, expect, test } from "vitest";
import { PushRegistration } from "../../src/session/index.js";

describe("datagrams", () => {
  test("E59 [R437, R439]: only one that equals the opaque data counts", () => {
    const push = new PushRegistration(Uint8Array.of(1, 2, 3));
    for (const wrong of [[], [1, 2], [1, 2, 4], [1, 2, 3, 0], [0, 1, 2, 3]]) {
      expect(push.takes(Uint8Array.from(wrong))).toBe(false);
    }
    expect(push.works).toBe(false);
    expect(push.takes(Uint8Array.of(1, 2, 3))).toBe(true);
    expect(push.works).toBe(true);
    expect(push.takes(Uint8Array.of(1, 2, 4))).toBe(false);
    expect(push.works).toBe(true);
  });

  test("the opaque data are kept as they were registered", () => {
    const opaque = Uint8Array.of(7);
    const push = new PushRegistration(opaque);
    opaque[0] = 8;
    expect(push.takes(Uint8Array.of(7))).toBe(true);
  });

  test("opaque data are 1 to 16 bytes", () => {
    for (const size of [0, 17]) expect(() => new PushRegistration(new Uint8Array(size))).toThrow(RangeError);
    expect(new PushRegistration(new Uint8Array(16)).works).toBe(false);
  });
});
