/** The emitted codecs hold nothing that engines are slow at: no spread, no closure, no computed key, no iterator. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../generated");
const folders = ["rops", "structures", "frames"];

const SLOW: Readonly<Record<string, RegExp>> = {
  "a spread": /\.\.\./,
  "a closure": /=>|\bfunction\s*\(/,
  "a computed key": /[{,]\s*\[[^\]]*\]\s*:/,
  "an iterator": /\bfor \((const|let) \w+ (of|in)\b|\byield\b/,
  "a call that takes a function": /\.(map|forEach|filter|reduce|flatMap|find|some|every)\(/,
  "a changed shape": /\bdelete\b|Object\.(assign|freeze|defineProperty|entries|keys|fromEntries)/,
  "a collection": /\bnew (Map|Set|WeakMap)\b/,
  "code from strings": /\beval\b|\bnew Function\b/,
  arguments: /\barguments\b/,
};

/** Called for each number or run, they would use up what V8 inlines into a function. */
const CALLED = /\b(put[UI](8|16|32)|append[UI](8|16|32)|reserve)\(/;

/** The code without its comments and strings. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"/g, "");
}

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path)),
);

describe("emitted codecs", () => {
  test("are all looked at", () => expect(files.length).toBeGreaterThan(150));

  test("check and store small numbers themselves", () => {
    const texts = files.map((file) => code(readFileSync(join(root, file), "utf8")));
    expect(texts.filter((text) => CALLED.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes("w.grow(")).length).toBeGreaterThan(150);
  });

  test("write each form from a variable of its own", () => {
    const forms = files.flatMap((file) =>
      code(readFileSync(join(root, file), "utf8"))
        .split(/\bconst form = value;/)
        .slice(1)
        .map((form) => form.split(/break;|catch/, 1)[0] ?? ""),
    );
    expect(forms.length).toBeGreaterThan(250);
    expect(forms.filter((form) => /(?<![.\w])value\b/.test(form))).toEqual([]);
  });

  test.each(["decodeRopRequest", "decodeRopResponse", "encodeRopRequest", "encodeRopResponse", "skipRopResponse"])(
    "%s compares frequent RopIds, and V8 makes no table of them",
    (name) => {
      const text = readFileSync(join(root, "rops.ts"), "utf8").split(`export function ${name}(`)[1]?.split("\n}\n")[0];
      const switches = text?.split("switch (").slice(1) ?? [];
      const choices = switches.map((one) => [...one.matchAll(/case (\w+):/g)].map(([, id]) => Number(id)));
      expect(choices.flat().length).toBeGreaterThan(7);
      for (const ids of choices.filter(({ length }) => length > 4))
        expect(Math.max(...ids) - Math.min(...ids) + 1).toBeGreaterThan(5 * ids.length - 10);
    },
  );

  for (const [name, pattern] of Object.entries(SLOW)) {
    test(`hold no ${name.replace(/^an? /, "")}`, () => {
      const found = files.flatMap((file) => {
        const hit = pattern.exec(code(readFileSync(join(root, file), "utf8")));
        return hit === null ? [] : [`${file}: ${hit[0]}`];
      });
      expect(found).toEqual([]);
    });
  }
});
