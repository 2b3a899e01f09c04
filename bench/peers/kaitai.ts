/** Kaitai Struct: rops.ksy, compiled when the benchmark starts. Its 64-bit numbers are doubles; it has no encoder. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type { PayloadId } from "../payloads/payloads.js";
import { root } from "../root.js";

type Type = new (stream: object) => unknown;
interface Compiler {
  compile(language: string, ksy: unknown, importer: null, debug: boolean): Promise<Record<string, string>>;
}

const require = createRequire(import.meta.url);

async function compile(): Promise<{ readonly Responses: Type; readonly Requests: Type }> {
  const compiler = require("kaitai-struct-compiler") as Compiler;
  const ksy: unknown = JSON.parse(readFileSync(join(root, "bench/peers/rops.ksy"), "utf8"));
  const files = await compiler.compile("javascript", ksy, null, false);
  const exports = {} as { Rops: { Responses: Type; Requests: Type } };
  compileFunction(Object.values(files)[0]!, ["exports", "require"])(exports, require);
  return exports.Rops;
}

/** The decoder for one kind of payload. */
export async function kaitai(id: PayloadId): Promise<(bytes: Uint8Array) => unknown> {
  const Stream = require("kaitai-struct/KaitaiStream") as new (from: DataView) => object;
  const { Requests, Responses } = await compile();
  const Root = id === "requests" ? Requests : Responses;
  return (bytes) => new Root(new Stream(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)));
}
