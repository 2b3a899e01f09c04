/** Emits the registry: the ids, the unions, decoding and encoding of any ROP by its id, and what a conversation must know of each. */
import type { Codec, ParamModel, RopModel, RowModel } from "../ir/model.js";
import { wireSize } from "../plan/sizes.js";
import { decoderFile, decoderName } from "./decoder/names.js";
import { emitDispatch, emitNoContext } from "./dispatch.js";
import { GeneratedFile, type Program } from "./program.js";
import { emitSkipLoop } from "./skipper/loop.js";
import type { SkipReach } from "./skipper/reach.js";
import { hex, ropHex, typeText } from "./types.js";

const ENUMERATIONS = "enumerations.ts";

export function emitRegistry(program: Program, reach: SkipReach): readonly GeneratedFile[] {
  return [emitRops(program, reach), emitRopInfo(program)];
}

interface Entry {
  readonly id: number;
  readonly frequent: boolean;
  readonly codec: Codec;
}

/** One codec for each id on the wire: where two ROPs answer under one id, the one that tolerates more, or whose own id it is. */
function byWireId(program: Program, direction: "request" | "response"): readonly Entry[] {
  const found = new Map<number, Entry & { own: boolean }>();
  for (const rop of program.model.rops) {
    const codec = rop[direction];
    if (codec?.ropId === undefined) continue;
    const known = found.get(codec.ropId);
    const frequent = rop.frequent === true;
    const own = codec.ropId === rop.id || codec.alsoRopId !== undefined;
    if (known === undefined || (own && !known.own) || codec.alsoRopId !== undefined)
      found.set(codec.ropId, { id: codec.ropId, frequent, codec, own });
    if (codec.alsoRopId !== undefined && direction === "response")
      found.set(codec.alsoRopId, { id: codec.alsoRopId, frequent, codec, own: true });
  }
  return [...found.values()].toSorted((a, b) => a.id - b.id);
}

function emitRops(program: Program, reach: SkipReach): GeneratedFile {
  const file = new GeneratedFile("rops.ts", ({ rops }) => `the ROPs in ${rops}`);
  const { lines } = file;
  const { rops } = program.model;
  lines.doc("Every ROP by its name, without the prefix.");
  lines.block(
    "export const RopId =",
    () => {
      for (const { name, id } of rops) lines.line(`${name.replace(/^Rop/, "")}: ${ropHex(id)},`);
    },
    " as const;",
  );
  lines.line("export type RopId = (typeof RopId)[keyof typeof RopId];");
  lines.line();
  for (const direction of ["request", "response"] as const) {
    const word = direction === "request" ? "Request" : "Response";
    const codecs = rops.map((rop) => rop[direction]).filter((codec) => codec !== undefined);
    lines.doc(`Any ROP ${direction}, told apart by \`ropId\`.`);
    lines.line(`export type Rop${word} =${codecs.length === 0 ? " never;" : ""}`);
    lines.indented(() => {
      codecs.forEach((codec, index) => {
        lines.line(`| ${file.type(program.fileOf(codec), codec.name)}${index === codecs.length - 1 ? ";" : ""}`);
      });
    });
    lines.line();
  }
  lines.doc(
    "What the bytes of a ROP alone do not say. Leave out what is not known: only the ROPs that need it fail without.",
  );
  lines.block("export interface RopContext", () => {
    for (const param of contextParams(program)) {
      lines.doc(paramDoc(program, param));
      lines.line(`readonly ${param.name}?: ${paramType(program, file, param)} | undefined;`);
    }
  });
  lines.line();
  emitNoContext(file);
  for (const direction of ["request", "response"] as const) {
    emitDecode(program, file, direction);
    emitEncode(program, file, direction);
  }
  emitSkip(program, reach, file);
  return file;
}

/** Decoding any ROP by its id; with the module of a reader that takes marks, by the decoders of the byte map. */
export function emitDecode(
  program: Program,
  file: GeneratedFile,
  direction: "request" | "response",
  mapper?: string,
): void {
  const entries = byWireId(program, direction);
  const noun = nounOf(direction);
  const also = mapper === undefined ? "" : " and marks its fields";
  emitDispatch(file, {
    verb: decoderName("", mapper),
    noun,
    doc: [`Decodes the ROP ${direction} where the reader stands${also}.`, "@throws RopDecodeError"],
    params: [`r: ${mapper === undefined ? file.type(program.wire, "Reader") : file.type(mapper, "Mapper")}`],
    context: `c: ${file.type("rops.ts", "RopContext")}`,
    returns: file.type("rops.ts", noun),
    on: "r.bytes[r.pos]!",
    cases: entries.map(({ id, frequent, codec }) => {
      const decoder = file.value(decoderFile(program.fileOf(codec), mapper), decoderName(codec.name, mapper));
      return { id, frequent, call: callOf(decoder, "r", codec.params) };
    }),
    otherwise: `throw ${file.value(program.wire, "unknownRop")}(r);`,
  });
}

