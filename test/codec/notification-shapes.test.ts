/** All 45 shapes of RopNotify, laid out by hand from the table of shapes, decode to exactly its fields and encode back. */
import { describe, expect, test } from "vitest";
import {
  decode,
  decodeRopNotifyResponse,
  decodeRopResponses,
  encode,
  encodeRopNotifyResponse,
  type NotificationData,
} from "../../src/index.js";
import { SHAPES } from "../support/notify-shapes.js";
import { hexOf } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";

describe("RopNotify", () => {
  for (const { name, flags, fields, columns, hex: data, value } of SHAPES) {
    test(name, () => {
      const hex = `2a${"44332211"}05${data}`;
      const decoded = decode(decodeRopNotifyResponse, bytesOf(hex), columns);
      const { message, ...rest } = decoded.notificationData as NotificationData & { message?: boolean };
      expect({ ...decoded, notificationData: rest }).toEqual({
        ropId: 0x2a,
        notificationHandle: 0x11223344,
        logonId: 5,
        notificationData: value,
      });
      // Where no field shows that the bit is set, a property does.
      if (!fields.some((field) => /^(TableRow)?MessageId$/i.test(field))) {
        const isTable = (flags & 0x0fff) === 0x0100;
        expect(message).toBe(isTable && !fields.includes("TableRowFolderID") ? (flags & 0x8000) !== 0 : undefined);
      } else expect(message).toBeUndefined();
      expect(hexOf(encode(encodeRopNotifyResponse, decoded, columns))).toBe(hex);
    });
  }
});

test("the counts stand where their bits are set, whatever the event: what is behind them is not taken for them", () => {
  const deleted = "2a440000000008100100000000000001020000000000000207000000";
  const { responses, undecoded } = decodeRopResponses(bytesOf(`${deleted}6e0700`));
  expect(undecoded).toBeUndefined();
  expect(responses).toMatchObject([
    { notificationData: { type: "objectDeleted", totalMessageCount: 7, unreadMessageCount: undefined } },
    { ropId: 0x6e, sessionIndex: 7 },
  ]);
});
