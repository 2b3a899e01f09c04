/** Importing one codec bundles only what it needs: minified sizes, with a budget for each. */
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
  });
  return outputFiles[0]?.contents.length ?? 0;
}

const use = (file: string, ...names: readonly string[]): string =>
  `export { ${names.join(", ")} } from "./generated/${file}";`;

describe("bundle size in bytes", () => {
  test.each([
    ["RopPending, decoder", use("rops/notification/rop-pending.ts", "decodeRopPendingResponse"), 1500],
    ["RopPending, encoder", use("rops/notification/rop-pending.ts", "encodeRopPendingResponse"), 2500],
    [
      "RopOpenFolder, decoders",
      use("rops/folder/rop-open-folder.ts", "decodeRopOpenFolderRequest", "decodeRopOpenFolderResponse"),
      6000,
    ],
    ["RopLogon, response decoder", use("rops/logon/rop-logon.ts", "decodeRopLogonResponse"), 6000],
    [
      "RopGetHierarchyTable, both directions",
      use(
        "rops/folder/rop-get-hierarchy-table.ts",
        "decodeRopGetHierarchyTableRequest",
        "decodeRopGetHierarchyTableResponse",
        "encodeRopGetHierarchyTableRequest",
        "encodeRopGetHierarchyTableResponse",
      ),
      6000,
    ],
    ["the session rule", 'export { judgePending, Sessions } from "./src/session/index.ts";', 2000],
  ])("%s", async (_name, code, budget) => {
    const size = await sizeOf(code);
    expect(size).toBeGreaterThan(100);
    expect(size).toBeLessThanOrEqual(budget);
  });

  test("one codec does not pull the registry", async () => {
    const one = await sizeOf(use("rops/notification/rop-pending.ts", "decodeRopPendingResponse"));
    const all = await sizeOf(use("rops.ts", "decodeRopResponse"));
    expect(one * 20).toBeLessThan(all);
  });
});