function emitSkip(program: Program, reach: SkipReach, file: GeneratedFile): void {
  const entries = byWireId(program, "response");
  emitDispatch(file, {
    verb: "skip",
    noun: nounOf("response"),
    doc: ["The position behind the ROP response at `p`; behind `end` where it does not fit or only decoding tells."],
    params: ["b: Uint8Array", "p: number", "end: number"],
    context: `c: ${file.type("rops.ts", "RopContext")}`,
    returns: "number",
    on: "b[p]",
    cases: entries.map(({ id, frequent, codec }) => {
      const skipper = file.value(program.fileOf(codec), `skip${codec.name}`);
      return { id, frequent, call: callOf(skipper, "b, p, end", reach.params(codec)) };
    }),
    otherwise: "return end + 1;",
  });
  emitSkipLoop(
    program,
    reach,
    file,
    entries.filter(({ frequent }) => frequent),
  );
}

function emitEncode(program: Program, file: GeneratedFile, direction: "request" | "response"): void {
  const entries = byWireId(program, direction).filter(({ id, codec }) => id === codec.ropId);
  emitDispatch(file, {
    verb: "encode",
    noun: nounOf(direction),
    doc: [`Encodes a ROP ${direction} where the writer stands.`, "@throws RopEncodeError"],
    params: [`w: ${file.type(program.wire, "Writer")}`, `value: ${nounOf(direction)}`],
    context: "c: RopContext",
    returns: "void",
    // Where there is none, no value has an id.
    on: entries.length > 0 ? "value?.ropId" : "(value as { ropId?: unknown }).ropId",
    anything: true,
    cases: entries.map(({ id, frequent, codec }) => {
      const encoder = file.value(program.fileOf(codec), `encode${codec.name}`);
      const cast = callOf(encoder, `w, value as ${file.type(program.fileOf(codec), codec.name)}`, codec.params);
      return { id, frequent, call: callOf(encoder, "w, value", codec.params), cast };
    }),
    otherwise: `throw ${file.value(program.wire, "noCase")}(w, "ropId", (value as { ropId?: unknown } | undefined)?.ropId);`,
  });
}

function nounOf(direction: "request" | "response"): "RopRequest" | "RopResponse" {
  return direction === "request" ? "RopRequest" : "RopResponse";
}

/** A call of a codec's function with what it needs of the context. */
function callOf(callee: string, first: string, params: readonly ParamModel[]): string {
  return `${callee}(${[first, ...params.map(({ name }) => `c.${name}`)].join(", ")})`;
}

/** The contexts and request fields that any ROP needs. */
function contextParams(program: Program): readonly ParamModel[] {
  const found = new Map<string, ParamModel>();
  for (const { request, response } of program.model.rops) {
    for (const param of [...(request?.params ?? []), ...(response?.params ?? [])])
      if (!found.has(param.name)) found.set(param.name, param);
  }
  return [...found.values()];
}

/** What is remembered although no buffer takes it as an argument: the code page of a message's strings. */
function ofObjects(program: Program): readonly string[] {
  const taken = new Set(contextParams(program).map(({ name }) => name));
  const left = new Set(program.model.rops.flatMap(({ remembers }) => remembers.map(({ context }) => context)));
  return [...left].filter((name) => !taken.has(name)).map((name) => JSON.stringify(name));
}

function paramType(program: Program, file: GeneratedFile, param: ParamModel): string {
  if (param.type.type === "enumeration") return file.type(ENUMERATIONS, param.type.name);
  const codec = program.codecs[0];
  return codec === undefined ? "never" : typeText(program, file, param.type, "field", codec);
}

function paramDoc(program: Program, { name, kind, key }: ParamModel): string {
  const users = program.model.rops
    .flatMap(({ request, response }) => [request, response])
    .filter((codec) => codec?.params.some((param) => param.name === name) === true)
    .map((codec) => codec?.name ?? "");
  const source =
    kind === "request"
      ? "The field of that name in the request that is answered"
      : `What the conversation remembers for the ${key ?? "key"}`;
  return `${source}. Needed by ${users.join(", ")}.`;
}

// ---- what a conversation must know -------------------------------------------------------------------------------

