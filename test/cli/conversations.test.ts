/** Exchanges and the state of conversations. */
import { describe, expect, it } from "vitest";
import { type Ask, newPipe } from "./ask.js";

const FROM_NOW = { tags: ["PROCESSING", "DONE"], headers: [["X-ElapsedTime", "1"]] };
/** Columns of a table: 8-bit text and a GUID. */
const COLUMNS = [0x3001001e, 0x0e010048];
const GUID = "33221100-5544-7766-8899-aabbccddeeff";

function encoded(ask: Ask, question: object): string {
  const { hex, error } = ask({ op: "encode", ...question });
  expect(error).toBeUndefined();
  return hex ?? "";
}

/** The hex of an Execute, compressed and obfuscated. */
function execute(ask: Ask, word: "request" | "response", rops: readonly object[], handles: readonly number[]): string {
  const value = { [word === "request" ? "requests" : "responses"]: rops, serverObjectHandleTable: handles };
  const as = word === "request" ? "rop-input-buffer" : "rop-output-buffer";
  const payload = encoded(ask, { as, value, context: { columns: COLUMNS, codePage: 1251 } });
  const ropBuffer = encoded(ask, { as: "extended-buffer", value: [{ compressed: true, xorMagic: true, payload }] });
  return word === "request"
    ? encoded(ask, {
        as: "mapihttp-request",
        requestType: "Execute",
        value: { flags: 0, ropBuffer, maxRopOut: 0x10008 },
      })
    : encoded(ask, {
        as: "mapihttp-response",
        requestType: "Execute",
        value: { outcome: "success", statusCode: 0, errorCode: 0, ropBuffer },
        envelope: FROM_NOW,
      });
}

const setColumns = { ropId: 0x12, logonId: 0, inputHandleIndex: 0, setColumnsFlags: 0, propertyTags: COLUMNS };
const columnsSet = { ropId: 0x12, inputHandleIndex: 0, outcome: "success", returnValue: 0, tableStatus: "complete" };
const queryRows = { ropId: 0x15, logonId: 0, inputHandleIndex: 0, queryRowsFlags: 0, forwardRead: true, rowCount: 1 };
const rows = {
  ropId: 0x15,
  inputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  origin: "end",
  rowData: [{ flag: "standard", valueArray: ["При", GUID] }],
};

function connect(ask: Ask, conversation: string, statusCode = 0): unknown {
  const requestType = "Connect";
  const request = encoded(ask, {
    as: "mapihttp-request",
    requestType,
    value: { userDn: "/o=x", flags: 0, defaultCodePage: 1251, lcidSort: 1033, lcidString: 1033 },
  });
  const success = { errorCode: 0, pollsMax: 1, retryCount: 1, retryDelay: 1, dnPrefix: "", displayName: "" };
  const response = encoded(ask, {
    as: "mapihttp-response",
    requestType,
    value:
      statusCode === 0
        ? { outcome: "success", statusCode, ...success }
        : { outcome: "failure", statusCode, auxiliaryBuffer: "" },
  });
  return ask({ op: "exchange", conversation, requestType, request, response });
}

