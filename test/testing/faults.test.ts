/** What goes wrong on demand. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RopLogonRequest } from "../../generated/rops/logon/rop-logon.js";
import { RopId } from "../../generated/rops.js";
import { closeExtendedBuffers, openExtendedBuffers } from "../../src/frame/index.js";
import { decodeOutputBuffer, encodeInputBuffer } from "../../src/stream/index.js";
import { type Fault, type MapiServer, type ScriptedCall, startMapiServer } from "../../src/testing/index.js";
import { publicLogon } from "../public-logon.js";
import { type Connection, connectedTo, executeBody, logonRequest, NO_HANDLE } from "./connection.js";

const EMPTY_CALL = executeBody(closeExtendedBuffers([encodeInputBuffer([], [])]));

let server: MapiServer;
let connection: Connection;
let logon: Awaited<ReturnType<Connection["logon"]>>;
beforeEach(async () => {
  server = await startMapiServer({ pendingPeriod: 15 });
  connection = await connectedTo(server.url);
  logon = await connection.logon();
});
afterEach(() => server.close());

/** A message that would be saved, to see whether ROPs are executed. */
async function saving() {
  const { table } = await connection.execute(
    [
      {
        ropId: RopId.CreateMessage,
        logonId: 0,
        inputHandleIndex: 0,
        outputHandleIndex: 1,
        codePageId: 1252,
        folderId: logon.inbox,
        associatedFlag: false,
      },
    ],
    [logon.handle, NO_HANDLE],
  );
  const save = {
    ropId: RopId.SaveChangesMessage,
    logonId: 0,
    responseHandleIndex: 0,
    inputHandleIndex: 0,
    saveFlags: 0,
  } as const;
  return { save, handles: [table[1]!] };
}

function saved(): number {
  const [session] = server.sessions;
  return server.mailbox(session!.userDn).folder("Inbox").messages.length - 2;
}

describe("the connection", () => {
  test.each([0, 5, 12, 30])("is cut after %i bytes of the body, in the middle of a chunk", async (cutAfter) => {
    server.fail({ cutAfter });
    await expect(connection.post("Execute", EMPTY_CALL)).rejects.toThrow("terminated");
  });

  test("so many bytes and no more arrive", async () => {
    server.fail({ cutAfter: 5 });
    const response = await fetch(server.url, {
      method: "POST",
      headers: connection.headers("Execute"),
      body: EMPTY_CALL.slice(),
    });
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe("PROCE");
    await expect(reader.read()).rejects.toThrow();
  });

  test("the server goes on", async () => {
    server.fail({ cutAfter: 0 });
    await connection.post("Execute", EMPTY_CALL).catch(() => undefined);
    await connection.connect();
    expect((await connection.execute([])).responses).toEqual([]);
  });

  test("an HTTP status", async () => {
    server.fail({ httpStatus: 503 });
    expect((await connection.post("Execute", EMPTY_CALL)).status).toBe(503);
  });
});

describe("the session context", () => {
  test("expires", async () => {
    server.fail({ expire: true });
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(10);
    expect(server.sessions).toEqual([]);
  });

  test("loses its sequence: this answer is good, the next request is not", async () => {
    server.fail({ loseSequence: true });
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(0);
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(15);
    expect((await connection.connect()).code).toBe(0);
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(0);
  });
});

