/** Hex in all the ways in which people have it. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../src/cli/hex.js";

const hexOf = (text: string): string | undefined => {
  const bytes = bytesOfHex(text);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("hex");
};

it.each([
  ["6e1200"],
  ["6E1200"],
  [" 6e 12 00 \n"],
  ["6e\n12\r\n00"],
  ["6e 1200"],
  ["0x6e1200"],
  ["0x6e, 0x12, 0x00,"],
  ["0x6e,0x12,0x0"],
  ["00000000: 6e12 00                                  n.."],
  ["00000000: 6e12 00  n.."],
  ["00000000  6e 12 00                                          |n..|\n00000003\n"],
  ["0040: 6e 12 00"],
  ["6e:12:00"],
  ["6e:12\n00"],
  ["0x6e\n0x12\n0x00"],
  ["6E-12-00"],
  ["\\x6e\\x12\\x00"],
  ["0x6e,\n0x12,\n0x00,"],
  ["6\ne120\n0"],
  ["0000   6e 12 00                                          n.."],
  ["0000   6e 12 00"],
  ["0000  6e 12\n0002  00\n"],
  ["0010  6e 12  n.\n0012  00     .\n"],
])("%j is 6e1200", (text) => {
  expect(hexOf(text)).toBe("6e1200");
});

it.each([
  ["", undefined],
  [" \n", undefined],
  ["6e1", undefined],
  ["6e 12 0g", undefined],
  ["hello", undefined],
  ["12:34", "1234"],
  ["1234:5678", undefined],
  // Where a line has characters that look like digits, its bytes are as many as the next offset says, or they show themselves.
  ["0000   61 62 63 64   abcd\n0004   61 62   ab", "616263646162"],
  ["0000   61 62   cd", "6162cd"],
  ["0000   00 01 02 03 04 05 06 07  08 09   ........ ..", "00010203040506070809"],
  ["0000   61 62   xy", undefined],
  ["0000   61 62\n0003   63", undefined],
  ["00000000: 6e12 00  n..\n00000004: 00  .", undefined],
  // Octal offsets, and words of 16 bits.
  ["0000000 6e 12 00 6e\n0000004", undefined],
  ["0000000 126e 6e00\n0000004\n", undefined],
  ["0x", ""],
  ["00000000: 6e12 zz", undefined],
])("%j is %j", (text, hex) => {
  expect(hexOf(text)).toBe(hex);
});

it("is a dump in which a star stands for lines that repeat", () => {
  const line = (offset: string): string => `${offset}: ${"0000 ".repeat(8)} ................`;
  const bars = (offset: string): string => `${offset}  ${"00 ".repeat(8)} ${"00 ".repeat(8)} |................|`;
  expect(hexOf([line("00000000"), line("00000010")].join("\n"))).toBe("00".repeat(32));
  expect(hexOf([line("00000000"), "*", line("00000040")].join("\n"))).toBe("00".repeat(80));
  expect(hexOf([bars("00000000"), "*", "00000030  01        |.|", "00000031"].join("\n"))).toBe(`${"00".repeat(48)}01`);
  expect(hexOf([bars("00000000"), "*", "00000030"].join("\n"))).toBe("00".repeat(48));
  for (const broken of [
    [line("00000000"), line("00000040")],
    [line("00000000"), "*"],
    ["*", line("00000000")],
    [line("00000000"), "*", line("00000031")],
    [line("00000000"), "*", line("ffffffffffff0000")],
  ]) {
    expect(hexOf(broken.join("\n"))).toBeUndefined();
  }
});

it("takes no longer for being malformed", () => {
  for (const text of [
    `00000000: ${"ab".repeat(100_000)}!`,
    `00000000  |${"ab ".repeat(100_000)}`,
    "0x".repeat(100_000),
    `00000000${" ".repeat(100_000)}|a\rb`,
    `00000000  ${"a  ".repeat(100_000)}`,
    `${" ".repeat(100_000)}6e`,
  ]) {
    const started = performance.now();
    bytesOfHex(text);
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

/** Whether a program is installed here. */
function has(program: string): boolean {
  try {
    execFileSync(program, ["-h"], { stdio: "ignore" });
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}

/** Many bytes alike, and digits. */
const ALIKE = fc
  .tuple(fc.constantFrom(0x00, 0x20, 0x61), fc.nat(200))
  .map(([byte, length]) => Uint8Array.of(...new Uint8Array(length).fill(byte), 0x36, 0x65));

describe.each([
  ["xxd", []],
  ["xxd", ["-p"]],
  ["xxd", ["-g1"]],
  ["xxd", ["-a"]],
  ["hexdump", ["-vC"]],
  ["hexdump", ["-C"]],
])("what %s %j prints", (program, args) => {
  it.skipIf(!has(program))("is what it was given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 80 }), ALIKE), (bytes) => {
        const text = execFileSync(program, args, { input: bytes, encoding: "utf8" });
        expect(hexOf(text)).toBe(Buffer.from(bytes).toString("hex"));
      }),
      { numRuns: 15 },
    );
  });
});
