/** What the pipe answers: the values, and what is wrong with a question. */
import { describe, expect, it } from "vitest";
import { RopId } from "../../generated/rops.js";
import { Answerer } from "../../src/cli/answer.js";
import { ask } from "./ask.js";

const decode = (as: string, hex: string, beside: object = {}) => ask({ op: "decode", as, hex, ...beside });
const encode = (as: string, value: unknown, beside: object = {}) => ask({ op: "encode", as, value, ...beside });
const answer = (line: string): unknown => JSON.parse(new Answerer().answer(line));

describe("the documented examples", () => {
  it.each([
    [
      '{"id":1,"op":"decode","as":"rop-response","hex":"6e1200"}',
      '{"id":1,"ok":true,"value":{"ropId":110,"sessionIndex":18},"consumed":3}',
    ],
    [
      '{"id":2,"op":"encode","as":"rop-response","value":{"ropId":110,"sessionIndex":18}}',
      '{"id":2,"ok":true,"hex":"6e1200"}',
    ],
    [
      '{"id":3,"op":"decode","as":"rop-response","hex":"6e12"}',
      '{"id":3,"ok":false,"error":{"code":"truncated","offset":1,"path":"sessionIndex","spec":"MS-OXCROPS 2.2.14.3.1","message":"needs 2 bytes, 1 left"},"partial":{"ropId":110}}',
    ],
  ])("%s", (line, expected) => {
    expect(new Answerer().answer(line)).toBe(expected);
  });
});

