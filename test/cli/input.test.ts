/** Hex in all the ways in which people have it. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../src/cli/input.js";

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
])("%j is 6e1200", (text) => {
  expect(hexOf(text)).toBe("6e1200");
});

it.each([
  ["", undefined],
  [" \n", undefined],
  ["6e1", undefined],
  ["6e 12 0g", undefined],
  ["hello", undefined],
  ["12:34", undefined],
  ["0x", ""],
  ["00000000: 6e12 zz", undefined],
])("%j is %j", (text, hex) => {
  expect(hexOf(text)).toBe(hex);
});

it("is not a dump with lines left out", () => {
  const line = (offset: string): string => `${offset}: ${"0000 ".repeat(8)} ................`;
  expect(hexOf([line("00000000"), line("00000010")].join("\n"))).toBe("00".repeat(32));
  expect(hexOf([line("00000000"), "*", line("00000040")].join("\n"))).toBeUndefined();
  expect(hexOf([line("00000000"), line("00000040")].join("\n"))).toBeUndefined();
});

it("takes no longer for being malformed", () => {
  for (const text of [
    `00000000: ${"ab".repeat(100_000)}!`,
    `00000000  |${"ab ".repeat(100_000)}`,
    "0x".repeat(100_000),
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

describe.each([
  ["xxd", []],
  ["xxd", ["-p"]],
  ["xxd", ["-g1"]],
  ["hexdump", ["-vC"]],
])("what %s %j prints", (program, args) => {
  it.skipIf(!has(program))("is what it was given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        const text = execFileSync(program, args, { input: bytes, encoding: "utf8" });
        expect(hexOf(text)).toBe(Buffer.from(bytes).toString("hex"));
      }),
      { numRuns: 15 },
    );
  });
});