describe("refusals on the three levels", () => {
  test.each<[string, Fault, number, readonly string[]]>([
    ["X-ResponseCode", { responseCode: 18 }, 18, []],
    ["X-ResponseCode behind DONE", { responseCode: 1, late: true }, 1, ["PROCESSING", "DONE"]],
  ])("%s", async (_, fault, code, tags) => {
    const { save, handles } = await saving();
    server.fail(fault);
    const body = executeBody(closeExtendedBuffers([encodeInputBuffer([save], handles)]));
    const answered = await connection.post("Execute", body);
    expect([answered.code, answered.envelope.tags]).toEqual([code, tags]);
    if (fault.late === true) {
      expect(answered.headers.get("X-ResponseCode")).toBe("0");
      expect(answered.envelope.headers).toContainEqual(["Content-Type", "text/html"]);
    }
    expect(saved()).toBe(0);
  });

  test.each<[string, Fault, object]>([
    ["StatusCode", { statusCode: 0x6bb }, { outcome: "failure", statusCode: 0x6bb }],
    ["ErrorCode", { errorCode: 0x3f0 }, { outcome: "success", errorCode: 0x3f0 }],
  ])("%s", async (_, fault, body) => {
    const { save, handles } = await saving();
    server.fail(fault);
    expect((await connection.call([save], handles)).body).toMatchObject(body);
    expect(saved()).toBe(0);
  });

  test("of Connect and Disconnect: no session context is made, or ended", async () => {
    server.fail({ on: "Disconnect", errorCode: 0x80004005 });
    await connection.disconnect();
    expect(server.sessions).toHaveLength(1);
    server.fail({ on: "Connect", statusCode: 0x6bb });
    const { headers } = await (await connectedTo(server.url)).post("PING");
    expect(headers.getSetCookie()).toEqual([]);
    expect(server.sessions).toHaveLength(1);
  });
});

describe("answers", () => {
  test("slow, with PENDING", async () => {
    server.fail({ pendings: 3 });
    const { answered } = await connection.call([]);
    expect(answered.envelope.tags).toEqual(["PROCESSING", "PENDING", "PENDING", "PENDING", "DONE"]);
  });

  test("a RopBackoff instead of all responses: nothing is executed, and nothing told", async () => {
    const { save, handles } = await saving();
    server.sessions[0]?.notify({
      ropId: 0x2a,
      notificationHandle: 1,
      logonId: 0,
      notificationData: { type: "searchCompleted", inSearchFolder: false, folderId: 1n },
    });
    server.fail({ backoff: 250 });
    const { responses } = await connection.execute([save, save], handles);
    expect(responses).toMatchObject([{ ropId: RopId.Backoff, logonId: 0, duration: 250 }]);
    expect(saved()).toBe(0);
    const { responses: later } = await connection.execute([save], handles);
    expect(later.map(({ ropId }) => ropId)).toEqual([RopId.SaveChangesMessage, RopId.Notify]);
    expect(saved()).toBe(1);
  });

  test("a storm of RopPending, and foreign indexes", async () => {
    server.fail({ ropPending: [1, 1, 99], times: 2 });
    const pending = (sessionIndex: number) => ({ ropId: RopId.Pending, sessionIndex });
    for (let i = 0; i < 2; i++) {
      expect((await connection.execute([])).responses).toEqual([pending(1), pending(1), pending(99)]);
    }
    expect((await connection.execute([])).responses).toEqual([]);
  });

  describe("at the end of the list, as far as there is room", () => {
    const query = { ropId: RopId.GetStoreState, logonId: 0, inputHandleIndex: 0 } as const;
    /** Header, RopSize, one handle. */
    const FRAME = 8 + 2 + 4;

    test("never beyond what the client allows", async () => {
      server.fail({ ropPending: [7, 7, 7], malformed: true });
      const { body } = await connection.call([query], [logon.handle], { maxRopOut: FRAME + 6 + 7 });
      if (body.outcome !== "success") throw new Error("failed");
      expect(body.ropBuffer).toHaveLength(FRAME + 6 + 6);
      const { responses } = decodeOutputBuffer(body.ropBuffer.subarray(8), { requests: [query] });
      expect(responses.map(({ ropId }) => ropId)).toEqual([query.ropId, RopId.Pending, RopId.Pending]);
    });

    test("nor beyond a payload", async () => {
      server.fail({ ropPending: new Array<number>(0x4000).fill(7) });
      const { payloads, responses } = await connection.execute([], [], { maxRopOut: 0x40000 });
      expect(payloads).toHaveLength(1);
      expect(responses).toHaveLength(Math.floor((0x8000 - 2) / 3));
    });

    test("RopBufferTooSmall is the last response", async () => {
      server.fail({ ropPending: [7], malformed: true });
      const { responses } = await connection.execute([query, query], [logon.handle], { maxRopOut: FRAME + 10 });
      expect(responses).toMatchObject([
        { ropId: RopId.BufferTooSmall, requestBuffers: Uint8Array.of(0x7b, 0, 0, 0x7b, 0, 0) },
      ]);
    });
  });

  test("a list that ends in the middle of a response; those before it can be read", async () => {
    const { save, handles } = await saving();
    server.fail({ malformed: true });
    const { body } = await connection.call([save], handles);
    if (body.outcome !== "success") throw new Error("failed");
    const [first] = openExtendedBuffers(body.ropBuffer);
    expect(() => decodeOutputBuffer(first!.payload, { requests: [save] })).toThrow(
      /^responses\[1\]\.sessionIndex at .*: needs 2 bytes, 1 left/,
    );
  });
});