describe("questions that cannot be asked", () => {
  it.each([
    ["", null, undefined],
    ["nonsense", null, undefined],
    ['{"id":1', null, undefined],
    ["[]", null, undefined],
    ["null", null, undefined],
    ['{"id":[1],"op":"decode"}', null, "id"],
    ['{"id":"a"}', "a", "op"],
    ['{"id":0,"op":"explode"}', 0, "op"],
    ['{"id":true,"op":"decode"}', true, "as"],
    ['{"id":1,"op":"decode","as":"rop"}', 1, "as"],
    ['{"id":1,"op":"decode","as":"structure:Nothing","hex":""}', 1, "as"],
    ['{"id":1,"op":"decode","as":"structure:toString","hex":""}', 1, "as"],
    ['{"id":1,"op":"decode","as":"structure:RopLogonRequest","hex":""}', 1, "as"],
    ['{"id":1,"op":"decode","as":"rop-response"}', 1, "hex"],
    ['{"id":1,"op":"decode","as":"rop-response","hex":"6e1"}', 1, "hex"],
    ['{"id":1,"op":"decode","as":"rop-response","hex":"6e 12 00"}', 1, "hex"],
    ['{"id":1,"op":"decode","as":"rop-response","hex":110}', 1, "hex"],
    ['{"id":1,"op":"decode","as":"mapihttp-request","hex":""}', 1, "requestType"],
    ['{"id":1,"op":"decode","as":"mapihttp-request","hex":"","requestType":"Bind"}', 1, "requestType"],
    ['{"id":1,"op":"encode","as":"rop-response"}', 1, undefined],
    ['{"id":1,"op":"encode","as":"rop-response","value":{"ropId":238}}', 1, "ropId"],
    ['{"id":1,"op":"encode","as":"rop-responses","value":{}}', 1, undefined],
    ['{"id":1,"op":"encode","as":"rop-responses","value":[{"undecoded":"unknown-rop"}]}', 1, "[0].bytes"],
    ['{"id":1,"op":"encode","as":"rop-responses","value":[{"undecoded":"x","bytes":""},{"ropId":1}]}', 1, "[0].ropId"],
    ['{"id":1,"op":"encode","as":"rop-response","value":{"ropId":110,"sessionIndex":65536}}', 1, "sessionIndex"],
    ['{"id":1,"op":"encode","as":"rop-response","value":{"ropId":110,"sessionIndex":1,"more":1}}', 1, "more"],
    ['{"id":1,"op":"encode","as":"rop-input-buffer","value":{"requests":[]}}', 1, "serverObjectHandleTable"],
    ['{"id":1,"op":"encode","as":"rop-input-buffer","value":{"serverObjectHandleTable":[]}}', 1, "requests"],
    ['{"id":1,"op":"encode","as":"extended-buffer","value":[{}]}', 1, "[0].compressed"],
    ['{"id":1,"op":"exchange","requestType":"Execute"}', 1, "conversation"],
    ['{"id":1,"op":"exchange","conversation":"c"}', 1, "requestType"],
    ['{"id":1,"op":"exchange","conversation":"c","as":"rop-requests"}', 1, "as"],
    ['{"id":1,"op":"exchange","conversation":"c","as":"rop-buffers","request":[1]}', 1, "request[0]"],
    ['{"id":1,"op":"exchange","conversation":"c","requestType":"Execute","response":7}', 1, "response"],
    ['{"id":1,"op":"state","conversation":7}', 1, "conversation"],
    ['{"id":1,"op":"state","conversation":"c","value":{"tables":{}}}', 1, "value.tables"],
    ['{"id":1,"op":"state","conversation":"c","value":{"handles":{"x":{}}}}', 1, "value.handles.x"],
    [
      '{"id":1,"op":"state","conversation":"c","value":{"handles":{"1":{"columns":[]}}}}',
      1,
      "value.handles[1].columns",
    ],
    ['{"id":1,"op":"state","conversation":"c","value":{"logons":{"256":{}}}}', 1, "value.logons[256]"],
    [
      '{"id":1,"op":"state","conversation":"c","value":{"logons":{"1":{"logonKind":"x"}}}}',
      1,
      "value.logons[1].logonKind",
    ],
  ])("%s", (line, id, path) => {
    const error = { code: "invalid-input", message: expect.any(String), ...(path === undefined ? {} : { path }) };
    expect(answer(line)).toEqual({ id, ok: false, error });
  });

  it.each([
    [{ column: [] }, "context.column"],
    [{ columns: "0x3001001f" }, "context.columns"],
    [{ columns: ["3001001f"] }, "context.columns[0]"],
    [{ columns: [-1] }, "context.columns[0]"],
    [{ columns: [{ propertyType: "text", propertyId: 1 }] }, "context.columns[0].propertyType"],
    [{ columns: [{ propertyType: "string" }] }, "context.columns[0].propertyId"],
    [{ propertyTags: [0x100000000] }, "context.propertyTags[0]"],
    [{ recipientColumns: {} }, "context.recipientColumns"],
    [{ logon: "both" }, "context.logon"],
    [{ codePage: 1200 }, "context.codePage"],
    [{ codePage: "utf-8" }, "context.codePage"],
    [{ requests: "zz" }, "context.requests"],
    [{ requests: [{ ropId: 0x6e }] }, "context.requests[0].ropId"],
    [{ size: 0x10000 }, "context.size"],
    [{ propertyType: "text" }, "context.propertyType"],
    [{ widths: 2 }, "context.widths"],
    [[], "context"],
    ["private", "context"],
  ])("a context of %j", (context, path) => {
    expect(decode("rop-response", "6e1200", { context }).error).toMatchObject({ code: "invalid-input", path });
  });

  it("says what is malformed in the requests of a context", () => {
    const { error } = decode("rop-responses", "", { context: { requests: "01000002" } });
    expect(error).toMatchObject({ code: "truncated", path: "context.requests[1].logonId", offset: 4 });
    const { error: unknown } = decode("rop-responses", "", { context: { requests: "010000ee" } });
    expect(unknown).toMatchObject({ code: "unknown-rop", path: "context.requests[1].ropId" });
  });

  it("takes a whole ROP input buffer for the requests", () => {
    const list = "070000" + "000001000100" + "1f000130";
    const buffer = `0f00${list}07000000`;
    const hex = "070000000000" + "00" + "41000000";
    const { value } = decode("rop-response", hex, { context: { requests: list } });
    expect(value).toBeDefined();
    expect(decode("rop-response", hex, { context: { requests: buffer } }).value).toEqual(value);
  });

  it("takes what is missing by the name that the error has for it", () => {
    const row = "00" + "41000000";
    expect(decode("structure:PropertyRow", row).error?.message).toContain("columns");
    const rows = `150000000000020100${row}`;
    const tableColumns = ["0x3001001f"];
    expect(decode("rop-response", rows).error?.message).toContain("tableColumns");
    expect(decode("rop-response", rows, { context: { tableColumns } })).toMatchObject({ ok: true });
    expect(decode("rop-response", "6e1200", { context: { logonKind: "private" } })).toMatchObject({ ok: true });
  });
});

