/** The decoders beside the interpreter, which shares nothing with them: on every ROP and structure they must say the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as codecs from "../../generated/index.js";
import { InterpretError, Interpreter } from "../../scripts/interpret/index.js";
import type { Codec, Model } from "../../scripts/ir/model.js";
import { packageRoot } from "../../scripts/read/load.js";
import { ropContext, structureContext } from "../../src/fuzz/contexts.js";
import { type Finding, firstByteLayer, mutateBytes, type Target, through, valuesAgree } from "../../src/fuzz/index.js";
import { RopDecodeError } from "../../src/wire/errors.js";
import { Reader } from "../../src/wire/reader.js";

const model = JSON.parse(readFileSync(join(packageRoot(), "generated/ir.json"), "utf8")) as Model;
const interpreter = new Interpreter(model);

/** What the first byte of an input chooses: a ROP by its id, or one of the structures. */
export const kinds: readonly string[] = ["request", "response", ...model.structures.map(({ name }) => name)];

/** The first byte chooses what is read, the second what is known. */
export const readersTarget: Target = {
  name: "readers",
  run(input) {
    const [kind = 0, known = 0] = input;
    const bytes = input.subarray(2);
    const codec = codecOf(kinds[kind % kinds.length] ?? "", bytes[0]);
    const finding = codec && disagreement(codec, bytes, { ...structureContext(known), ...ropContext(known) });
    return finding && { ...finding, bytes: input };
  },
  mutate: through([firstByteLayer, firstByteLayer], mutateBytes),
};

function codecOf(kind: string, id: number | undefined): Codec | undefined {
  if (kind !== "request" && kind !== "response") return model.structures.find(({ name }) => name === kind);
  const buffers = model.rops.flatMap((rop) => rop[kind] ?? []);
  return buffers.find(({ ropId }) => ropId === id) ?? buffers.find(({ alsoRopId }) => alsoRopId === id);
}

function disagreement(
  { name, params }: Codec,
  bytes: Uint8Array,
  context: Readonly<Record<string, unknown>>,
): Finding | undefined {
  const decode = (codecs as unknown as Readonly<Record<string, (r: Reader, ...args: readonly unknown[]) => unknown>>)[
    `decode${name}`
  ];
  if (decode === undefined) throw new Error(`there is no decoder of ${name}`);
  const args = params.map((param) => context[param.name]);
  const decoder = (input: Uint8Array): unknown => decode(new Reader(input), ...args);
  // Rules that are no layout only decoders know.
  if (isRefused(decoder, bytes)) return undefined;
  return valuesAgree(bytes, {
    decoder,
    interpreter: (input) => declared(() => interpreter.read(name, input, context).value),
  });
}

function isRefused(decoder: (bytes: Uint8Array) => unknown, bytes: Uint8Array): boolean {
  try {
    decoder(bytes);
    return false;
  } catch (error) {
    return !(error instanceof RopDecodeError && error.code === "truncated");
  }
}

/** What else it throws is no way of saying no. */
function declared(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof InterpretError) throw error;
    return error;
  }
}
