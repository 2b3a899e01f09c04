/** protodef, compiled: the payloads in its notation, with two native types for zero-terminated strings. */
import { createRequire } from "node:module";
import type { PayloadId } from "../payloads/payloads.js";

const require = createRequire(import.meta.url);

/** A name, or a name with arguments. */
type Type = string | readonly [string, unknown];

interface Compiled {
  read(buffer: Buffer, offset: number, type: string): { readonly value: unknown };
  createPacketBuffer(type: string, value: unknown): Buffer;
}
interface TypeCompiler {
  callType(...args: readonly unknown[]): string;
  wrapCode(code: string): string;
}
interface Compiler {
  addTypes(types: Record<"Read" | "Write" | "SizeOf", Record<string, readonly [string, unknown]>>): void;
  addTypesToCompile(types: Record<string, Type>): void;
  compileProtoDefSync(): Compiled;
}

function container(fields: Readonly<Record<string, Type>>): Type {
  return ["container", Object.entries(fields).map(([name, type]) => ({ name, type }))];
}
function list(countType: Type, type: Type): Type {
  return ["array", { countType, type }];
}
function bytes(countType: Type): Type {
  return ["buffer", { countType }];
}
function fixedBytes(count: number): Type {
  return ["buffer", { count }];
}
function by(compareTo: string, cases: Readonly<Record<number, Type>>): Type {
  const fields = Object.fromEntries(Object.entries(cases).map(([key, type]) => [String(Number(key)), type]));
  return ["switch", { compareTo, fields, default: "void" }];
}
function result(fields: Readonly<Record<string, Type>>, success: Readonly<Record<string, Type>>): Type {
  return container({ ...fields, returnValue: "lu32", more: by("returnValue", { 0: container(success) }) });
}

const tags = list("lu16", "lu32");
const input = { inputHandleIndex: "lu8" };
const output = { outputHandleIndex: "lu8" };
const tableRow = { tableRowFolderId: "lu64", tableRowMessageId: "lu64", tableRowInstance: "lu32" };
const row = container({
  ...tableRow,
  insertAfterTableRowFolderId: "lu64",
  insertAfterTableRowId: "lu64",
  insertAfterTableRowInstance: "lu32",
  tableRowData: bytes("lu16"),
});

/** The flags that the payloads have, as cases: a switch here knows no masks. */
const notification = container({
  notificationHandle: "lu32",
  logonId: "lu8",
  notificationFlags: "lu16",
  data: by("notificationFlags", {
    32770: container({
      folderId: "lu64",
      messageId: "lu64",
      messageFlags: "lu32",
      unicodeFlag: "lu8",
      messageClass: by("unicodeFlag", { 0: "byteZ", 1: "utf16Z" }),
    }),
    256: container({ tableEventType: "lu16" }),
    33024: container({
      tableEventType: "lu16",
      more: by("tableEventType", { 3: row, 4: container(tableRow), 5: row }),
    }),
    32784: container({ folderId: "lu64", messageId: "lu64", tags }),
  }),
});

const problem = container({ index: "lu16", propertyTag: "lu32", errorCode: "lu32" });

/** The columns of the rows are fixed here, where ropwire learns them while running. */
const standardRow = container({
  flag: "lu8",
  valueArray: container({
    c0: "li64",
    c1: "li32",
    c2: "lu8",
    c3: "lu64",
    c4: "utf16Z",
    c5: "utf16Z",
    c6: "byteZ",
    c7: bytes("lu16"),
    c8: fixedBytes(16),
  }),
});

const typedString = container({ stringType: "lu8", string: by("stringType", { 4: "utf16Z" }) });
const recipient = container({
  recipientType: "lu8",
  codePageId: "lu16",
  reserved: "lu16",
  recipientRowSize: "lu16",
  recipientFlags: "lu16",
  emailAddress: "utf16Z",
  displayName: "utf16Z",
  simpleDisplayName: "utf16Z",
  recipientColumnCount: "lu16",
  flag: "lu8",
  valueArray: container({ c0: "utf16Z", c1: "li32" }),
});

const logonTime = container({
  seconds: "lu8",
  minutes: "lu8",
  hour: "lu8",
  dayOfWeek: "lu8",
  day: "lu8",
  month: "lu8",
  year: "lu16",
});

const response = container({
  ropId: "lu8",
  body: by("ropId", {
    2: result(output, {}),
    3: result(output, {
      hasNamedProperties: "lu8",
      subjectPrefix: typedString,
      normalizedSubject: typedString,
      recipientCount: "lu16",
      recipientColumns: tags,
      recipientRows: list("lu8", recipient),
    }),
    10: result(input, { propertyProblems: list("lu16", problem) }),
    12: result({ responseHandleIndex: "lu8" }, { inputHandleIndex: "lu8", messageId: "lu64" }),
    18: result(input, { tableStatus: "lu8" }),
    21: result(input, { origin: "lu8", rowData: list("lu16", standardRow) }),
    42: notification,
    110: container({ sessionIndex: "lu16" }),
    254: result(output, {
      logonFlags: "lu8",
      folderIds: ["array", { count: 13, type: "lu64" }],
      responseFlags: "lu8",
      mailboxGuid: fixedBytes(16),
      replId: "lu16",
      replGuid: fixedBytes(16),
      logonTime,
      gwartTime: "lu64",
      storeState: "lu32",
    }),
  }),
});

