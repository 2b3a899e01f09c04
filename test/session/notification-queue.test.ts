/** The server's queue of notifications: MS-OXCNOTIF 3.1.5, rules D of the notes on notifications. */
import { describe, expect, test } from "vitest";
import type { RopNotifyResponse } from "../../generated/rops/notification/rop-notify.js";
import { NotificationQueue } from "../../src/session/index.js";
import { decodeRopResponses } from "../../src/stream/index.js";

/** A notification of 20 bytes. */
function deleted(notificationHandle: number, folderId: bigint, messageId = 2n): RopNotifyResponse {
  const notificationData = { type: "objectDeleted", inSearchFolder: false, folderId, messageId } as const;
  return { ropId: 0x2a, notificationHandle, logonId: 0, notificationData };
}
/** RopId, NotificationHandle, LogonId, NotificationFlags, FolderId, MessageId. */
const SIZE = 1 + 4 + 1 + 2 + 8 + 8;
const PENDING = 3;

function queueOf(count: number, index = 7): NotificationQueue {
  const queue = new NotificationQueue(index);
  for (let i = 1; i <= count; i++) queue.add(deleted(1, BigInt(i)));
  return queue;
}

/** The folder of each RopNotify, and the index of each RopPending as text. */
function told(bytes: Uint8Array): readonly (bigint | string)[] {
  return decodeRopResponses(bytes).responses.map((response) => {
    if (response.ropId === 0x6e) return `pending ${response.sessionIndex}`;
    if (response.ropId !== 0x2a || !("folderId" in response.notificationData)) throw new Error("something else");
    return response.notificationData.folderId;
  });
}

describe("what fits", () => {
  test("D35 D36: all of them, oldest first, and nothing else", () => {
    const queue = queueOf(3);
    const { bytes, responses } = queue.fill(3 * SIZE);
    expect(bytes).toHaveLength(3 * SIZE);
    expect(told(bytes)).toEqual([1n, 2n, 3n]);
    expect(responses.map(({ ropId }) => ropId)).toEqual([0x2a, 0x2a, 0x2a]);
    expect(queue.size).toBe(0);
  });

  test("an empty queue fills nothing", () => {
    expect(new NotificationQueue(1).fill(1000)).toEqual({ responses: [], bytes: new Uint8Array(0) });
  });

  test("D36 D38: as many as fit, a RopPending last, and the rest with the next call, each exactly once", () => {
    const queue = queueOf(3);
    const first = queue.fill(2 * SIZE + PENDING);
    expect(told(first.bytes)).toEqual([1n, 2n, "pending 7"]);
    expect(first.responses.at(-1)).toEqual({ ropId: 0x6e, sessionIndex: 7 });
    expect(told(queue.fill(1000).bytes)).toEqual([3n]);
    expect(told(queue.fill(1000).bytes)).toEqual([]);
  });

  test("the last one needs no place for a RopPending behind it", () => {
    expect(told(queueOf(1).fill(SIZE).bytes)).toEqual([1n]);
    expect(told(queueOf(2).fill(2 * SIZE).bytes)).toEqual([1n, 2n]);
  });

  test("one that would take the place of the RopPending stays behind", () => {
    const queue = queueOf(3);
    expect(told(queue.fill(2 * SIZE + PENDING - 1).bytes)).toEqual([1n, "pending 7"]);
    expect(queue.size).toBe(2);
  });

  test("D36: a RopPending alone where not even one fits, and nothing where that does not fit either", () => {
    const queue = queueOf(1);
    expect(told(queue.fill(SIZE - 1).bytes)).toEqual(["pending 7"]);
    expect(told(queue.fill(PENDING - 1).bytes)).toEqual([]);
    expect(told(queue.fill(0).bytes)).toEqual([]);
    expect(told(queue.fill(-5).bytes)).toEqual([]);
    expect(queue.size).toBe(1);
  });

  test("one that fits is not put in front of an older one that does not", () => {
    const queue = new NotificationQueue(1);
    const tags = Array.from({ length: 50 }, (_, i) => 0x10003 + i * 0x10000);
    const large = { type: "objectModified", inSearchFolder: false, folderId: 1n, tags } as const;
    queue.add({ ropId: 0x2a, notificationHandle: 1, logonId: 0, notificationData: large });
    queue.add(deleted(1, 2n));
    expect(told(queue.fill(100).bytes)).toEqual(["pending 1"]);
  });
});

describe("linked session contexts", () => {
  test("D39: a RopPending for each that something waits for, behind the notifications of its own", () => {
    const own = queueOf(1, 1);
    const [busy, quiet] = [queueOf(2, 2), queueOf(0, 3)];
    expect(told(own.fill(1000, [busy, quiet, queueOf(1, 4)]).bytes)).toEqual([1n, "pending 2", "pending 4"]);
    expect(busy.size).toBe(2);
  });

  test("its own RopPending comes first, and those of others as far as they fit", () => {
    const own = queueOf(2, 1);
    const others = [queueOf(1, 2), queueOf(1, 3)];
    expect(told(own.fill(SIZE + 2 * PENDING, others).bytes)).toEqual([1n, "pending 1", "pending 2"]);
  });

  test("contexts with the same index are named once; itself among the linked ones does no harm", () => {
    const own = queueOf(1, 1);
    expect(told(own.fill(1000, [own, queueOf(1, 5), queueOf(1, 5)]).bytes)).toEqual([1n, "pending 5"]);
  });
});

describe("what the queue takes", () => {
  test("drop takes out what waits for a handle", () => {
    const queue = new NotificationQueue(1);
    for (const handle of [1, 2, 1]) queue.add(deleted(handle, BigInt(handle)));
    expect(queue.drop(1)).toBe(2);
    expect(queue.drop(9)).toBe(0);
    expect(told(queue.fill(1000).bytes)).toEqual([2n]);
  });

  test("the row of a table is encoded over the columns given", () => {
    const queue = new NotificationQueue(1);
    const row = { flag: "standard", valueArray: ["x"] } as const;
    const notificationData = {
      type: "tableModified",
      tableEventType: "tableRowAdded",
      inSearchFolder: false,
      tableRowFolderId: 1n,
      insertAfterTableRowFolderId: 0n,
      tableRowData: row,
    } as const;
    const response = { ropId: 0x2a, notificationHandle: 1, logonId: 0, notificationData } as const;
    queue.add(response, [0x3001001f]);
    const { bytes } = queue.fill(1000);
    const { responses } = decodeRopResponses(bytes, { context: { tableColumns: [0x3001001f] } });
    expect(responses[0]).toMatchObject({ notificationData: { tableRowData: row } });
    expect(() => queue.add(response)).toThrow("columns");
  });
});