describe("a ROP", () => {
  it("must be the whole of the bytes", () => {
    const { error, partial } = decode("rop-response", "6e120000");
    expect(error).toMatchObject({ code: "trailing-bytes", offset: 3 });
    expect(partial).toEqual({ ropId: RopId.Pending, sessionIndex: 18 });
  });

  it("must be known", () => {
    expect(decode("rop-request", "ee").error).toMatchObject({ code: "unknown-rop", path: "ropId", offset: 0 });
    expect(decode("rop-request", "").error).toMatchObject({ code: "truncated", path: "ropId", offset: 0 });
  });

  it("takes what it needs from the request that it answers", () => {
    const requests = "070000" + "000001000100" + "1f000130";
    const hex = "070000000000" + "0041004200" + "0000";
    expect(decode("rop-response", hex).error).toMatchObject({ code: "missing-context" });
    const { value } = decode("rop-response", hex, { context: { requests } });
    expect(value).toMatchObject({ rowData: { valueArray: ["AB"] } });
    expect(encode("rop-response", value, { context: { requests } }).hex).toBe(hex);
    const propertyTags = ["0x3001001f"];
    expect(decode("rop-response", hex, { context: { propertyTags } }).value).toEqual(value);
  });

  it("reads 8-bit text in the code page that is named", () => {
    const requests = "070000" + "000001000100" + "1e000130";
    const hex = "070000000000" + "00" + "cff0e8" + "00";
    const context = { requests, codePage: 1251 };
    const { value } = decode("rop-response", hex, { context, reencode: true });
    expect(value).toMatchObject({ rowData: { valueArray: ["При"] } });
    expect(encode("rop-response", value, { context }).hex).toBe(hex);
    expect(encode("rop-response", value, { context: { requests } }).error).toMatchObject({ code: "invalid-string" });
    expect(decode("rop-response", hex, { context: { requests } }).value).toMatchObject({
      rowData: { valueArray: ["\xcf\xf0\xe8"] },
    });
  });
});

describe("tags", () => {
  const hex = "070000000000" + "0041004200" + "0000";
  it.each([
    "0x3001001f",
    "0x3001001F",
    0x3001001f,
    { propertyType: 0x1f, propertyId: 0x3001 },
    { propertyType: "string", propertyId: "0x3001" },
    { propertyType: "0x001f", propertyId: 0x3001 },
  ])("as %j", (tag) => {
    const { value } = decode("rop-response", hex, { context: { propertyTags: [tag] } });
    expect(value).toMatchObject({ rowData: { valueArray: ["AB"] } });
  });
});