function emitRopInfo(program: Program): GeneratedFile {
  const file = new GeneratedFile("rop-info.ts", ({ rops }) => `the ROPs in ${rops}`);
  const { lines } = file;
  file.type("rops.ts", "RopContext");
  lines.doc(
    "A context that a buffer needs: `key` is read at byte `at` of the ROP, `width` bytes wide, and says whose context it is.",
  );
  lines.block("export interface ContextUse", () => {
    lines.line("readonly context: keyof RopContext;");
    lines.line("readonly key: string;");
    lines.line("readonly at: number;");
    lines.line("readonly width: number;");
    lines.doc(
      "Whether the buffer can be read without: where it is needed it is asked for, and bytes stay bytes if nobody knows.",
    );
    lines.line("readonly optional?: true;");
  });
  lines.line();
  lines.doc(
    "What a conversation remembers: what buffers take, and what holds for the object that a handle stands for.",
  );
  lines.line(`export type ContextName = ${["keyof RopContext", ...ofObjects(program)].join(" | ")};`);
  lines.line();
  lines.doc("What a successful exchange leaves in the conversation.");
  lines.block("export interface RememberRule", () => {
    lines.line("readonly context: ContextName;");
    lines.doc("The property that says whose context it is.");
    lines.line("readonly key: string;");
    lines.line('readonly from: "request" | "response";');
    lines.doc("The property that is remembered.");
    lines.line("readonly property: string;");
  });
  lines.line();
  lines.doc("What a conversation must know of a ROP.");
  lines.block("export interface RopInfo", () => {
    lines.line("readonly name: string;");
    lines.line("readonly section: string;");
    lines.line("readonly id: number;");
    lines.doc("The id in front of the response; absent where there is none.");
    lines.line("readonly responseId?: number;");
    lines.doc("Another id that some servers answer with.");
    lines.line("readonly answersAs?: number;");
    lines.doc("Whether a client sends it.");
    lines.line("readonly hasRequest: boolean;");
    lines.doc("Fields of the request that the response cannot be read without.");
    lines.line("readonly fromRequest: readonly (keyof RopContext)[];");
    lines.line("readonly requestUses: readonly ContextUse[];");
    lines.line("readonly responseUses: readonly ContextUse[];");
    lines.line("readonly remembers: readonly RememberRule[];");
    lines.doc("What is no longer known after an exchange that succeeded or failed.");
    lines.line(
      'readonly forgets: readonly { readonly context: ContextName; readonly key: string; readonly after: "success" | "failure" }[];',
    );
    lines.doc("Whether a success opens an object: the response says at which OutputHandleIndex.");
    lines.line("readonly opens: boolean;");
    lines.doc("RopProgress may stand in for the response if this request property is true.");
    lines.line("readonly asynchronousIf?: string;");
  });
  lines.line();
  lines.doc("Every ROP by its id.");
  lines.block(
    "export const ropInfo: Readonly<Record<number, RopInfo>> =",
    () => {
      for (const rop of program.model.rops) emitInfo(program, file, rop);
    },
    ";",
  );
  return file;
}

function emitInfo(program: Program, file: GeneratedFile, rop: RopModel): void {
  const { lines } = file;
  lines.block(
    `${ropHex(rop.id)}:`,
    () => {
      lines.line(`name: ${JSON.stringify(rop.name)},`);
      lines.line(`section: ${JSON.stringify(rop.section)},`);
      lines.line(`id: ${ropHex(rop.id)},`);
      if (rop.response !== undefined) lines.line(`responseId: ${ropHex(rop.responseId)},`);
      if (rop.response?.alsoRopId !== undefined) lines.line(`answersAs: ${ropHex(rop.response.alsoRopId)},`);
      lines.line(`hasRequest: ${rop.request !== undefined},`);
      lines.line(
        `fromRequest: ${JSON.stringify((rop.response?.params ?? []).filter(({ kind }) => kind === "request").map(({ name }) => name))},`,
      );
      lines.line(`requestUses: ${uses(program, rop.request)},`);
      lines.line(`responseUses: ${uses(program, rop.response)},`);
      lines.line(
        `remembers: [${rop.remembers.map(({ context, key, from, source }) => `{ context: ${JSON.stringify(context)}, key: ${JSON.stringify(key)}, from: ${JSON.stringify(from)}, property: ${JSON.stringify(source.name)} }`).join(", ")}],`,
      );
      lines.line(
        `forgets: [${rop.forgets.map(({ context, key, after }) => `{ context: ${JSON.stringify(context)}, key: ${JSON.stringify(key)}, after: ${JSON.stringify(after)} }`).join(", ")}],`,
      );
      lines.line(`opens: ${rop.response !== undefined && placeOf(rop.response, "outputHandleIndex") !== undefined},`);
      if (rop.asynchronousIf !== undefined) {
        const { asynchronousIf } = rop;
        const name = asynchronousIf.test === "true" ? asynchronousIf.ref.name : "";
        lines.line(`asynchronousIf: ${JSON.stringify(name)},`);
      }
    },
    ",",
  );
}

function uses(program: Program, codec: Codec | undefined): string {
  if (codec === undefined) return "[]";
  const list = codec.params.flatMap(({ name, kind, key }) => {
    const place = kind === "context" && key !== undefined ? placeOf(codec, key) : undefined;
    if (place === undefined) return [];
    const optional = program.optional(codec, name) ? ", optional: true" : "";
    return `{ context: ${JSON.stringify(name)}, key: ${JSON.stringify(key)}, at: ${hex(place.at)}, width: ${place.width}${optional} }`;
  });
  return `[${list.join(", ")}]`;
}

/** Where a key field stands: behind the RopId and other fields of fixed size. */
export function placeOf(codec: Codec, key: string): { at: number; width: number } | undefined {
  const rows: readonly RowModel[] =
    codec.body.body === "rows" ? codec.body.rows : codec.body.body === "outcomes" ? codec.body.head : [];
  let at = 1;
  for (const row of rows) {
    if (row.row !== "field" || row.type.type !== "integer") return undefined;
    const width = wireSize(row.type.wire);
    if (row.property === key) return { at, width };
    at += width;
  }
  return undefined;
}
