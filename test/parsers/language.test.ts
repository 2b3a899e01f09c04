/** Every word of the schema language: parsers and decoders of the language's test schemas agree on bytes of no one. */
import { readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { compileFunction } from "node:vm";
import { Parser } from "binary-parser";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import type { RopParser } from "../../generated/parsers/index.js";
import { compile } from "../../scripts/compile.js";
import type { Codec, Model, ParamModel } from "../../scripts/ir/model.js";
import { propertyName } from "../../scripts/ir/names.js";
import { problemText } from "../../scripts/problems.js";
import * as steps from "../../src/parsers/steps.js";
import * as wire from "../../src/wire/index.js";
import { agree, generator, read } from "./agreement.js";

const base = join(import.meta.dirname, "../language/schemas");
const schemas = readdirSync(base)
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "section");

type Random = (below: number) => number;
type Decode = (r: wire.Reader, ...args: readonly unknown[]) => unknown;
type Factory = (...args: readonly unknown[]) => RopParser<unknown>;

/** What binary-parser cannot express of the language. */
const inexpressible: Readonly<Record<string, readonly string[]>> = {
  at: ["Bare", "Block", "Implied", "Loose", "Many"],
  bits: ["Partial"],
  "choose-rows": ["Windowed"],
  each: ["Maybe", "Several"],
  rows: ["RopValuesResponse"],
  skips: ["RopWidthsResponse"],
};

/** What so few bytes mean that none of these may be among them. */
const seldom: readonly string[] = ["Both", "Boxes"];

describe.each(schemas)("%s", (name) => {
  const { files, model, problems } = compile({
    entry: join(base, `${name}.ts`),
    base,
    wire: "ropwire/wire",
    parsers: { steps: "ropwire/parsers/steps", type: "ropwire/parsers" },
  });
  it("compiles", () => expect(problems.map(problemText)).toEqual([]));
  if (problems.length > 0) return;
  const load = loader(files);
  const decoders = load("index.ts");
  const parsers = load("parsers/index.ts");

  it("lists what is inexpressible", () => {
    expect(Object.keys(parsers.withoutParser as object)).toEqual(inexpressible[name] ?? []);
  });

  for (const codec of model === undefined ? [] : codecsOf(model)) {
    const make = parsers[`${propertyName(codec.name)}Parser`] as Factory | undefined;
    if (make === undefined) continue;
    it(codec.name, () => {
      const decode = decoders[`decode${codec.name}`] as Decode;
      const random = generator(5);
      let values = 0;
      for (let turn = 0; turn < 8; turn++) {
        const args = codec.params.map((param) => argument(model!, param, random));
        const parser = new Parser().nest("value", { type: make(...args) });
        for (let run = 0; run < 80; run++) {
          // From all zeros to anything, so that some of it can be read.
          const most = [1, 3, 6, 256][run % 4] ?? 1;
          const bytes = Uint8Array.from({ length: random(70) }, () =>
            random(random(2) === 0 ? Math.min(most, 3) : most),
          );
          if (codec.ropId !== undefined) bytes[0] = codec.ropId;
          const expected = read(() => decode(new wire.Reader(bytes), ...args));
          agree(
            codec.name,
            bytes,
            read(() => (parser.parse(bytes) as { readonly value: unknown }).value),
            expected,
          );
          if (!("error" in expected)) values++;
        }
      }
      if (!seldom.includes(codec.name)) expect(values).toBeGreaterThan(0);
    });
  }
});

function codecsOf({ structures, rops }: Model): readonly Codec[] {
  return [
    ...structures,
    ...rops.flatMap(({ request, response }) => [request, response].flatMap((codec) => codec ?? [])),
  ];
}

/** Something that a codec can be given for a parameter; nothing where it may be missing. */
function argument({ enumerations }: Model, { kind, type }: ParamModel, random: Random): unknown {
  if (kind !== "parameter" && random(3) === 0) return undefined;
  switch (type.type) {
    case "list":
      return [0x0301, 0x0202, 0x0101].slice(0, random(4));
    case "enumeration": {
      const cases = enumerations.find((one) => one.name === type.name)?.cases ?? [];
      const one = cases[random(cases.length)];
      return kind === "parameter" ? one?.values[0] : one?.key;
    }
    case "boolean":
    case "bit":
      return random(2) === 1;
    default:
      return random(4);
  }
}

/** Runs generated modules. */
function loader(files: ReadonlyMap<string, string>): (path: string) => Readonly<Record<string, unknown>> {
  const modules = new Map<string, Record<string, unknown>>([
    ["ropwire/wire", { ...wire }],
    ["ropwire/parsers/steps", { ...steps }],
    ["ropwire/parsers", {}],
  ]);
  const load = (path: string): Record<string, unknown> => {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    modules.set(path, exports);
    const { outputText } = ts.transpileModule(files.get(path) ?? `throw new Error("${path} was not generated");`, {
      fileName: path,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const require = (specifier: string): unknown =>
      load(specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts") : specifier);
    compileFunction(outputText, ["exports", "require"], { filename: `generated/${path}` })(exports, require);
    return exports;
  };
  return load;
}