describe("lists", () => {
  /** RopSetColumns (one GUID) and RopQueryRows, and what a server answers. */
  const requests = `1200000001004800010e${"15000000010100"}`;
  const responses = `12000000000000${"15000000000002010000"}00112233445566778899aabbccddeeff`;
  const guid = "33221100-5544-7766-8899-aabbccddeeff";

  it("end in what cannot be placed", () => {
    const list = [
      { ropId: RopId.Pending, sessionIndex: 18 },
      {
        undecoded: "unknown-rop",
        offset: 3,
        bytes: "ee6e1200",
        error: {
          code: "unknown-rop",
          offset: 3,
          path: "[1].ropId",
          spec: "MS-OXCROPS 2.2.2",
          message: "no ROP has the id 0xee",
        },
      },
    ];
    expect(decode("rop-responses", "6e1200ee6e1200").value).toEqual(list);
    expect(encode("rop-responses", list).hex).toBe("6e1200ee6e1200");
    expect(encode("rop-responses", [list[0], { undecoded: "unknown-rop", bytes: "ee" }]).hex).toBe("6e1200ee");
  });

  it("say how far they came", () => {
    const { error, partial } = decode("rop-responses", "6e12006e12");
    expect(error).toMatchObject({ code: "truncated", offset: 4, path: "[1].sessionIndex" });
    expect(partial).toEqual([{ ropId: RopId.Pending, sessionIndex: 18 }, { ropId: RopId.Pending }]);
  });

  it("remember within themselves, both ways", () => {
    const context = { requests };
    const { value, answers, hex } = decode("rop-responses", responses, { context, reencode: true });
    expect(value).toMatchObject([{ outcome: "success" }, { rowData: [{ valueArray: [guid] }] }]);
    expect(answers).toEqual([0, 1]);
    expect(hex).toBe(responses);
    expect(encode("rop-responses", value, { context }).hex).toBe(responses);
    const asJson = decode("rop-requests", requests).value;
    expect(decode("rop-responses", responses, { context: { requests: asJson } }).value).toEqual(value);
    expect(decode("rop-responses", responses, { context: { columns: ["0x0e010048"] } }).value).toEqual(value);
  });

  it("are left undecoded from where a context is missing", () => {
    const { ok, value } = decode("rop-responses", responses);
    expect(ok).toBe(true);
    expect(value).toMatchObject([{ ropId: RopId.SetColumns }, { undecoded: "missing-context", offset: 7 }]);
    expect(encode("rop-responses", value).hex).toBe(responses);
  });

  it("stand in buffers with their handles", () => {
    const hex = `2300${responses}07000000ffffffff`;
    const context = { requests };
    const { value, answers } = decode("rop-output-buffer", hex, { context, reencode: true });
    expect(value).toMatchObject({ responses: [{}, {}], serverObjectHandleTable: [7, 0xffffffff] });
    expect(answers).toEqual([0, 1]);
    expect(encode("rop-output-buffer", value, { context }).hex).toBe(hex);
    const lacking = decode("rop-output-buffer", hex, { reencode: true });
    expect(lacking).toMatchObject({ ok: true, hex });
    expect(lacking.value).toMatchObject({
      responses: [{}, { offset: 9, error: { offset: 18, path: "responses[1].rowData[0]" } }],
    });
    expect(encode("rop-output-buffer", lacking.value).hex).toBe(hex);
  });

  it("say where in a buffer they end", () => {
    expect(decode("rop-output-buffer", "07006e12006e12").error).toMatchObject({ path: "responses[1].sessionIndex" });
    expect(decode("rop-output-buffer", "07006e12006e12").partial).toEqual({
      responses: [{ ropId: RopId.Pending, sessionIndex: 18 }, { ropId: RopId.Pending }],
    });
    expect(decode("rop-input-buffer", "07").error).toMatchObject({ code: "truncated", offset: 0 });
  });
});