const request = container({
  ropId: "lu8",
  logonId: "lu8",
  inputHandleIndex: "lu8",
  body: by("ropId", {
    3: container({ ...output, codePageId: "lu16", folderId: "lu64", openModeFlags: "lu8", messageId: "lu64" }),
    7: container({ propertySizeLimit: "lu16", wantUnicode: "lu16", propertyTags: tags }),
    10: container({
      propertyValueSize: "lu16",
      propertyValues: list(
        "lu16",
        container({
          propertyTag: "lu32",
          propertyValue: by("propertyTag", { 3604511: "utf16Z", 235339779: "li32" }),
        }),
      ),
    }),
    18: container({ setColumnsFlags: "lu8", propertyTags: tags }),
    21: container({ queryRowsFlags: "lu8", forwardRead: "lu8", rowCount: "lu16" }),
  }),
});

function endOfUtf16(buffer: Buffer, offset: number): number {
  let end = offset;
  while (end + 1 < buffer.length && (buffer[end] !== 0 || buffer[end + 1] !== 0)) end += 2;
  return end;
}

const read = {
  utf16Z: (buffer: Buffer, offset: number) => {
    const end = endOfUtf16(buffer, offset);
    return { value: buffer.toString("utf16le", offset, end), size: end + 2 - offset };
  },
  byteZ: (buffer: Buffer, offset: number) => {
    const end = buffer.indexOf(0, offset);
    return { value: buffer.toString("latin1", offset, end), size: end + 1 - offset };
  },
};
const write = {
  utf16Z: (value: string, buffer: Buffer, offset: number) => {
    const end = offset + buffer.write(value, offset, "utf16le");
    return buffer.writeUInt16LE(0, end);
  },
  byteZ: (value: string, buffer: Buffer, offset: number) => {
    const end = offset + buffer.write(value, offset, "latin1");
    return buffer.writeUInt8(0, end);
  },
};
const sizeOf = {
  utf16Z: (value: string) => 2 * value.length + 2,
  byteZ: (value: string) => value.length + 1,
};

function native(functions: Readonly<Record<string, unknown>>): Record<string, readonly [string, unknown]> {
  return Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, ["native", one]]));
}

/** An array that goes on to the end of the buffer, in each of the three compilers. */
const untilEnd = {
  Read: (compiler: TypeCompiler, type: Type) =>
    compiler.wrapCode(
      `const data = []\nlet size = 0\nwhile (offset + size < buffer.length) {\n` +
        `  const elem = ${compiler.callType(type, "offset + size")}\n  data.push(elem.value)\n  size += elem.size\n}\n` +
        "return { value: data, size }",
    ),
  Write: (compiler: TypeCompiler, type: Type) =>
    compiler.wrapCode(
      `for (let i = 0; i < value.length; i++) offset = ${compiler.callType("value[i]", type)}\nreturn offset`,
    ),
  SizeOf: (compiler: TypeCompiler, type: Type) =>
    compiler.wrapCode(
      `let size = 0\nfor (let i = 0; i < value.length; i++) size += ${compiler.callType("value[i]", type)}\nreturn size`,
    ),
};

function compile(): Compiled {
  const { Compiler } = require("protodef") as {
    Compiler: { ProtoDefCompiler: new () => Compiler };
  };
  const compiler = new Compiler.ProtoDefCompiler();
  compiler.addTypes({
    Read: { ...native(read), untilEnd: ["parametrizable", untilEnd.Read] },
    Write: { ...native(write), untilEnd: ["parametrizable", untilEnd.Write] },
    SizeOf: { ...native(sizeOf), untilEnd: ["parametrizable", untilEnd.SizeOf] },
  });
  compiler.addTypesToCompile({ responses: ["untilEnd", response], requests: ["untilEnd", request] });
  return compiler.compileProtoDefSync();
}

export interface Protodef {
  decode(bytes: Uint8Array): unknown;
  /** Takes what decoding gives, 64-bit numbers as pairs, or the same with bigints. */
  encode(value: unknown): Uint8Array;
}

/** What decoding gave with bigints in place of pairs, as ropwire takes it. */
export function withBigInts(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withBigInts(part)]));
  }
  // A pair is an array of a class of its own, whose valueOf makes the bigint.
  return value.constructor === Array ? value.map(withBigInts) : value.valueOf();
}

/** For one kind of payload. */
export function protodef(id: PayloadId): Protodef {
  const compiled = compile();
  const type = id === "requests" ? "requests" : "responses";
  return {
    decode: (from) => compiled.read(Buffer.from(from.buffer, from.byteOffset, from.length), 0, type).value,
    encode: (value) => compiled.createPacketBuffer(type, value),
  };
}
