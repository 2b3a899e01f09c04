/** Imports run one way: schema → scripts → generated → src, and src/wire stands on nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** For each folder the folders and files it may import from, and the packages. */
const rules: readonly {
  readonly folder: string;
  readonly may: readonly string[];
  readonly packages: readonly string[];
}[] = [
  { folder: "schema/language", may: ["schema/language"], packages: [] },
  { folder: "schema", may: ["schema"], packages: [] },
  // It shares nothing with the emitters, and runs wherever the codec does.
  { folder: "scripts/interpret", may: ["scripts/interpret", "scripts/ir"], packages: [] },
  { folder: "scripts", may: ["scripts", "schema/language"], packages: ["node:", "ts-morph"] },
  { folder: "generated/parsers", may: ["generated", "src/parsers", "src/wire"], packages: [] },
  { folder: "generated/arbitraries", may: ["generated", "src/arbitraries", "src/wire"], packages: [] },
  { folder: "generated/byte-maps", may: ["generated", "src/byte-map/mapper", "src/wire"], packages: [] },
  { folder: "generated", may: ["generated", "src/wire"], packages: [] },
  {
    folder: "src/arbitraries",
    may: ["src/arbitraries", "src/codec", "src/frame", "src/stream", "src/wire", "generated"],
    packages: ["fast-check"],
  },
  {
    folder: "src/fuzz",
    may: [
      "src/fuzz",
      "src/byte-map",
      "src/cli/answer.js",
      "src/codec.js",
      "src/frame",
      "src/stream",
      "src/wire",
      "generated",
    ],
    packages: ["node:inspector"],
  },
  {
    folder: "src/byte-map",
    may: ["src/byte-map", "src/stream", "src/frame", "src/wire", "generated"],
    packages: [],
  },
  { folder: "src/parsers", may: ["src/parsers", "src/wire"], packages: ["binary-parser"] },
  { folder: "src/wire", may: ["src/wire"], packages: [] },
  { folder: "src/frame", may: ["src/frame", "src/wire", "generated"], packages: [] },
  { folder: "src/stream", may: ["src/stream", "src/frame", "src/wire", "generated"], packages: [] },
  { folder: "src/session", may: ["src/session", "src/stream", "src/wire", "generated"], packages: [] },
  { folder: "src/json", may: ["src/json", "src/wire", "generated"], packages: [] },
  { folder: "src/names", may: ["src/names"], packages: [] },
  { folder: "src/conformance", may: ["src/conformance", "src/json", "src/wire"], packages: ["node:"] },
  {
    folder: "src/mapi-http",
    may: [
      "src/mapi-http",
      "src/session",
      "src/stream",
      "src/frame",
      "src/names",
      "src/codec.js",
      "src/wire",
      "generated",
    ],
    packages: ["tough-cookie"],
  },
  {
    // The server shares with the client what both read in the document, and nothing that a client does.
    folder: "src/testing",
    may: [
      "src/testing",
      "src/mapi-http/errors.js",
      "src/mapi-http/http.js",
      "src/session",
      "src/frame",
      "src/codec.js",
      "src/failure.js",
      "src/values.js",
      "src/wire",
      "generated",
    ],
    packages: ["node:"],
  },
  { folder: "src/cli", may: ["src", "generated", "scripts/command.js", "scripts/help.js"], packages: ["node:"] },
];

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file).split("\\").join("/"));
}

/** The import specifiers of a file, types included. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
  return [...text.matchAll(/^(?:import|export)\b[^;`]*?\bfrom\s+"([^"]+)";|\bimport\("([^"]+)"\)/gm)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

function owner(file: string): string | undefined {
  return rules.map(({ folder }) => folder).find((folder) => file.startsWith(`${folder}/`));
}

describe.each(rules)("$folder", ({ folder, may, packages }) => {
  const files = sources(folder).filter((file) => owner(file) === folder);

  test("has files", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test(`imports only ${[...may, ...packages].join(", ") || "nothing"}`, () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => {
          if (!specifier.startsWith("."))
            return !packages.some((name) => specifier === name || (name.endsWith(":") && specifier.startsWith(name)));
          const target = relative(root, resolve(root, dirname(file), specifier))
            .split("\\")
            .join("/");
          return !may.some(
            (allowed) => [allowed, `${allowed}.js`].includes(target) || target.startsWith(`${allowed}/`),
          );
        })
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

test("nothing but the parsers needs binary-parser", () => {
  const users = ["src", "generated", "scripts", "schema"]
    .flatMap(sources)
    .filter((file) => importsOf(file).includes("binary-parser"));
  expect(users.filter((file) => !file.startsWith("src/parsers/"))).toEqual([]);
});

test("nothing but the arbitraries needs fast-check", () => {
  const users = ["src", "generated", "scripts", "schema"]
    .flatMap(sources)
    .filter((file) => importsOf(file).includes("fast-check"));
  expect(users.filter((file) => !file.startsWith("src/arbitraries/"))).toEqual([]);
});