describe("structures", () => {
  it("take what decides their layout from the context", () => {
    const context = { propertyType: "integer16" };
    expect(decode("structure:PropertyValue", "0100", { context, reencode: true })).toMatchObject({
      value: 1,
      hex: "0100",
    });
    expect(decode("structure:PropertyValue", "0100", { context: { propertyType: 2 } }).value).toBe(1);
    expect(decode("structure:PropertyValue", "0100").error).toMatchObject({
      code: "missing-context",
      path: "context.propertyType",
    });
    const binary = { propertyType: "binary", widths: "wide" };
    expect(decode("structure:PropertyValue", "01000000ff", { context: binary }).value).toBe("ff");
    expect(encode("structure:PropertyValue", "ff", { context: binary }).hex).toBe("01000000ff");
    expect(encode("structure:PropertyValue", "ff", { context: { propertyType: "binary" } }).hex).toBe("0100ff");
  });

  it("have columns", () => {
    const context = { columns: ["0x3001001f", "0x36020003"] };
    const { value } = decode("structure:PropertyRow", "00410000000700000000".slice(0, 18), { context });
    expect(value).toEqual({ flag: "standard", valueArray: ["A", 7] });
    expect(encode("structure:PropertyRow", value, { context }).hex).toBe("004100000007000000");
  });
});

describe("structures with rows in windows", () => {
  it("keep the rows as bytes where there are no columns", () => {
    const hex = `0000000001e4040000${"0200"}abcd`;
    const { value } = decode("structure:ReadRecipientRow", hex, { reencode: true });
    expect(value).toMatchObject({ recipientRow: { undecoded: "missing-context", bytes: "abcd" } });
    expect(encode("structure:ReadRecipientRow", value)).toMatchObject({ ok: true, hex });
    const context = { columns: [] };
    expect(decode("structure:ReadRecipientRow", hex, { context }).error?.code).not.toBe("missing-context");
    for (const name of ["NotificationData", "ModifyRecipientRow", "OpenRecipientRow"]) {
      expect(decode(`structure:${name}`, "").error).toMatchObject({ code: "truncated" });
    }
  });
});

describe("extended buffers", () => {
  const payload = "0200".padEnd(200, "ab");
  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])("compressed %s, obfuscated %s", (compressed, xorMagic) => {
    const value = [
      { compressed, xorMagic, payload },
      { compressed: false, xorMagic, payload: "0200" },
    ];
    const { hex = "" } = encode("extended-buffer", value);
    expect(decode("extended-buffer", hex, { reencode: true })).toMatchObject({ value, hex, consumed: hex.length / 2 });
  });

  it("end with their last payload", () => {
    const { error } = decode("extended-buffer", "000004000200020002006e");
    expect(error).toMatchObject({ code: "trailing-bytes", offset: 10 });
  });

  it("say which payload is wrong", () => {
    const { error } = decode("extended-buffer", "0000050004000400ffffffff");
    expect(error).toMatchObject({ code: "invalid-compression" });
    expect(error?.path).toBe("[0]");
  });
});

describe("compressed payloads", () => {
  it("need the size that comes out", () => {
    const { hex = "" } = encode("lz77", "ab".repeat(100));
    expect(decode("lz77", hex).error).toMatchObject({ code: "missing-context", path: "context.size" });
    expect(decode("lz77", hex, { context: { size: 100 } }).value).toBe("ab".repeat(100));
    expect(decode("lz77", hex, { context: { size: 101 } }).error).toMatchObject({ code: "invalid-compression" });
  });

  it("are smaller", () => {
    expect(encode("lz77", "abcd").error).toMatchObject({ code: "invalid-compression" });
  });
});

