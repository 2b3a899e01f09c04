/** Every rule for clients, and every rule for servers that something here plays, has a test that bears its number. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

// Not played: the server of asynchronous RPC (D40, D41, D43) and of push notifications (D46).
const rules = readFileSync(join(import.meta.dirname, "notification-rules.tsv"), "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [rule = "", side = "", level = "", requirements = "", what = ""] = line.split("\t");
    return { rule, side, level, requirements, what };
  });

const titles = ["session", "mapi-http", "testing"]
  .map((folder) => join(import.meta.dirname, "..", folder))
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".test.ts"))
  .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\btest\(\s*"([^"]+)"/g)].map((match) => match[1] ?? ""));

/** The rules that a title begins with. */
function rulesOf(title: string): readonly string[] {
  return (
    title
      .match(/^(?:[A-ET]\d+ ?)+(?=[[:])/)?.[0]
      .trim()
      .split(" ") ?? []
  );
}

const tested = new Set(titles.flatMap(rulesOf));

describe("MS-OXCNOTIF, MS-OXCROPS and MS-OXCRPC on notifications", () => {
  test.each(rules)("$rule: $what", ({ rule, side, level, requirements }) => {
    expect(tested).toContain(rule);
    expect(["both", "client", "server"]).toContain(side);
    expect(["must", "must not", "should", "should not", "fact"]).toContain(level);
    expect(requirements).toMatch(/R\d+/);
  });

  test("no test bears the number of a rule that there is not", () => {
    const known = new Set(rules.map(({ rule }) => rule));
    expect([...tested].filter((rule) => /^[C-E]/.test(rule) && !known.has(rule))).toEqual([]);
  });
});
