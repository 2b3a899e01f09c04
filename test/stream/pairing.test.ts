/** Responses find the requests that they answer, and take from them what their own bytes do not say. */
import { describe, expect, test } from "vitest";
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopResponses,
  Memory,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";
import { hexOf } from "../support/reading.js";
import { agreedVectors, bytesOf, type Vector } from "../support/vectors.js";

const release = (inputHandleIndex: number): RopRequest => ({ ropId: RopId.Release, logonId: 0, inputHandleIndex });
const pending: RopResponse = { ropId: RopId.Pending, sessionIndex: 1 };
const notify: RopResponse = {
  ropId: RopId.Notify,
  notificationHandle: 5,
  logonId: 0,
  notificationData: { type: "searchCompleted", inSearchFolder: false, folderId: 1n },
};
const getStatus: RopRequest = { ropId: RopId.GetStatus, logonId: 0, inputHandleIndex: 0 };
const status: RopResponse = {
  ropId: RopId.GetStatus,
  inputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  tableStatus: "complete",
};
const emptyFolder = (wantAsynchronous: boolean): RopRequest => ({
  ropId: RopId.EmptyFolder,
  logonId: 0,
  inputHandleIndex: 0,
  wantAsynchronous,
  wantDeleteAssociated: false,
});
const emptied: RopResponse = {
  ropId: RopId.EmptyFolder,
  inputHandleIndex: 0,
  returnValue: 0,
  partialCompletion: false,
};
const progress: RopResponse = {
  ropId: RopId.Progress,
  inputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  logonId: 0,
  completedTaskCount: 1,
  totalTaskCount: 2,
};
const backoff: RopResponse = {
  ropId: RopId.Backoff,
  logonId: 0,
  duration: 0x1234,
  backoffRopData: [],
  additionalData: new Uint8Array(0),
};

/** For each response the index of its request. */
function answers(requests: readonly RopRequest[], responses: readonly RopResponse[]): readonly number[] {
  const list = decodeRopResponses(encodeRopResponses(responses, { requests }), { requests });
  expect(list.responses).toEqual(responses);
  return list.answers;
}

describe("each response answers a request", () => {
  test("in the order of the requests", () => {
    expect(answers([getStatus, getStatus, emptyFolder(false)], [status, status, emptied])).toEqual([0, 1, 2]);
  });

  test("RopRelease has none", () => {
    expect(answers([release(0), getStatus, release(1), release(2), emptyFolder(false)], [status, emptied])).toEqual([
      1, 4,
    ]);
    expect(answers([release(0)], [])).toEqual([]);
  });

  test("RopNotify and RopPending answer none, wherever they stand", () => {
    expect(answers([getStatus], [status, notify, notify, pending])).toEqual([0, -1, -1, -1]);
    expect(answers([getStatus], [pending, status])).toEqual([-1, 0]);
    expect(answers([], [notify, pending])).toEqual([-1, -1]);
  });

  test("what answers nothing that was asked answers none", () => {
    expect(answers([emptyFolder(false)], [status])).toEqual([-1]);
    expect(answers([getStatus], [status, status])).toEqual([0, -1]);
  });

  test("a request that got no response is passed over", () => {
    expect(answers([emptyFolder(false), getStatus], [status])).toEqual([1]);
  });
});

describe("RopProgress", () => {
  test("stands in for the response of what may be done asynchronously", () => {
    expect(answers([emptyFolder(true)], [progress])).toEqual([0]);
    expect(answers([emptyFolder(true)], [emptied])).toEqual([0]);
    expect(answers([getStatus, emptyFolder(true), getStatus], [status, progress, status])).toEqual([0, 1, 2]);
  });

  test("does not where the request did not allow it", () => {
    expect(answers([emptyFolder(false)], [progress])).toEqual([-1]);
  });

  test("answers RopProgress", () => {
    const ask: RopRequest = { ropId: RopId.Progress, logonId: 0, inputHandleIndex: 0, wantCancel: false };
    expect(answers([ask], [progress])).toEqual([0]);
  });
});

test("RopBackoff stands in for whatever would have had a response", () => {
  expect(answers([release(0), getStatus, emptyFolder(false)], [backoff, emptied])).toEqual([1, 2]);
  expect(answers([getStatus], [status, backoff])).toEqual([0, -1]);
});

test("RopBufferTooSmall answers none: it holds the requests that were not processed", () => {
  const left = "040001020000";
  const list = decodeRopResponses(bytesOf(`16000000000000ff0080${"0400010200"}`), { requests: [getStatus] });
  expect(list.answers).toEqual([0, -1]);
  const last = list.responses[1];
  if (last?.ropId !== RopId.BufferTooSmall) throw new Error("no RopBufferTooSmall");
  expect(last.sizeNeeded).toBe(0x8000);
  expect(decodeRopRequests(last.requestBuffers).requests).toMatchObject([{ ropId: RopId.GetHierarchyTable }]);
  expect(left).toContain(hexOf(last.requestBuffers));
});

