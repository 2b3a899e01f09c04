/** Importing one codec bundles only what it needs: minified sizes, with a budget for each. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Bytes of what a program bundles that uses so much. */
async function sizeOf(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "silent",
    // What the package itself does not bring.
    external: ["binary-parser", "fast-check", "node:*", "tough-cookie", "ts-morph"],
  });
  return outputFiles[0]?.contents.length ?? 0;
}

const use = (file: string, ...names: readonly string[]): string =>
  `export { ${names.join(", ")} } from "./generated/${file}";`;

/** Each with its module, or one of its modules, and its budget. */
const ENTRIES: readonly (readonly [entry: string, file: string, budget: number])[] = [
  [".", "src/index.ts", 812_000],
  ["./rops/notification/rop-pending", "generated/rops/notification/rop-pending.ts", 2660],
  ["./structures/restriction", "generated/structures/restriction.ts", 82_800],
  ["./frames/mapi-http", "generated/frames/mapi-http.ts", 24_300],
  ["./enumerations", "generated/enumerations.ts", 32_500],
  ["./wire", "src/wire/index.ts", 17_500],
  ["./frame", "src/frame/index.ts", 15_850],
  ["./stream", "src/stream/index.ts", 584_500],
  ["./session", "src/session/index.ts", 94_000],
  ["./json", "src/json/index.ts", 105_500],
  ["./names", "src/names/index.ts", 74_300],
  ["./mapi-http", "src/mapi-http/index.ts", 509_000],
  ["./testing", "src/testing/index.ts", 508_000],
  ["./parsers", "generated/parsers/index.ts", 104_700],
  ["./parsers/steps", "src/parsers/steps.ts", 8170],
  ["./arbitraries", "src/arbitraries/index.ts", 714_500],
  ["./arbitraries/draw", "src/arbitraries/draw.ts", 5380],
  ["./byte-map", "src/byte-map/index.ts", 574_500],
  ["./byte-map/mapper", "src/byte-map/mapper.ts", 2520],
  ["./byte-map/rops/notification/rop-pending", "generated/byte-maps/rops/notification/rop-pending.ts", 1090],
  ["./fuzz", "src/fuzz/index.ts", 1_271_000],
  ["./interpreter", "scripts/interpret/index.ts", 13_500],
  ["./generator", "scripts/compile.ts", 262_500],
  ["./schema", "schema/index.ts", 81_000],
  ["./schema/language", "schema/language/index.ts", 4300],
];

/** Types alone, and data. */
const WITHOUT_CODE: readonly string[] = [
  "./parsers/rop-parser",
  "./conformance/cases.jsonl",
  "./ir.json",
  "./package.json",
];

describe("bundle size in bytes", () => {
  test.each([
    ["RopPending, decoder", use("rops/notification/rop-pending.ts", "decodeRopPendingResponse"), 1000],
    ["RopPending, encoder", use("rops/notification/rop-pending.ts", "encodeRopPendingResponse"), 1880],
    [
      "RopOpenFolder, decoders",
      use("rops/folder/rop-open-folder.ts", "decodeRopOpenFolderRequest", "decodeRopOpenFolderResponse"),
      4830,
    ],
    ["RopLogon, response decoder", use("rops/logon/rop-logon.ts", "decodeRopLogonResponse"), 6480],
    [
      "RopGetHierarchyTable, both directions",
      use(
        "rops/folder/rop-get-hierarchy-table.ts",
        "decodeRopGetHierarchyTableRequest",
        "decodeRopGetHierarchyTableResponse",
        "encodeRopGetHierarchyTableRequest",
        "encodeRopGetHierarchyTableResponse",
      ),
      4730,
    ],
    ["the session rule", 'export { judgePending, Sessions } from "./src/session/index.ts";', 905],
  ])("%s", async (_name, code, budget) => {
    const size = await sizeOf(code);
    expect(size).toBeGreaterThan(100);
    expect(size).toBeLessThanOrEqual(budget);
  });

  test.each(ENTRIES)("all of %s", async (_entry, file, budget) => {
    const size = await sizeOf(`export * from "./${file}";`);
    expect(size).toBeGreaterThan(budget * 0.8);
    expect(size).toBeLessThanOrEqual(budget);
  });

  test("every entry has a budget", () => {
    const { exports } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
      readonly exports: Readonly<Record<string, unknown>>;
    };
    const budgeted = ENTRIES.map(([entry]) => entry);
    const patterns = Object.keys(exports).filter((entry) => entry.includes("*"));
    const lacking = Object.keys(exports).filter(
      (entry) =>
        !WITHOUT_CODE.includes(entry) &&
        !budgeted.some((one) => one === entry || (patterns.includes(entry) && one.startsWith(entry.replace("*", "")))),
    );
    expect(lacking).toEqual([]);
  });

  test("one codec does not pull the registry", async () => {
    const one = await sizeOf(use("rops/notification/rop-pending.ts", "decodeRopPendingResponse"));
    const all = await sizeOf(use("rops.ts", "decodeRopResponse"));
    expect(one * 20).toBeLessThan(all);
  });
});
