/** What the package exports, against the reports in docs/api: review sees what changes. `npm run api` writes them anew. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, inject, test } from "vitest";
import { ApiReport } from "./api-report.js";

const { package: folder } = inject("consumer");
const reports = resolve(import.meta.dirname, "../../docs/api");
const report = new ApiReport(folder);

const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const targets = Object.entries(manifest.exports).flatMap(([entry, target]) =>
  typeof target === "string" ? [] : [[entry, target.types] as const],
);

test.each(targets.filter(([entry]) => !entry.includes("*")))("%s", async (entry, types) => {
  const name = entry === "." ? "index" : entry.slice(2).replaceAll("/", "-");
  await expect(report.of(types)).toMatchFileSnapshot(join(reports, `${name}.txt`));
});

test("the entries with a * in their names", async () => {
  const modules = targets.flatMap(([entry, types]) => {
    if (!entry.includes("*")) return [];
    const [before = "", after = ""] = types.replace("./", "").split("*");
    return readdirSync(join(folder, before), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(after))
      .toSorted()
      .map((file) => `${entry.replace("*", file.slice(0, -after.length))}\n  ${report.names(before + file).join(" ")}`);
  });
  await expect(`${modules.join("\n")}\n`).toMatchFileSnapshot(join(reports, "modules.txt"));
});
