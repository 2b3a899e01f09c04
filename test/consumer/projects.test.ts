/** Projects that install the package: JavaScript, CommonJS, and TypeScript of three majors with two resolutions. */
import { describe, expect, test } from "vitest";
import { needsInstalled, printed, tsc } from "./node.js";

const pending = { ropId: 0x6e, sessionIndex: 18 };

needsInstalled();

test("JavaScript", async () => {
  expect(await printed("javascript/main.js")).toEqual({
    decoded: pending,
    json: pending,
    verdicts: ["match"],
    error: "AccessDenied",
    refused: "truncated",
  });
});

test("CommonJS requires the modules", async () => {
  expect(await printed("commonjs/main.cjs")).toEqual({ name: "ropwire", rops: 132, decoded: pending });
});

test("no code is made from strings", async () => {
  expect(await printed("--disallow-code-generation-from-strings", "javascript/main.js")).toMatchObject({
    decoded: pending,
  });
});

describe("TypeScript", () => {
  // The declarations themselves are checked too where that takes no time.
  test.each([
    [5, "true"],
    [6, "true"],
    [7, "false"],
  ])("%i compiles for Node, and the program runs", async (major, skipLibCheck) => {
    const outDir = `typescript/dist/${major}`;
    const options = ["--skipLibCheck", skipLibCheck, "--outDir", outDir];
    expect(await tsc(major, "--project", "typescript/tsconfig.nodenext.json", ...options)).toBe("");
    expect(await printed(`${outDir}/main.js`)).toEqual({
      names: ["pending 18", "B"],
      json: pending,
      parsed: 18,
      unpacked: 100,
      tag: 0x0037001f,
      rops: 132,
      word: "integer",
      conversation: true,
      refused: "truncated",
    });
  });

  test.each([
    [6, "true"],
    [7, "false"],
  ])("%i compiles without the types of browsers", async (major, skipLibCheck) => {
    const options = ["--skipLibCheck", skipLibCheck];
    expect(await tsc(major, "--project", "typescript/tsconfig.node.json", ...options)).toBe("");
  });

  test.each([
    [5, "true"],
    [6, "true"],
    [7, "false"],
  ])("%i compiles for a bundler", async (major, skipLibCheck) => {
    const options = ["--skipLibCheck", skipLibCheck];
    expect(await tsc(major, "--project", "typescript/tsconfig.bundler.json", ...options)).toBe("");
  });
});
