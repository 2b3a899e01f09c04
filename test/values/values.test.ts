/** Times and ids between properties, ROPs and dates. */
import { expect, test } from "vitest";
import { dateOf, fileTimeOf, idOf, idValueOf } from "../../src/index.js";

test.each([
  [0n, "1601-01-01T00:00:00.000Z"],
  [116_444_736_000_000_000n, "1970-01-01T00:00:00.000Z"],
  [116_444_735_999_990_000n, "1969-12-31T23:59:59.999Z"],
  [132_223_104_000_000_000n, "2020-01-01T00:00:00.000Z"],
  [0xffff_ffff_ffff_ffffn - (0xffff_ffff_ffff_ffffn % 10_000n), "+060056-05-28T05:36:10.955Z"],
])("%s ticks", (ticks, date) => {
  expect(dateOf(ticks).toISOString()).toBe(date);
  expect(fileTimeOf(new Date(date))).toBe(ticks);
});

test("what is less than a millisecond is dropped, before 1970 too", () => {
  expect(dateOf(116_444_735_999_999_999n).toISOString()).toBe("1969-12-31T23:59:59.999Z");
  expect(dateOf(9_999n).getTime()).toBe(dateOf(0n).getTime());
});

test("dates that no PtypTime can hold are refused", () => {
  expect(() => fileTimeOf(new Date("1600-12-31T23:59:59.999Z"))).toThrow(RangeError);
  expect(() => fileTimeOf(new Date("no date"))).toThrow(RangeError);
});

test.each([
  [0x8000_0000_0000_0001n, -0x7fff_ffff_ffff_ffffn],
  [0xffff_ffff_ffff_ffffn, -1n],
  [0x7fff_ffff_ffff_ffffn, 0x7fff_ffff_ffff_ffffn],
  [0n, 0n],
])("id %s is the value %s", (id, value) => {
  expect(idValueOf(id)).toBe(value);
  expect(idOf(value)).toBe(id);
});