describe("exchanges of MAPI/HTTP", () => {
  const ask = newPipe();
  const exchange = (conversation: string, request: readonly object[], response: readonly object[]) =>
    ask({
      op: "exchange",
      conversation,
      requestType: "Execute",
      request: execute(ask, "request", request, [7]),
      response: execute(ask, "response", response, [7]),
    });

  it("begin with a code page", () => {
    expect(connect(ask, "a")).toMatchObject({
      ok: true,
      value: { request: { value: { defaultCodePage: 1251 } }, response: { value: { outcome: "success" } } },
    });
    expect(ask({ op: "state", conversation: "a" }).value).toEqual({ logons: {}, handles: {}, codePage: 1251 });
  });

  it("do not begin where they are refused", () => {
    expect(connect(ask, "refused", 5)).toMatchObject({ ok: true });
    expect(ask({ op: "state", conversation: "refused" }).value).toEqual({ logons: {}, handles: {} });
  });

  it("show the bodies, the envelope and the buffers inside", () => {
    const { ok, value } = exchange("a", [setColumns], [columnsSet]);
    expect(ok).toBe(true);
    const form = { compressed: false, xorMagic: true, serverObjectHandleTable: [7] };
    expect(value).toEqual({
      request: {
        value: { flags: 0, ropBuffer: expect.stringMatching(/^0000/), maxRopOut: 0x10008 },
        buffers: [{ ...form, requests: [setColumns] }],
      },
      response: {
        value: expect.objectContaining({ outcome: "success", statusCode: 0 }),
        envelope: FROM_NOW,
        buffers: [{ ...form, responses: [columnsSet], answers: [0] }],
      },
    });
  });

  it("are read with what earlier ones left", () => {
    expect(ask({ op: "state", conversation: "a" }).value).toEqual({
      logons: {},
      handles: { 7: { tableColumns: COLUMNS, logonId: 0 } },
      codePage: 1251,
    });
    expect(exchange("a", [queryRows], [rows])).toMatchObject({
      ok: true,
      value: { response: { buffers: [{ responses: [rows] }] } },
    });
  });

  it("say what they lack", () => {
    const { ok, value } = exchange("b", [queryRows], [rows]);
    expect(ok).toBe(true);
    expect(value).toMatchObject({
      response: {
        buffers: [
          {
            responses: [
              { undecoded: "missing-context", offset: 2, error: { offset: 11, path: "responses[0].rowData[0]" } },
            ],
          },
        ],
      },
      lacks: [{ context: "tableColumns", key: "inputHandleIndex", value: 0, handle: 7 }],
    });
  });

  it("can be told what they lack", () => {
    const { value } = ask({ op: "state", conversation: "a" });
    expect(ask({ op: "state", conversation: "b", value })).toMatchObject({ ok: true, value });
    const hex = { codePage: "0x4e3", handles: { 7: { tableColumns: ["0x3001001e", "0x0e010048"], logonId: 0 } } };
    expect(ask({ op: "state", conversation: "b", value: hex }).value).toEqual(value);
    expect(exchange("b", [queryRows], [rows])).toMatchObject({
      value: { response: { buffers: [{ responses: [rows] }] } },
    });
  });

  it("may be one side only", () => {
    const response = execute(ask, "response", [rows], [7]);
    const answer = ask({ op: "exchange", conversation: "a", requestType: "Execute", response });
    expect(answer).toMatchObject({
      ok: true,
      value: { response: { buffers: [{ responses: [rows], answers: [-1] }] } },
    });
    expect(answer.value).not.toHaveProperty("request");
    const request = execute(ask, "request", [queryRows], [7]);
    expect(ask({ op: "exchange", conversation: "a", requestType: "Execute", request, response: null })).toMatchObject({
      ok: true,
      value: { request: { buffers: [{ requests: [queryRows] }] } },
    });
  });

  it("of other types are their bodies", () => {
    const request = "0000000000000000";
    const response = "00000000000000000100000000000000";
    expect(
      ask({ op: "exchange", conversation: "a", requestType: "NotificationWait", request, response }),
    ).toMatchObject({ ok: true, value: { response: { value: { outcome: "success" } } } });
    expect(ask({ op: "exchange", conversation: "a", requestType: "PING", request: "", response: "" })).toEqual({
      id: null,
      ok: true,
      value: { request: { value: {} }, response: { value: {} } },
    });
    expect(ask({ op: "state", conversation: "a" }).value).toMatchObject({ codePage: 1251 });
  });

  it("end with what they left", () => {
    const body = "000000000000000000000000";
    expect(
      ask({ op: "exchange", conversation: "a", requestType: "Disconnect", request: "00000000", response: body }),
    ).toMatchObject({ ok: true });
    expect(ask({ op: "state", conversation: "a" }).value).toEqual({ logons: {}, handles: {} });
    expect(ask({ op: "state", conversation: "b" }).value).toMatchObject({ codePage: 1251 });
    expect(ask({ op: "state", conversation: "b", value: null }).value).toEqual({ logons: {}, handles: {} });
  });
});