describe("which requests they happen to", () => {
  test("in their order, one to a request, each as often as it says", async () => {
    server.fail({ responseCode: 16, times: 2 });
    server.fail({ responseCode: 17 });
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) codes.push((await connection.post("Execute", EMPTY_CALL)).code);
    expect(codes).toEqual([16, 16, 17, 0]);
  });

  test("of one type, and of one session context", async () => {
    const other = await connectedTo(server.url);
    const [, session] = server.sessions;
    server.fail({ on: "PING", responseCode: 18 });
    server.fail({ session: session!, responseCode: 11 });
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(0);
    expect((await other.post("Execute", EMPTY_CALL)).code).toBe(11);
    expect((await connection.post("PING")).code).toBe(18);
  });

  test("none that was taken back", async () => {
    server.fail({ responseCode: 18 });
    server.clearFaults();
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(0);
  });
});

describe("ROPs that are answered by a script", () => {
  test("with a response, with a ReturnValue, or by the server", async () => {
    const scripted = await startMapiServer({
      answer: (request, session) => {
        if (request.ropId === RopId.QueryPosition) return 0x80004005;
        if (request.ropId !== RopId.GetPropertiesSpecific) return undefined;
        const rowData = { flag: "standard", valueArray: [`session ${session.index}`] } as const;
        return { ropId: 0x07, inputHandleIndex: request.inputHandleIndex, outcome: "success", returnValue: 0, rowData };
      },
    });
    const scriptedConnection = await connectedTo(scripted.url);
    const { handle } = await scriptedConnection.logon();
    const head = { logonId: 0, inputHandleIndex: 0 } as const;
    const { responses } = await scriptedConnection.execute(
      [
        {
          ropId: RopId.GetPropertiesSpecific,
          ...head,
          propertySizeLimit: 0,
          wantUnicode: true,
          propertyTags: [0x3001001f],
        },
        { ropId: RopId.QueryPosition, ...head },
      ],
      [handle],
    );
    expect(responses).toMatchObject([
      { rowData: { valueArray: ["session 1"] } },
      { outcome: "failure", returnValue: 0x80004005 },
    ]);
    await scripted.close();
  });

  test("it knows the objects by their handles, and opens its own: with code page, columns, and release", async () => {
    const calls: ScriptedCall[] = [];
    const SUBJECT8 = 0x0037001e;
    const columns = [0x0ffe0003];
    const row = (value: number) => ({
      type: "smtp" as const,
      sameTransmittableDisplayName: true,
      otherTransport: false,
      noRichText: false,
      unicode: true,
      displayName: "a",
      recipientProperties: { flag: "standard", valueArray: [value] } as const,
    });
    const scripted = await startMapiServer({
      answer: (request, _, call) => {
        const success = { outcome: "success", returnValue: 0 } as const;
        switch (request.ropId) {
          case RopId.OpenEmbeddedMessage: {
            calls.push({ ...call, handles: [...call.handles] });
            const { ropId, outputHandleIndex } = request;
            const subject = { stringType: "empty" } as const;
            return {
              ropId,
              outputHandleIndex,
              ...success,
              messageId: 1n,
              hasNamedProperties: false,
              subjectPrefix: subject,
              normalizedSubject: subject,
              recipientCount: 1,
              recipientColumns: columns,
              recipientRows: [],
            };
          }
          case RopId.ReadRecipients: {
            const { ropId, inputHandleIndex } = request;
            const kind = { type: "to", resend: false, received: false, codePageId: 1200 } as const;
            return {
              ropId,
              inputHandleIndex,
              ...success,
              recipientRows: [{ rowId: 0, ...kind, recipientRow: row(call.handle ?? 0) }],
            };
          }
          case RopId.GetAttachmentTable:
            return { ropId: request.ropId, outputHandleIndex: request.outputHandleIndex, returnValue: 0 };
          case RopId.SetColumns:
            return { ropId: 0x12, inputHandleIndex: request.inputHandleIndex, ...success, tableStatus: "complete" };
          case RopId.QueryRows: {
            const rowData = [{ flag: "standard", valueArray: ["\u65e5"] }] as const;
            return { ropId: 0x15, inputHandleIndex: request.inputHandleIndex, ...success, origin: "end", rowData };
          }
          default:
            return undefined;
        }
      },
    });
    const scriptedConnection = await connectedTo(scripted.url);
    const { handle } = await scriptedConnection.logon();
    const [logonId, columnsOfTable] = [0, [SUBJECT8]];
    const open = { ropId: RopId.OpenEmbeddedMessage, logonId, codePageId: 932, openModeFlags: 0 } as const;
    const { responses, table, payloads } = await scriptedConnection.execute(
      [
        { ...open, inputHandleIndex: 0, outputHandleIndex: 1 },
        { ropId: RopId.ReadRecipients, logonId, inputHandleIndex: 1, rowId: 0 },
        { ropId: RopId.GetAttachmentTable, logonId, inputHandleIndex: 1, outputHandleIndex: 2, tableFlags: 0 },
        { ropId: RopId.SetColumns, logonId, inputHandleIndex: 2, setColumnsFlags: 0, propertyTags: columnsOfTable },
        { ropId: RopId.QueryRows, logonId, inputHandleIndex: 2, queryRowsFlags: 0, forwardRead: true, rowCount: 9 },
        { ropId: RopId.QueryPosition, logonId, inputHandleIndex: 2 },
      ],
      [handle, NO_HANDLE, NO_HANDLE],
    );
    expect(calls).toEqual([{ handle, handles: [handle, NO_HANDLE, NO_HANDLE], newHandle: table[1] }]);
    expect(scripted.sessions[0]?.handles).toEqual([...table]);
    expect(responses[1]).toMatchObject({ recipientRows: [{ recipientRow: row(table[1]!) }] });
    // 8-bit strings of what is opened from a message are in its code page.
    expect(String.fromCharCode(...payloads[0]!.payload)).toContain("\0\x93\xfa\0");
    expect(responses[4]).toMatchObject({ rowData: [{ valueArray: ["\u65e5"] }] });
    expect(responses[5]).toMatchObject({ outcome: "failure", returnValue: 0x80040102 });
    await scriptedConnection.execute([{ ropId: RopId.Release, logonId, inputHandleIndex: 0 }], [table[1]!]);
    expect(scripted.sessions[0]?.handles).toEqual([handle, table[2]]);
    await scripted.close();
  });

  test("a logon of a script takes what was opened on it along when it is released, or followed by another", async () => {
    const scripted = await startMapiServer({
      answer: (request) => {
        if (request.ropId === RopId.GetAttachmentTable)
          return { ropId: request.ropId, outputHandleIndex: request.outputHandleIndex, returnValue: 0 };
        return request.ropId === RopId.Logon ? publicLogon : undefined;
      },
    });
    const connection = await connectedTo(scripted.url);
    const openTable = async (logon: number, logonId: number): Promise<number> => {
      const { table } = await connection.execute(
        [{ ropId: RopId.GetAttachmentTable, logonId, inputHandleIndex: 0, outputHandleIndex: 1, tableFlags: 0 }],
        [logon, NO_HANDLE],
      );
      return table[1]!;
    };
    const logOn = async (logonId: number): Promise<number> => {
      const request = { ...logonRequest("/o=example/cn=a"), logonId } as RopLogonRequest;
      return (await connection.execute([request], [NO_HANDLE])).table[0]!;
    };
    const handles = () => scripted.sessions[0]?.handles;
    const [first, other] = [await logOn(0), await logOn(1)];
    await openTable(first, 0);
    const kept = await openTable(other, 1);
    const second = await logOn(0);
    expect(handles()).toEqual([other, kept, second]);
    await openTable(second, 0);
    await connection.execute([{ ropId: RopId.Release, logonId: 0, inputHandleIndex: 0 }], [second]);
    expect(handles()).toEqual([other, kept]);
    await scripted.close();
  });
});
