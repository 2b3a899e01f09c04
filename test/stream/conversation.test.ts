/** Conversations: what an exchange leaves for the next, what makes it unknown, and what happens without it. */
import { describe, expect, test } from "vitest";
import { decodeRopResponse, RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import {
  Conversation,
  codePage,
  codePageNumbers,
  decodeRopResponses,
  encodeInputBuffer,
  encodeOutputBuffer,
  encodeRopResponses,
  ResponseContexts,
} from "../../src/stream/index.js";
import { Reader } from "../../src/wire/index.js";
import { publicLogon } from "../public-logon.js";
import { bytesOf } from "../support/vectors.js";

const COLUMNS = [0x67480014, 0x3001001f];
const TABLE = 0x1234;
const NONE = 0xffffffff;

const setColumns: RopRequest = {
  ropId: RopId.SetColumns,
  logonId: 0,
  inputHandleIndex: 1,
  setColumnsFlags: 0,
  propertyTags: COLUMNS,
};
const columnsSet: RopResponse = {
  ropId: RopId.SetColumns,
  inputHandleIndex: 1,
  outcome: "success",
  returnValue: 0,
  tableStatus: "complete",
};
const columnsRefused: RopResponse = {
  ropId: RopId.SetColumns,
  inputHandleIndex: 1,
  outcome: "failure",
  returnValue: 0x80070057,
};
const queryRows: RopRequest = {
  ropId: RopId.QueryRows,
  logonId: 0,
  inputHandleIndex: 0,
  queryRowsFlags: 0,
  forwardRead: true,
  rowCount: 50,
};
const rowsOf = (name: string): RopResponse => ({
  ropId: RopId.QueryRows,
  inputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  origin: "current",
  rowData: [{ flag: "standard", valueArray: [0x15n, name] }],
});

function request(requests: readonly RopRequest[], handles: readonly number[]): Uint8Array {
  return encodeInputBuffer(requests, handles);
}

/** As a server that knows the columns writes it. */
function response(responses: readonly RopResponse[], handles: readonly number[]): Uint8Array {
  return encodeOutputBuffer(responses, handles, { context: { tableColumns: COLUMNS } });
}

function rowsExchange(conversation: Conversation, handle = TABLE): unknown {
  const { outputs } = conversation.exchange([request([queryRows], [handle])], [response([rowsOf("Inbox")], [handle])]);
  const first = outputs[0]?.responses[0];
  return first?.ropId === RopId.QueryRows && first.outcome === "success"
    ? first.rowData
    : outputs[0]?.undecoded?.reason.code;
}

function withColumns(): Conversation {
  const conversation = new Conversation();
  conversation.exchange([request([setColumns], [NONE, TABLE])], [response([columnsSet], [NONE, TABLE])]);
  return conversation;
}

describe("columns", () => {
  test("are remembered for the handle, whatever index it stands at later", () => {
    expect(rowsExchange(withColumns())).toEqual([{ flag: "standard", valueArray: [0x15n, "Inbox"] }]);
  });

  test("of another table are not used", () => {
    expect(rowsExchange(withColumns(), 0x9999)).toBe("missing-context");
  });

  test("set earlier in the same buffers are used, also for a handle that is born there", () => {
    const conversation = new Conversation();
    const open: RopRequest = {
      ropId: RopId.GetContentsTable,
      logonId: 0,
      inputHandleIndex: 2,
      outputHandleIndex: 1,
      tableFlags: 0,
    };
    const opened: RopResponse = {
      ropId: RopId.GetContentsTable,
      outputHandleIndex: 1,
      outcome: "success",
      returnValue: 0,
      rowCount: 1,
    };
    const query: RopRequest = { ...queryRows, inputHandleIndex: 1 };
    const rows = { ...rowsOf("Drafts"), inputHandleIndex: 1 } as RopResponse;
    const { outputs } = conversation.exchange(
      [request([open, setColumns, query], [NONE, NONE, 0x77])],
      [response([opened, columnsSet, rows], [NONE, TABLE, 0x77])],
    );
    expect(outputs[0]?.responses[2]).toMatchObject({ rowData: [{ valueArray: [0x15n, "Drafts"] }] });
    expect(outputs[0]?.answers).toEqual([0, 1, 2]);
    expect(rowsExchange(conversation)).toEqual([{ flag: "standard", valueArray: [0x15n, "Inbox"] }]);
  });

  test("are unknown after RopResetTable, after a refused RopSetColumns, and after RopRelease", () => {
    const reset = withColumns();
    reset.exchange(
      [request([{ ropId: RopId.ResetTable, logonId: 0, inputHandleIndex: 0 }], [TABLE])],
      [response([{ ropId: RopId.ResetTable, inputHandleIndex: 0, returnValue: 0 }], [TABLE])],
    );
    expect(rowsExchange(reset)).toBe("missing-context");

    const refused = withColumns();
    refused.exchange([request([setColumns], [NONE, TABLE])], [response([columnsRefused], [NONE, TABLE])]);
    expect(rowsExchange(refused)).toBe("missing-context");

    const released = withColumns();
    released.exchange(
      [request([{ ropId: RopId.Release, logonId: 0, inputHandleIndex: 0 }], [TABLE])],
      [response([], [TABLE])],
    );
    expect(rowsExchange(released)).toBe("missing-context");
    expect(released.state.handles).toEqual({});
  });

  test("still serve a RopQueryRows in front of the RopRelease of the same buffer", () => {
    const conversation = withColumns();
    const { outputs } = conversation.exchange(
      [request([queryRows, { ropId: RopId.Release, logonId: 0, inputHandleIndex: 0 }], [TABLE])],
      [response([rowsOf("Sent")], [TABLE])],
    );
    expect(outputs[0]?.responses).toHaveLength(1);
    expect(conversation.state.handles).toEqual({});
  });

  test("decode the row of a notification for the table's handle", () => {
    const conversation = withColumns();
    const notify: RopResponse = {
      ropId: RopId.Notify,
      notificationHandle: TABLE,
      logonId: 0,
      notificationData: {
        type: "tableModified",
        tableEventType: "tableRowAdded",
        inSearchFolder: false,
        tableRowFolderId: 1n,
        insertAfterTableRowFolderId: 2n,
        tableRowData: { flag: "standard", valueArray: [0x15n, "New"] },
      },
    };
    const payload = response([notify], []);
    expect(conversation.exchange([], [payload]).outputs[0]?.responses[0]).toMatchObject({
      notificationData: { tableRowData: { valueArray: [0x15n, "New"] } },
    });
    expect(new Conversation().exchange([], [payload]).outputs[0]?.responses[0]).toMatchObject({
      notificationData: { tableRowData: { undecoded: "missing-context" } },
    });
  });
});

describe("columns of recipients", () => {
  test("are unknown after RopModifyRecipients, and what stands behind the rows is read", () => {
    const conversation = new Conversation({ logons: {}, handles: { 5: { recipientColumns: [0x0c150003] } } });
    const modify: RopRequest = {
      ...{ ropId: RopId.ModifyRecipients, logonId: 0, inputHandleIndex: 0 },
      ...{ recipientColumns: [0x0c150003, 0x3ffd0003], recipientRows: [] },
    };
    const read: RopRequest = { ropId: RopId.ReadRecipients, logonId: 0, inputHandleIndex: 0, rowId: 0 };
    // As gromox answers: a row with the columns that were added, and a RopPending.
    const row = "00000000 01 e404 0000 0d00 0000 0200 00 03000000 04000000".replaceAll(" ", "");
    const list = bytesOf(`0e0000000000 0f0000000000 01 ${row} 6e0700`.replaceAll(" ", ""));
    const payload = Uint8Array.from([list.length + 2, 0, ...list, 5, 0, 0, 0]);
    const { outputs } = conversation.exchange([request([modify, read], [5])], [payload]);
    expect(outputs[0]?.undecoded).toBeUndefined();
    expect(outputs[0]?.responses).toMatchObject([
      { ropId: RopId.ModifyRecipients },
      { recipientRows: [{ recipientRow: { undecoded: "missing-context" } }] },
      { ropId: RopId.Pending, sessionIndex: 7 },
    ]);
  });
});

describe("chained answers", () => {
  test("each further output buffer answers the last request once more", () => {
    const conversation = withColumns();
    const { outputs } = conversation.exchange(
      [request([queryRows], [TABLE])],
      [response([rowsOf("A")], [TABLE]), response([rowsOf("B")], [TABLE])],
    );
    expect(outputs.map(({ responses }) => responses[0])).toMatchObject([
      { rowData: [{ valueArray: [0x15n, "A"] }] },
      { rowData: [{ valueArray: [0x15n, "B"] }] },
    ]);
    expect(outputs.map(({ answers }) => answers)).toEqual([[0], [0]]);
  });
});

describe("what the request said", () => {
  test("property tags come from the request that is answered", () => {
    const conversation = new Conversation();
    const get: RopRequest = {
      ropId: RopId.GetPropertiesSpecific,
      logonId: 0,
      inputHandleIndex: 0,
      propertySizeLimit: 0,
      wantUnicode: true,
      propertyTags: [0x3001001f],
    };
    const got: RopResponse = {
      ropId: RopId.GetPropertiesSpecific,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      rowData: { flag: "standard", valueArray: ["x"] },
    };
    const payload = encodeOutputBuffer([got], [5], { requests: [get] });
    expect(conversation.exchange([request([get], [5])], [payload]).outputs[0]?.responses[0]).toEqual(got);
    expect(conversation.exchange([], [payload]).outputs[0]?.undecoded?.reason.code).toBe("missing-context");
  });
});

describe("logons", () => {
  const logon: RopRequest = {
    ropId: RopId.Logon,
    logonId: 3,
    outputHandleIndex: 0,
    logonKind: "public",
    undercover: false,
    ghosted: false,
    spoolerProcess: false,
    openFlags: 0,
  };

  test("the kind of a logon decides later requests", () => {
    const conversation = new Conversation();
    conversation.exchange([request([logon], [NONE])], [response([publicLogon], [1])]);
    expect(conversation.state.logons).toEqual({ 3: { handle: 1, logonKind: "public" } });
    const mark: RopRequest = {
      ropId: RopId.SetMessageReadFlag,
      logonId: 3,
      responseHandleIndex: 0,
      inputHandleIndex: 1,
      readFlags: 0,
      clientData: new Uint8Array(24),
    };
    const payload = encodeInputBuffer([mark], [1, 2], { context: { logonKind: "public" } });
    expect(conversation.exchange([payload], []).inputs[0]?.requests[0]).toEqual(mark);
    expect(new Conversation().exchange([payload], []).inputs[0]?.undecoded?.reason.code).toBe("missing-context");
  });

  test("a new logon under the same id ends the objects of the old one", () => {
    const conversation = new Conversation();
    conversation.exchange(
      [request([{ ...setColumns, logonId: 3 }], [NONE, TABLE])],
      [response([columnsSet], [NONE, TABLE])],
    );
    expect(Object.keys(conversation.state.handles)).toEqual([String(TABLE)]);
    conversation.exchange([request([logon], [NONE])], [response([publicLogon], [1])]);
    expect(conversation.state.handles).toEqual({ 1: { logonId: 3, madeBy: RopId.Logon } });
  });
});

describe("state", () => {
  test("goes to JSON and back, and continues where it was", () => {
    const state = JSON.parse(JSON.stringify(withColumns().state)) as ReturnType<typeof withColumns>["state"];
    expect(rowsExchange(new Conversation(state))).toEqual([{ flag: "standard", valueArray: [0x15n, "Inbox"] }]);
  });

  test("is a copy", () => {
    const conversation = withColumns();
    const { state } = conversation;
    conversation.disconnect();
    expect(Object.keys(state.handles)).toEqual([String(TABLE)]);
    expect(conversation.state).toEqual({ logons: {}, handles: {} });
  });
});

describe("the code page of the session", () => {
  test("reads and keeps 8-bit strings", () => {
    const set: RopResponse = {
      ropId: RopId.GetPropertiesSpecific,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      rowData: { flag: "standard", valueArray: ["\u20ac"] },
    };
    const get: RopRequest = {
      ropId: RopId.GetPropertiesSpecific,
      logonId: 0,
      inputHandleIndex: 0,
      propertySizeLimit: 0,
      wantUnicode: false,
      propertyTags: [0x3001001e],
    };
    // 0x80 is the euro sign in Windows-1252.
    const payload = Uint8Array.from([11, 0, 0x07, 0, 0, 0, 0, 0, 0, 0x80, 0, 5, 0, 0, 0]);
    const conversation = new Conversation();
    conversation.connect(1252);
    expect(conversation.exchange([request([get], [5])], [payload]).outputs[0]?.responses).toEqual([set]);
    expect(conversation.state.codePage).toBe(1252);
    // What is written for it takes both from it.
    const { memory, codePage: page } = conversation;
    const options = { requests: [get], memory, codePage: page };
    expect(encodeOutputBuffer([set], [5], options)).toEqual(payload);
    conversation.connect(123456);
    expect(conversation.codePage).toBeUndefined();
    expect(codePage(1251)).not.toBe(codePage(1252));
    expect(codePageNumbers).toContain(1251);
  });
});

describe("without what is needed", () => {
  test("what was lacking is named, with the handle", () => {
    const conversation = new Conversation();
    const payload = response([rowsOf("Inbox")], [TABLE]);
    const { lacks, outputs } = conversation.exchange([request([queryRows], [TABLE])], [payload]);
    expect(lacks).toEqual([{ context: "tableColumns", key: "inputHandleIndex", value: 0, handle: TABLE }]);
    expect(outputs[0]?.undecoded?.bytes.length).toBe(
      encodeRopResponses([rowsOf("Inbox")], { context: { tableColumns: COLUMNS } }).length,
    );
  });

  test("what several elements of a response lack is named once", () => {
    const recipient = (rowId: number) => ({
      ...{ rowId, type: "to", resend: false, received: false, codePageId: 1252 },
      recipientRow: { undecoded: "missing-context", bytes: Uint8Array.of(rowId) },
    });
    const read = {
      ...{ ropId: RopId.ReadRecipients, inputHandleIndex: 0, outcome: "success", returnValue: 0 },
      recipientRows: [recipient(1), recipient(2)],
    } as RopResponse;
    const get: RopRequest = { ropId: RopId.ReadRecipients, logonId: 0, inputHandleIndex: 0, rowId: 0 };
    const { lacks, outputs } = new Conversation().exchange([request([get], [5])], [response([read], [])]);
    expect(outputs[0]?.responses).toEqual([read]);
    expect(lacks).toEqual([{ context: "recipientColumns", key: "inputHandleIndex", value: 0, handle: 5 }]);
  });

  test("notifications lack the columns of their table only where they carry a row", () => {
    const changed = { type: "tableModified", inSearchFolder: false, message: false, tableEventType: "tableChanged" };
    const added = {
      ...{ type: "tableModified", inSearchFolder: false, tableEventType: "tableRowAdded" },
      ...{ tableRowFolderId: 1n, tableRowMessageId: 2n, tableRowInstance: 0 },
      ...{ insertAfterTableRowFolderId: 1n, insertAfterTableRowId: 3n, insertAfterTableRowInstance: 0 },
      tableRowData: { undecoded: "missing-context", bytes: Uint8Array.of(0) },
    };
    const notify = (notificationHandle: number, notificationData: object): RopResponse =>
      ({ ropId: RopId.Notify, notificationHandle, logonId: 0, notificationData }) as RopResponse;
    const notified = [notify(7, changed), notify(8, added), notify(9, changed)];
    const payload = encodeOutputBuffer(notified, []);
    const { lacks, outputs } = new Conversation().exchange([], [payload]);
    expect(outputs[0]?.responses).toEqual(notified);
    expect(lacks).toEqual([{ context: "tableColumns", key: "notificationHandle", value: 8 }]);

    // Where they are known, only that one is read with them, whatever else was given.
    const conversation = new Conversation();
    for (const handle of [7, 8]) conversation.memory.remember("tableColumns", "notificationHandle", handle, []);
    const known = conversation.exchange([], [payload]).outputs[0];
    expect(known?.responses[1]).toMatchObject({
      notificationData: { tableRowData: { flag: "standard", valueArray: [] } },
    });
    expect(known?.contexts).toEqual([{}, { tableColumns: [] }, {}]);
    const context = { tableColumns: COLUMNS };
    const given = decodeRopResponses(encodeRopResponses(notified), { context, memory: conversation.memory });
    expect(given.responses).toEqual(known?.responses);
    expect(given.contexts).toEqual([{ tableColumns: [] }, { tableColumns: [] }, context]);

    // Each may have a reader of its own, and begin where the one before began.
    const { memory } = new Conversation();
    memory.remember("tableColumns", "notificationHandle", 5, []);
    const contexts = new ResponseContexts({ memory });
    const read = [notify(8, added), notify(5, added)].map((response) => {
      const r = new Reader(encodeRopResponses([response]));
      const decoded = decodeRopResponse(r, contexts.at(r));
      contexts.settle(decoded);
      return [decoded, contexts.context];
    });
    expect(read[0]).toEqual([notify(8, added), {}]);
    expect(read[1]).toEqual([
      notify(5, { ...added, tableRowData: { flag: "standard", valueArray: [] } }),
      { tableColumns: [] },
    ]);
  });

  test("malformed payloads are kept with the reason and what was read of them", () => {
    const payload = response([columnsSet, columnsSet], [NONE, TABLE]).slice(0, 12);
    payload[0] = 12; // RopSize: the list ends inside the second response
    const { outputs } = new Conversation().exchange([], [payload]);
    expect(outputs[0]?.unread?.error.code).toBe("truncated");
    expect(outputs[0]?.unread?.bytes).toEqual(payload);
    expect(outputs[0]?.responses).toEqual([columnsSet]);
    expect(new Conversation().exchange([Uint8Array.of(9)], []).inputs[0]?.unread?.error.code).toBe("truncated");
  });
});
