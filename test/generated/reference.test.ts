/** The pages of the reference: what they import is exported, and their examples are bytes from outside, all of them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "generated/reference");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
const known = new Set(
  readFileSync(join(root, "conformance/cases.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly hex: string }).hex),
);

/** Implementations read it in different ways (D-OptionsData), so that there are no bytes that all agree on. */
const WITHOUT_BYTES = join("rops", "transport", "rop-options-data.md");

test.each(pages.filter((page) => page !== "README.md"))("%s", (page) => {
  const text = readFileSync(join(folder, page), "utf8");
  const imports = [...text.matchAll(/^In TypeScript: (.+) from `ropwire\/(.+)`\.$/gm)];
  expect(imports.length).toBeGreaterThan(0);
  for (const [, names = "", module = ""] of imports) {
    const file = join(root, "generated", `${module}.ts`);
    expect(existsSync(file), module).toBe(true);
    const code = readFileSync(file, "utf8");
    expect(names).toContain("`decode");
    for (const name of names.replaceAll("`", "").split(", "))
      expect(code).toMatch(new RegExp(`^export \\w+ ${name}\\b`, "m"));
  }
  if (!page.startsWith("rops")) return;
  const buffers = text.split(/^## /m).slice(1);
  const examples = buffers.flatMap((buffer) => buffer.split("### Example\n").slice(1));
  expect(examples.length).toBe(buffers.length);
  for (const example of examples) {
    if (page === WITHOUT_BYTES && example.includes("No bytes from outside are known.")) continue;
    const rows = [...example.matchAll(/^\| ([0-9a-f]{4}) \| `([0-9a-f ]+)(?: … \((\d+) bytes\))?` \| (\S*) \|/gm)];
    const shown = rows.map(([, at = "", hex = "", count = ""]) => {
      const bytes = hex.replaceAll(" ", "");
      return { at: Number.parseInt(at, 16), bytes, length: Number(count || bytes.length / 2) };
    });
    // One field behind the other, without a gap.
    let end = 0;
    for (const { at, length } of shown) {
      expect(at).toBe(end);
      end += length;
    }
    const pattern = shown.map(({ bytes, length }) => `${bytes}.{${2 * length - bytes.length}}`).join("");
    expect([...known].some((hex) => new RegExp(`^${pattern}$`).test(hex))).toBe(true);
    expect(example).toMatch(new RegExp(`^${end} bytes`, "m"));
  }
});