describe("what is malformed", () => {
  const ask = newPipe();
  const good = execute(ask, "response", [columnsSet], [7]);

  it("in a body leaves the other side", () => {
    const { ok, error, partial } = ask({
      op: "exchange",
      conversation: "m",
      requestType: "Execute",
      request: "000000",
      response: good,
    });
    expect(ok).toBe(false);
    expect(error).toMatchObject({ code: "truncated", path: "request.flags", offset: 0 });
    expect(partial).toMatchObject({
      request: { error: { code: "truncated", path: "flags" } },
      response: { buffers: [{ responses: [columnsSet] }] },
    });
  });

  it("in the extended buffers keeps the body", () => {
    const request = `00000000${"03000000"}000000${"00000000"}00000000`;
    const { error, partial } = ask({ op: "exchange", conversation: "m", requestType: "Execute", request });
    expect(error).toMatchObject({ code: "truncated", path: expect.stringMatching(/^request\.value\.ropBuffer/) });
    expect(partial).toMatchObject({ request: { value: { ropBuffer: "000000" }, error: { code: "truncated" } } });
  });

  it("in a ROP keeps those before it", () => {
    const { ok, error, partial } = ask({
      op: "exchange",
      conversation: "m",
      as: "rop-buffers",
      response: ["07006e12006e12", "05006e1200"],
    });
    expect(ok).toBe(false);
    expect(error).toMatchObject({
      code: "truncated",
      offset: 6,
      path: "response.buffers[0].responses[1].sessionIndex",
    });
    expect(partial).toMatchObject({
      response: {
        buffers: [
          {
            responses: [{ ropId: 0x6e, sessionIndex: 18 }],
            error: { code: "truncated", offset: 6, path: "responses[1].sessionIndex" },
            partial: { ropId: 0x6e },
            bytes: "07006e12006e12",
          },
          { responses: [{ ropId: 0x6e, sessionIndex: 18 }] },
        ],
      },
    });
  });
});

it("further buffers are read with the last request", () => {
  const ask = newPipe();
  ask({ op: "state", conversation: "c", value: { handles: { 7: { tableColumns: ["0x0e010048"] } } } });
  const rowsHex = "1c001500000000000201000000112233445566778899aabbccddeeff07000000";
  const { value } = ask({
    op: "exchange",
    conversation: "c",
    as: "rop-buffers",
    request: "09001500000001010007000000",
    response: [rowsHex, rowsHex],
  });
  const answered = { answers: [0], responses: [{ rowData: [{ valueArray: [GUID] }] }] };
  expect(value).toMatchObject({ response: { buffers: [answered, answered] } });
});

it("there are not more conversations than a limit", () => {
  const ask = newPipe();
  for (let index = 0; index < 10_000; index++) ask({ op: "state", conversation: `${index}`, value: {} });
  expect(ask({ op: "state", conversation: "more", value: {} }).error).toMatchObject({ code: "limit-exceeded" });
  expect(ask({ op: "exchange", conversation: "more", as: "rop-buffers" }).error).toMatchObject({
    code: "limit-exceeded",
    path: "conversation",
  });
  expect(ask({ op: "exchange", conversation: "7", as: "rop-buffers" }).ok).toBe(true);
  ask({ op: "state", conversation: "7", value: null });
  // What is refused is no conversation.
  const refused = { op: "exchange", conversation: "refused" };
  for (const wrong of [{ as: "rop" }, { as: "rop-buffers", request: "zz" }, { requestType: "Execute", response: 1 }]) {
    expect(ask({ ...refused, ...wrong }).error).toMatchObject({ code: "invalid-input" });
  }
  expect(ask({ op: "state", conversation: "more", value: {} }).ok).toBe(true);
});