test("RopGetMessageStatus is answered under the id of RopSetMessageStatus, or under its own", () => {
  const get: RopRequest = { ropId: RopId.GetMessageStatus, logonId: 0, inputHandleIndex: 0, messageId: 1n };
  const set: RopRequest = {
    ropId: RopId.SetMessageStatus,
    logonId: 0,
    inputHandleIndex: 0,
    messageId: 1n,
    messageStatusFlags: 0,
    messageStatusMask: 0,
  };
  const as20 = "2000" + "00000000" + "01000000";
  const as1f = "1f00" + "00000000" + "02000000";
  for (const requests of [
    [get, set],
    [set, get],
  ]) {
    expect(decodeRopResponses(bytesOf(as20 + as20), { requests }).answers).toEqual([0, 1]);
  }
  const list = decodeRopResponses(bytesOf(as20 + as1f), { requests: [set, get] });
  expect(list.answers).toEqual([0, 1]);
  expect(list.responses[1]).toMatchObject({ messageStatusFlags: 2, asSent: { ropId: 0x1f } });
  expect(hexOf(encodeRopResponses(list.responses, { requests: [set, get] }))).toBe(as20 + as1f);
});

describe("what a response takes from requests", () => {
  test("the property tags of its own one, not of another of the same kind", () => {
    const ask = (...propertyTags: readonly number[]): RopRequest => ({
      ropId: RopId.GetPropertiesSpecific,
      logonId: 0,
      inputHandleIndex: 0,
      propertySizeLimit: 0,
      wantUnicode: true,
      propertyTags,
    });
    const told = (...valueArray: readonly (number | string)[]): RopResponse => ({
      ropId: RopId.GetPropertiesSpecific,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      rowData: { flag: "standard", valueArray },
    });
    expect(answers([ask(0x0e070003), ask(0x0037001f, 0x0e070003)], [told(7), told("Hi", 8)])).toEqual([0, 1]);
    const refused: RopResponse = {
      ropId: RopId.GetPropertiesSpecific,
      inputHandleIndex: 0,
      outcome: "failure",
      returnValue: 0x8004010f,
    };
    expect(answers([ask(0x0e070003), ask(0x0037001f)], [refused, told("Hi")])).toEqual([0, 1]);
  });

  const SET_COLUMNS = "12000000000000";
  for (const vector of agreedVectors().filter((one) => requestHex(one) !== undefined)) {
    test(`${vector.id}: read with its requests alone`, () => {
      const { prior, own } = requestHex(vector) ?? { prior: "", own: "" };
      const { requests } = decodeRopRequests(bytesOf(prior + own));
      const bytes = bytesOf((prior === "" ? "" : SET_COLUMNS) + vector.hex);
      const list = decodeRopResponses(bytes, { requests });
      expect(list.undecoded).toBeUndefined();
      const none = vector.rop === "RopBufferTooSmall";
      expect(list.answers).toEqual(none ? [-1] : requests.map((_, index) => index));
      expect(hexOf(encodeRopResponses(list.responses, { requests }))).toBe(hexOf(bytes));
    });
  }

  test("columns that an earlier list set, as long as the memory is the same", () => {
    const rows = agreedVectors().find(({ id }) => id === "agreed-RopQueryRows-std3-response");
    const { prior = "", own = "" } = (rows && requestHex(rows)) ?? {};
    const memory = new Memory();
    memory.useTable([0x42]);
    decodeRopResponses(bytesOf(SET_COLUMNS), { memory, requests: decodeRopRequests(bytesOf(prior)).requests });
    const { requests } = decodeRopRequests(bytesOf(own));
    const bytes = bytesOf(rows?.hex ?? "");
    const known = decodeRopResponses(bytes, { memory, requests });
    expect(known.responses).toMatchObject([{ rowData: [{ valueArray: { length: 6 } }, {}, {}] }]);
    expect(hexOf(encodeRopResponses(known.responses, { memory, requests }))).toBe(rows?.hex);
    expect(decodeRopResponses(bytes, { requests }).undecoded?.reason.code).toBe("missing-context");
    // Released, the table is another one.
    decodeRopResponses(new Uint8Array(0), { memory, requests: [release(0)] });
    memory.useTable([0x42]);
    expect(decodeRopResponses(bytes, { memory, requests }).undecoded?.reason.code).toBe("missing-context");
    expect(memory.takeLacks()).toEqual([{ context: "tableColumns", key: "inputHandleIndex", value: 0, handle: 0x42 }]);
  });
});

/** The requests that a source gives with a response. */
function requestHex({ context }: Vector): { readonly prior: string; readonly own: string } | undefined {
  const { requestRops, priorRequestRops = "" } = (context ?? {}) as Readonly<Record<string, string | undefined>>;
  return requestRops === undefined ? undefined : { prior: priorRequestRops, own: requestRops };
}
