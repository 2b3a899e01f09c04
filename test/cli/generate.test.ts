/** `ropwire generate` in a project of somebody else, whose schema adds a ROP and a structure of its own to ours. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { generate } from "../../scripts/command.js";
import { Reader } from "../../src/wire/reader.js";
import { Writer } from "../../src/wire/writer.js";

const wire = resolve(import.meta.dirname, "../../src/wire/index.ts");
const slow = { timeout: 120_000 };

const LANGUAGE = `import {
  count, document, field, list, outcomes, rop, schema as define, structure, table, u8, u16, u32,
} from "ropwire/schema/language";
import { InputHandleIndex, LogonId, ReturnValue } from "ropwire/schema/rops/fields";
import { sourceSchema } from "./base.js";
const vendor = document("VENDOR");
/** One quota of a mailbox. */
const Quota = structure("Quota", vendor("2"), [field("Kind", u8), field("Size", u32)]);
/** Asks for the quotas. */
const RopVendorGetQuotas = rop("RopVendorGetQuotas", 0xb1, vendor("3"), {
  request: table(vendor("3.1"), [LogonId, InputHandleIndex, field("Wanted", u16)]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(vendor("3.2"), [field("Quotas", list(count("QuotaCount", u8), Quota))]),
    failure: table(vendor("3.3"), []),
  }),
});
export const schema = define({
  rops: [...sourceSchema.rops, RopVendorGetQuotas],
  structures: [...sourceSchema.structures, Quota],
  errata: [...sourceSchema.errata],
});
`;
const NOTHING = "export const sourceSchema = { rops: [], structures: [], errata: [] };\n";
const OURS = 'export { schema as sourceSchema } from "ropwire/schema";\n';

let folder = "";
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ropwire-"));
  mkdirSync(join(folder, "schema"));
  said = [];
  for (const stream of ["log", "error"] as const)
    vi.spyOn(console, stream).mockImplementation((text: string) => void said.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "schema", name), text);
}

const out = (): string => join(folder, "generated");
const run = (entry: string, ...more: readonly string[]): Promise<number> =>
  generate(["--schema", join(folder, "schema", entry), "--out", out(), "--wire", relative(out(), wire), ...more]);

/** The generated modules, without the parsers and the reference. */
function modules(): readonly string[] {
  return readdirSync(out(), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("parsers"))
    .toSorted();
}

interface Generated {
  decodeRopResponse(r: Reader): unknown;
  encodeRopResponse(w: Writer, value: unknown): void;
}

test("a schema in an index.ts: what it declares has files of its own", slow, async () => {
  write({ "index.ts": LANGUAGE, "base.ts": NOTHING });
  expect(await run("index.ts"), said.join("\n")).toBe(0);
  const own = ["rops/rop-vendor-get-quotas.ts", "structures/quota.ts"];
  expect(modules()).toEqual(["index.ts", "rop-info.ts", "rops.ts", ...own, "shapes.ts"].toSorted());

  const { decodeRopResponse, encodeRopResponse } = (await import(join(out(), "index.ts"))) as Generated;
  const bytes = Uint8Array.of(0xb1, 1, 0, 0, 0, 0, 1, 2, 0, 4, 0, 0);
  const value = decodeRopResponse(new Reader(bytes));
  expect(value).toMatchObject({ outcome: "success", quotas: [{ kind: 2, size: 1024 }] });
  const writer = new Writer();
  encodeRopResponse(writer, value);
  expect(writer.result()).toEqual(bytes);

  expect(await run("index.ts", "--check")).toBe(0);
  write({ "index.ts": LANGUAGE.replace("Asks for the quotas", "Asks for all quotas") });
  const before = readFileSync(join(out(), "ir.json"), "utf8");
  expect(await run("index.ts", "--check")).toBe(1);
  expect(readFileSync(join(out(), "ir.json"), "utf8")).toBe(before);
});

test("a schema in a file of another name is generated into that file", slow, async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  expect(await run("vendor.ts"), said.join("\n")).toBe(0);
  expect(modules()).toEqual(["index.ts", "rop-info.ts", "rops.ts", "shapes.ts", "vendor.ts"]);
});

test("byte maps are asked for", slow, async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  expect(await run("vendor.ts", "--byte-maps"), said.join("\n")).toBe(0);
  const maps = ["index.ts", "rops.ts", "vendor.ts"].map((path) => `byte-maps/${path}`);
  expect(modules().filter((path) => path.startsWith("byte-maps"))).toEqual(maps);
  expect(readFileSync(join(out(), "byte-maps/vendor.ts"), "utf8")).toContain(
    'import type { Mapper } from "ropwire/byte-map/mapper";',
  );
});

const EXAMPLES = [
  { as: "rop-response", hex: "b100000000000102" + "00040000", source: "a capture" },
  { as: "Quota", hex: "0200040000", spec: "VENDOR 2", source: "" },
  { as: "lz77", hex: "00", source: "left out, as it is no codec's" },
];

test("bytes from outside are shown in the reference", slow, async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  writeFileSync(join(folder, "bytes.jsonl"), EXAMPLES.map((one) => `${JSON.stringify(one)}\n`).join(""));
  expect(await run("vendor.ts", "--examples", join(folder, "bytes.jsonl")), said.join("\n")).toBe(0);
  const page = readFileSync(join(out(), "reference/vendor.md"), "utf8");
  expect(page).toContain("`RopVendorGetQuotasRequest`, `decodeRopVendorGetQuotasRequest`");
  expect(page).toContain("from `./vendor.js`.");
  expect(page).toContain("No bytes from outside are known.");
  expect(page).toContain("| 0008 | `00 04 00 00` | Quotas[0].Size | 0x400 |\n\nSource: a capture.\n");
  expect(page).toContain("| 0001 | `00 04 00 00` | Size | 0x400 |\n\nSource: [VENDOR] 2.\n");
});

test("examples that do not fit are problems", slow, async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  const lines = [
    ...[
      { as: "Quota", hex: "02000400" },
      { as: "Quota", hex: "020004000000" },
      { as: "Quote", hex: "00" },
      { as: "Quota", hex: "0" },
    ].map((one) => JSON.stringify(one)),
    "",
    "no JSON",
  ];
  writeFileSync(join(folder, "bytes.jsonl"), lines.join("\n"));
  const both = ["--examples", join(folder, "bytes.jsonl"), "--examples", join(folder, "none.jsonl")];
  expect(await run("vendor.ts", ...both)).toBe(1);
  expect(said).toEqual([
    "../bytes.jsonl:1  Quota does not take the bytes: Size at 0x0001: needs 4 bytes, 3 left",
    "../bytes.jsonl:2  Quota ends at 5 of 6 bytes",
    "../bytes.jsonl:3  there is no Quote that it could be",
    "../bytes.jsonl:4  its hex is no hex",
    "../bytes.jsonl:6  is no JSON object",
    "../none.jsonl:1  none.jsonl cannot be read: ENOENT: no such file or directory",
    "6 problems; nothing was written",
  ]);
});

test("problems name the file and line, and nothing is written", slow, async () => {
  write({
    "index.ts": LANGUAGE.replace('count("QuotaCount", u8)', "3.5").replace("0xb1", "0x1b1"),
    "base.ts": NOTHING,
  });
  expect(await run("index.ts")).toBe(1);
  expect(said).toEqual([
    "index.ts:10  RopVendorGetQuotas: a RopId is a number from 0 to 0xff, not 433",
    expect.stringMatching(/^index\.ts:13 {2}RopVendorGetQuotas\.response\.success\.Quotas: /),
    "2 problems; nothing was written",
  ]);
  expect(existsSync(out())).toBe(false);
});

test("all of our schema and more: names of our files say nothing of where the package lies", slow, async () => {
  write({ "index.ts": LANGUAGE, "base.ts": OURS });
  // Without the folder everything is to be added: --check compiles and compares, and does not type-check.
  expect(await run("index.ts", "--check")).toBe(1);
  const added = new Set(said.filter((text) => text.startsWith("+ ")).map((text) => text.split("/generated/")[1]));
  for (const path of ["rops/rop-vendor-get-quotas.ts", "structures/quota.ts", "rops/table/rop-query-rows.ts"])
    expect(added).toContain(path);
  expect(said.filter((text) => text.includes("node_modules") || /\/generated\/\.\./.test(text))).toEqual([]);
});

test("what somebody else has put into the folder is neither written over nor deleted", slow, async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  const schema = join(folder, "schema");
  const read = () => readFileSync(join(schema, "vendor.ts"), "utf8");
  // The schema itself is where a generated module would go.
  const clash = ["--schema", join(schema, "vendor.ts"), "--out", schema, "--wire", relative(schema, wire)];
  expect(await generate(clash)).toBe(1);
  expect(said.join("\n")).toContain("vendor.ts:1  is there already, and was not generated");
  expect(said.at(-1)).toBe("1 problem; nothing was written");
  expect(read()).toBe(LANGUAGE);
  expect(readdirSync(schema).toSorted()).toEqual(["base.ts", "vendor.ts"]);

  expect(await run("vendor.ts"), said.join("\n")).toBe(0);
  const own = { "reference/notes.md": "# Notes\n", "mine.ts": "export {};\n", "data.json": "{}\n" };
  for (const [path, text] of Object.entries(own)) writeFileSync(join(out(), path), text);
  // Another schema's code in a folder inside, and a package.
  for (const inner of ["inner", "node_modules/somebody"]) {
    mkdirSync(join(out(), inner), { recursive: true });
    for (const file of ["ir.json", "index.ts"]) {
      writeFileSync(join(out(), inner, file), readFileSync(join(out(), file), "utf8"));
    }
  }
  write({ "other.ts": LANGUAGE });
  expect(await run("other.ts"), said.join("\n")).toBe(0);
  for (const [path, text] of Object.entries(own)) expect(readFileSync(join(out(), path), "utf8")).toBe(text);
  for (const inner of ["inner", "node_modules/somebody"]) expect(readdirSync(join(out(), inner))).toHaveLength(2);
  expect(existsSync(join(out(), "vendor.ts"))).toBe(false);
  expect(existsSync(join(out(), "reference/vendor.md"))).toBe(false);
});

test("a file is no folder to generate into", async () => {
  write({ "vendor.ts": LANGUAGE, "base.ts": NOTHING });
  writeFileSync(out(), "");
  expect(await run("vendor.ts")).toBe(2);
  expect(said.join("\n")).toContain("is a file, not a folder");
});
