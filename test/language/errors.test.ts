/** Misuse of the language: each schema in errors/ begins with the problems that it has, and nothing is generated from it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../scripts/compile.js";
import { problemText } from "../../scripts/problems.js";
import { folder } from "./support.js";

const base = join(folder, "errors");

/** The lines of the comment that a file begins with. */
function expected(text: string): readonly string[] {
  const comment = /^\/\*\*\n([\s\S]*?) \*\//.exec(text)?.[1] ?? "";
  return comment
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^ \* /, ""));
}

describe("misuse", () => {
  for (const file of readdirSync(base)) {
    test(file, () => {
      const { problems, files } = compile({ entry: join(base, file), base, wire: "ropwire/wire" });
      const lines = expected(readFileSync(join(base, file), "utf8"));
      expect(lines.length).toBeGreaterThan(0);
      expect(problems.map(problemText)).toEqual(lines);
      expect(files.size).toBe(0);
    });
  }
});
