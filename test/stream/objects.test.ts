/** What a conversation knows of objects: the code page of their strings, what made them, and when they are gone. */
import { describe, expect, test } from "vitest";
import {
  Conversation,
  decodeInputBuffer,
  decodeRopRequests,
  encodeInputBuffer,
  encodeOutputBuffer,
  encodeRopRequests,
  Memory,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";
import { publicLogon } from "../public-logon.js";
import { hexOf } from "../support/reading.js";

const NONE = 0xffffffff;
/** PidTagSubject as an 8-bit string. */
const SUBJECT = 0x0037001e;

const at = (inputHandleIndex: number) => ({ logonId: 0, inputHandleIndex });
const createMessage = (codePageId: number, outputHandleIndex = 1): RopRequest => ({
  ropId: RopId.CreateMessage,
  ...at(0),
  outputHandleIndex,
  codePageId,
  folderId: 1n,
  associatedFlag: false,
});
const created = (outputHandleIndex = 1): RopResponse => ({
  ropId: RopId.CreateMessage,
  outputHandleIndex,
  outcome: "success",
  returnValue: 0,
});
const attach = (from: number, to: number): RopRequest => ({
  ropId: RopId.CreateAttachment,
  ...at(from),
  outputHandleIndex: to,
});
const attached = (outputHandleIndex: number): RopResponse => ({
  ropId: RopId.CreateAttachment,
  outputHandleIndex,
  outcome: "success",
  returnValue: 0,
  attachmentId: 0,
});
const getSubject = (index: number): RopRequest => ({
  ropId: RopId.GetPropertiesSpecific,
  ...at(index),
  propertySizeLimit: 0,
  wantUnicode: false,
  propertyTags: [SUBJECT],
});
const setSubject = (index: number, value: string): RopRequest => ({
  ropId: RopId.SetProperties,
  ...at(index),
  propertyValues: [{ propertyTag: SUBJECT, propertyValue: value }],
});
const subject = (index: number, value: string): RopResponse => ({
  ropId: RopId.GetPropertiesSpecific,
  inputHandleIndex: index,
  outcome: "success",
  returnValue: 0,
  rowData: { flag: "standard", valueArray: [value] },
});
const release = (index: number): RopRequest => ({ ropId: RopId.Release, ...at(index) });
const logon = (logonId: number, logonKind: "private" | "public" = "private"): RopRequest => ({
  ropId: RopId.Logon,
  logonId,
  outputHandleIndex: 0,
  logonKind,
  undercover: false,
  ghosted: false,
  spoolerProcess: false,
  openFlags: 0,
});

function session(): Conversation {
  const conversation = new Conversation();
  conversation.connect(1252);
  return conversation;
}

/** What an 8-bit subject of the one byte E6 is read as. */
function subjectOf(conversation: Conversation, handle: number): unknown {
  const answer = Uint8Array.of(
    11,
    0,
    0x07,
    0,
    0,
    0,
    0,
    0,
    0,
    0xe6,
    0,
    ...new Uint8Array(Uint32Array.of(handle).buffer),
  );
  const { outputs } = conversation.exchange([encodeInputBuffer([getSubject(0)], [handle])], [answer]);
  const [response] = outputs[0]?.responses ?? [];
  return response?.ropId === RopId.GetPropertiesSpecific && response.outcome === "success"
    ? response.rowData.valueArray[0]
    : response;
}

function create(conversation: Conversation, codePageId: number): void {
  conversation.exchange(
    [encodeInputBuffer([createMessage(codePageId), attach(1, 2)], [9, NONE, NONE])],
    [encodeOutputBuffer([created(), attached(2)], [9, 0x51, 0x52])],
  );
}

describe("the code page of 8-bit strings (MS-OXCROPS_R4607, R4724)", () => {
  test("is the message's for the message and what is opened from it, the session's for all else", () => {
    const conversation = session();
    create(conversation, 1251);
    expect([0x51, 0x52, 9].map((handle) => subjectOf(conversation, handle))).toEqual(["ж", "ж", "æ"]);
  });

  test("is the session's where the message is opened with 0x0FFF, and no other where it is not known here", () => {
    const conversation = session();
    create(conversation, 0x0fff);
    expect(subjectOf(conversation, 0x51)).toBe("æ");
    create(conversation, 1200);
    expect(subjectOf(conversation, 0x51)).toBe("\xe6");
  });

  test("holds for a message that is made in the same buffer, requests and responses, read and written", () => {
    const requests = [createMessage(1251), setSubject(1, "ж"), attach(1, 2), setSubject(2, "ж"), getSubject(2)];
    const input = encodeInputBuffer(requests, [9, NONE, NONE]);
    expect(hexOf(input).match(/3700e600/g)).toHaveLength(2);
    const set: RopResponse = {
      ropId: RopId.SetProperties,
      inputHandleIndex: 1,
      outcome: "success",
      returnValue: 0,
      propertyProblems: [],
    };
    const responses = [created(), set, attached(2), { ...set, inputHandleIndex: 2 }, subject(2, "ж")];
    const output = encodeOutputBuffer(responses, [9, 0x51, 0x52], { requests });
    const exchange = session().exchange([input], [output]);
    expect(exchange.inputs[0]?.requests).toEqual(requests);
    expect(exchange.outputs[0]?.responses).toEqual(responses);
  });

  test("does not outlive the message", () => {
    const conversation = session();
    create(conversation, 1251);
    conversation.exchange([encodeInputBuffer([release(0)], [0x51])], [encodeOutputBuffer([], [NONE])]);
    expect(subjectOf(conversation, 0x51)).toBe("æ");
    expect(subjectOf(conversation, 0x52)).toBe("ж");
    // The handle is given to another object, and nobody saw the first one released.
    const openFolder: RopRequest = {
      ropId: RopId.OpenFolder,
      ...at(0),
      outputHandleIndex: 1,
      folderId: 1n,
      openModeFlags: 0,
    };
    const opened: RopResponse = {
      ropId: RopId.OpenFolder,
      outputHandleIndex: 1,
      outcome: "success",
      returnValue: 0,
      hasRules: false,
      isGhosted: false,
    };
    conversation.exchange([encodeInputBuffer([openFolder], [9, NONE])], [encodeOutputBuffer([opened], [9, 0x52])]);
    expect(subjectOf(conversation, 0x52)).toBe("æ");
    expect(conversation.memory.object(0x52)).toEqual({ logonId: 0, madeBy: RopId.OpenFolder });
  });
});

describe("a logon in the same buffer", () => {
  const mark: RopRequest & { readonly clientData?: Uint8Array | undefined } = {
    ropId: RopId.SetMessageReadFlag,
    logonId: 3,
    responseHandleIndex: 1,
    inputHandleIndex: 2,
    readFlags: 0,
    clientData: new Uint8Array(24).fill(7),
  };
  const requests = [logon(3, "public"), mark];

  test("says what kind it is to those that depend on it: encoded and decoded without a context", () => {
    const bytes = encodeRopRequests(requests);
    expect(decodeRopRequests(bytes).requests).toEqual(requests);
    expect(decodeRopRequests(encodeRopRequests([mark], { context: { logonKind: "public" } })).undecoded).toBeDefined();
    const buffer = encodeInputBuffer(requests, [NONE, 1, 2]);
    expect(decodeInputBuffer(buffer).requests).toEqual(requests);
  });

  test("of the same id comes before the one that is remembered", () => {
    const memory = new Memory({ logons: { 3: { logonKind: "private" } }, handles: {} });
    expect(decodeRopRequests(encodeRopRequests(requests, { memory }), { memory }).requests).toEqual(requests);
    const { clientData: _, ...privately } = mark;
    expect(hexOf(encodeRopRequests([privately], { memory }))).toBe("1103010200");
  });
});

describe("what is gone", () => {
  const handles = (conversation: Conversation) => Object.keys(conversation.state.handles).map(Number);

  function withLogon(): Conversation {
    const conversation = session();
    conversation.exchange(
      [encodeInputBuffer([logon(0, "public"), createMessage(1251)], [NONE, NONE])],
      [encodeOutputBuffer([publicLogon, created()], [1, 0x51])],
    );
    return conversation;
  }

  test("all objects of a logon that is released, or replaced", () => {
    const released = withLogon();
    expect(handles(released)).toEqual([1, 0x51]);
    released.exchange([encodeInputBuffer([release(0)], [1])], [encodeOutputBuffer([], [1])]);
    expect(released.state).toEqual({ logons: {}, handles: {}, codePage: 1252 });
    const replaced = withLogon();
    replaced.exchange([encodeInputBuffer([logon(0)], [NONE])], [encodeOutputBuffer([publicLogon], [2])]);
    expect(handles(replaced)).toEqual([2]);
  });

  test("the handle of the request, even if the returned table is shorter or has another object at the index", () => {
    const tables = [[], [NONE], [0x77]];
    for (const table of tables) {
      const conversation = withLogon();
      conversation.exchange([encodeInputBuffer([release(0)], [0x51])], [encodeOutputBuffer([], table)]);
      expect(handles(conversation)).toEqual([1]);
    }
  });

  test("nothing that the server gave back: RopBufferTooSmall, RopBackoff", () => {
    const requests = [getSubject(0), release(0)];
    const full: RopResponse = {
      ropId: RopId.BufferTooSmall,
      sizeNeeded: 4000,
      requestBuffers: encodeRopRequests(requests),
    };
    const busy: RopResponse = {
      ropId: RopId.Backoff,
      logonId: 0,
      duration: 1,
      backoffRopData: [],
      additionalData: new Uint8Array(0),
    };
    for (const [response, executed] of [[full, 0] as const, [busy, 0] as const]) {
      const conversation = withLogon();
      const output = encodeOutputBuffer([response], [0x51]);
      const { outputs } = conversation.exchange([encodeInputBuffer(requests, [0x51])], [output]);
      expect(outputs[0]?.executed).toBe(executed);
      expect(handles(conversation)).toEqual([1, 0x51]);
    }
    const conversation = withLogon();
    const rest: RopResponse = { ...full, requestBuffers: encodeRopRequests([getSubject(1)]) };
    const output = encodeOutputBuffer([rest], [0x51, 1]);
    conversation.exchange([encodeInputBuffer([release(0), getSubject(1)], [0x51, 1])], [output]);
    expect(handles(conversation)).toEqual([1]);
  });

  test("what an answer that was lost, or cannot be read, would have ended", () => {
    const input = encodeInputBuffer([release(0)], [0x51]);
    for (const answers of [[], [Uint8Array.of(9)], [Uint8Array.of(3, 0, 0x00)], [Uint8Array.of(3, 0, 0x6e)]]) {
      const conversation = withLogon();
      conversation.exchange([input], answers);
      expect(handles(conversation)).toEqual([1]);
    }
  });
});

describe("an answer that was lost", () => {
  const setColumns = (propertyTags: readonly number[]): RopRequest => ({
    ropId: RopId.SetColumns,
    ...at(0),
    setColumnsFlags: 0,
    propertyTags,
  });

  test("is taken for a good one: the old columns are not used for what comes later", () => {
    const memory = { logons: {}, handles: { 5: { tableColumns: [SUBJECT] } } };
    const conversation = new Conversation(memory);
    conversation.exchange([encodeInputBuffer([setColumns([0x67480014])], [5])], []);
    expect(conversation.state.handles).toEqual({ 5: { logonId: 0, tableColumns: [0x67480014] } });
    conversation.exchange([encodeInputBuffer([{ ropId: RopId.ResetTable, ...at(0) }], [5])], []);
    expect(conversation.state.handles).toEqual({});
  });

  test("keeps what was read before the damage, paired with its request", () => {
    const requests = [createMessage(1251), createMessage(1252, 2)];
    const whole = encodeOutputBuffer([created(), created(2)], [9, 0x51, 0x52]);
    const list = whole.slice(2, 2 + 7 + 3);
    const damaged = Uint8Array.from([list.length + 2, 0, ...list, 9, 0, 0, 0, 0x51, 0, 0, 0, 0x52, 0, 0, 0]);
    const conversation = session();
    const { outputs } = conversation.exchange([encodeInputBuffer(requests, [9, NONE, NONE])], [damaged]);
    expect(outputs[0]).toMatchObject({
      responses: [created()],
      answers: [0],
      unread: { error: { code: "truncated" } },
    });
    expect(conversation.memory.object(0x51)).toMatchObject({ codePageId: 1251 });
  });
});

test("what is lacking is noted up to a bound, until it is taken", () => {
  const memory = new Memory();
  for (let index = 0; index < 5000; index++) memory.lack("tableColumns", "notificationHandle", index);
  expect(memory.takeLacks()).toHaveLength(1000);
  expect(memory.takeLacks()).toEqual([]);
});

describe("what is written", () => {
  const release = (index: number): RopRequest => ({ ropId: RopId.Release, ...at(index) });
  const exchange = {
    requests: [createMessage(1251), release(0), release(1)],
    input: [7, NONE],
    responses: [created()],
    output: [7, 9],
  };

  test("leaves what reading leaves, released objects at the end of the list too", () => {
    const read = new Conversation({ logons: {}, handles: { 7: { madeBy: RopId.OpenFolder } } });
    const written = new Memory(read.state);
    const { requests, responses, input, output } = exchange;
    const inputBytes = encodeInputBuffer(requests, input, { memory: written });
    const outputBytes = encodeOutputBuffer(responses, output, { requests, memory: written });
    read.exchange([inputBytes], [outputBytes]);
    expect(written.state).toEqual(read.memory.state);
    expect(written.state.handles).toEqual({});
  });

  test("can be tried out with a copy, in the middle of an exchange", () => {
    const memory = new Memory({ logons: {}, handles: { 7: { tableColumns: [0x3001001f] } } });
    const query: RopRequest = { ropId: RopId.QueryRows, ...at(0), queryRowsFlags: 0, forwardRead: true, rowCount: 1 };
    const rows: RopResponse = {
      ...{ ropId: RopId.QueryRows, inputHandleIndex: 0, outcome: "success", returnValue: 0 },
      ...{ origin: "end", rowData: [{ flag: "standard", valueArray: ["In"] }] },
    };
    const requests = [query, release(0)];
    encodeInputBuffer(requests, [7], { memory });
    const once = encodeOutputBuffer([rows], [NONE], { requests, memory: memory.copy() });
    expect(memory.object(7)).toBeDefined();
    expect(encodeOutputBuffer([rows], [NONE], { requests, memory })).toEqual(once);
    expect(memory.object(7)).toBeUndefined();
  });
});