describe("MAPI/HTTP bodies", () => {
  const hexOf = (text: string): string => Buffer.from(text, "latin1").toString("hex");
  const envelope = {
    tags: ["PROCESSING", "PENDING", "PENDING", "DONE"],
    headers: [
      ["X-ElapsedTime", "12"],
      ["X-StartTime", "now"],
    ],
  };
  const head = "PROCESSING\r\nPENDING\r\nPENDING\r\nDONE\r\nX-ElapsedTime: 12\r\nX-StartTime: now\r\n\r\n";
  const body = "00000000000000000100000000000000";
  const beside = { requestType: "NotificationWait" };

  it("come with their envelope or without", () => {
    const bare = decode("mapihttp-response", body, { ...beside, reencode: true });
    expect(bare).toMatchObject({ ok: true, hex: body, value: { outcome: "success" } });
    expect(bare).not.toHaveProperty("envelope");
    const hex = hexOf(head) + body;
    const { value, ...rest } = decode("mapihttp-response", hex, { ...beside, reencode: true });
    expect(value).toEqual(bare.value);
    expect(rest).toEqual({ id: null, ok: true, envelope, consumed: hex.length / 2, hex });
    expect(encode("mapihttp-response", value, { ...beside, envelope }).hex).toBe(hex);
    expect(encode("mapihttp-response", value, beside).hex).toBe(body);
  });

  it("count offsets from the start of the envelope", () => {
    const { error } = decode("mapihttp-response", hexOf(head) + body.slice(0, -2), beside);
    expect(error).toMatchObject({ code: "truncated", offset: head.length + 12 });
  });

  it("that cannot be read still have their envelope", () => {
    expect(decode("mapihttp-response", hexOf(head) + body.slice(0, -2), beside)).toMatchObject({ ok: false, envelope });
    const broken = decode("mapihttp-response", hexOf("PROCESSING\r\nDONE\r\nX-A: 1\r\nX"), beside);
    expect(broken).toMatchObject({ ok: false, envelope: { tags: ["PROCESSING", "DONE"], headers: [["X-A", "1"]] } });
    expect(broken).not.toHaveProperty("partial");
  });

  it("are text where the call has failed late", () => {
    const hex = Buffer.from("DONE\r\nX-ResponseCode: 10\r\n\r\nZu früh").toString("hex");
    const { value, ...rest } = decode("mapihttp-response", hex, { ...beside, reencode: true });
    const late = { tags: ["DONE"], headers: [["X-ResponseCode", "10"]] };
    expect({ value, ...rest }).toEqual({
      id: null,
      ok: true,
      value: "Zu früh",
      envelope: late,
      consumed: hex.length / 2,
      hex,
    });
    expect(encode("mapihttp-response", value, { ...beside, envelope: late }).hex).toBe(hex);
    expect(encode("mapihttp-response", {}, { ...beside, envelope: late }).error).toMatchObject({
      code: "invalid-input",
    });
  });

  it.each([
    [{ tags: ["PROCESSING"], headers: [] }, "envelope.tags"],
    [{ tags: ["DONE", "DONE"], headers: [] }, "envelope.tags"],
    [{ tags: ["DONE"], headers: [["a"]] }, "envelope.headers[0]"],
    [{ tags: ["DONE"] }, "envelope.headers"],
    ["DONE", "envelope"],
  ])("refuse an envelope of %j", (wrong, path) => {
    const { error } = encode("mapihttp-response", {}, { requestType: "PING", envelope: wrong });
    expect(error).toMatchObject({ code: "invalid-input", path });
  });

  it("of PING are nothing", () => {
    const ping = { requestType: "PING" };
    expect(decode("mapihttp-request", "", { ...ping, reencode: true })).toMatchObject({ ok: true, value: {}, hex: "" });
    expect(decode("mapihttp-request", "00", ping).error).toMatchObject({ code: "trailing-bytes", offset: 0 });
    const hex = hexOf("PROCESSING\r\nDONE\r\n\r\n");
    const { value, envelope: own } = decode("mapihttp-response", hex, ping);
    expect(encode("mapihttp-response", value, { ...ping, envelope: own }).hex).toBe(hex);
    expect(encode("mapihttp-request", { a: 1 }, ping).error).toMatchObject({ code: "invalid-input" });
    expect(encode("mapihttp-request", {}, { ...ping, envelope }).error).toMatchObject({ path: "envelope" });
  });

  it("of a failure end early", () => {
    const connect = { requestType: "Connect", reencode: true };
    expect(decode("mapihttp-response", "0500000000000000", connect)).toMatchObject({
      ok: true,
      value: { outcome: "failure", statusCode: 5 },
      hex: "0500000000000000",
    });
  });
});
