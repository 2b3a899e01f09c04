/** The code by hand that ropwire is measured against does the same work: it too loses nothing of what was sent otherwise. */
import { expect, test } from "vitest";
import { payloads } from "../../bench/payloads/payloads.js";
import { decodeRequestsByHand, decodeResponsesByHand } from "../../bench/peers/hand-written-decode.js";
import { encodeRequestsByHand, encodeResponsesByHand, Output } from "../../bench/peers/hand-written-encode.js";
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopRequests,
  encodeRopResponses,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";

function measured(id: string): readonly (RopRequest | RopResponse)[] {
  return payloads.find((one) => one.id === id)!.values[0]!;
}

const requests = measured("requests") as readonly RopRequest[];
const notifications = measured("notifications") as readonly RopResponse[];

const SENT_OTHERWISE: readonly RopRequest[] = requests.flatMap((one): RopRequest[] => {
  switch (one.ropId) {
    case 0x07:
      return [{ ...one, wantUnicode: true, asSent: { wantUnicode: 0x102 } }];
    case 0x0a:
      return [{ ...one, asSent: { propertyValueSizeRest: Uint8Array.of(1, 2, 3) } }];
    case 0x15:
      return [{ ...one, forwardRead: true, asSent: { forwardRead: 7 } }];
    default:
      return [];
  }
});

const ANSWERED_OTHERWISE: readonly RopResponse[] = [
  ...measured("logon"),
  ...measured("message"),
  ...notifications,
].flatMap((one): RopResponse[] => {
  if (one.ropId === 0xfe && "outcome" in one && one.outcome === "success")
    return [{ ...one, asSent: { logonFlags: 0xa0, storeState: 9 } } as RopResponse];
  if (one.ropId === 0x2a && "notificationData" in one && one.notificationData.type === "newMail")
    return [{ ...one, notificationData: { ...one.notificationData, unicodeFlag: true, asSent: { unicodeFlag: 3 } } }];
  if (one.ropId === 0x03 && "outcome" in one && one.outcome === "success") {
    const recipientRows = one.recipientRows.map((recipient) => ({
      ...recipient,
      recipientRow: { ...recipient.recipientRow, asSent: { recipientFlags: 0x8800 } },
      asSent: { recipientType: 0x60, reserved: 0x1234, recipientRowRest: Uint8Array.of(9) },
    }));
    return [{ ...one, hasNamedProperties: true, recipientRows, asSent: { hasNamedProperties: 5 } } as RopResponse];
  }
  return [];
});

function written(write: (o: Output) => void): Uint8Array {
  const o = new Output();
  write(o);
  return o.bytes.subarray(0, o.pos);
}

test("requests that were sent otherwise", () => {
  expect(new Set(SENT_OTHERWISE.map(({ ropId }) => ropId)).size).toBe(3);
  const bytes = encodeRopRequests(SENT_OTHERWISE);
  expect(decodeRequestsByHand(bytes)).toEqual(decodeRopRequests(bytes).requests);
  expect(written((o) => encodeRequestsByHand(o, SENT_OTHERWISE))).toEqual(bytes);
});

test("responses that were sent otherwise", () => {
  expect(new Set(ANSWERED_OTHERWISE.map(({ ropId }) => ropId)).size).toBe(3);
  const bytes = encodeRopResponses(ANSWERED_OTHERWISE);
  expect(decodeResponsesByHand(bytes, undefined)).toEqual(decodeRopResponses(bytes).responses);
  expect(written((o) => encodeResponsesByHand(o, ANSWERED_OTHERWISE, undefined))).toEqual(bytes);
});

test("what it does not read, it refuses", () => {
  const bytes = encodeRopResponses(ANSWERED_OTHERWISE);
  const cut = Array.from({ length: bytes.length }, (_, length) => {
    try {
      return decodeResponsesByHand(bytes.subarray(0, length), undefined);
    } catch (error) {
      return error;
    }
  });
  const whole = decodeRopResponses(bytes).responses;
  for (const one of cut) {
    if (one instanceof Error) expect(one).toBeInstanceOf(RangeError);
    else expect(one).toEqual(whole.slice(0, (one as readonly unknown[]).length));
  }
});

test("what belongs to another form, it refuses as ropwire does", () => {
  const forms = new Map<string, { readonly value: RopResponse; readonly data: Readonly<Record<string, unknown>> }>();
  for (const value of ["small", "notifications", "logon"].flatMap(measured) as readonly RopResponse[]) {
    const data = { ...("notificationData" in value ? value.notificationData : value) } as Record<string, unknown>;
    forms.set([data.ropId, data.outcome, data.type, data.tableEventType].join(), { value, data });
  }
  const names = [...new Set([...forms.values()].flatMap(({ data }) => Object.keys(data)))];
  const outcomes = [...forms.values()].flatMap(({ value, data }) =>
    // It writes no counts, which notifications of every form can have.
    names.flatMap((name) => {
      if (name in data || name.endsWith("Count")) return [];
      const changed: object = { ...data, [name]: 7n };
      const one = "notificationData" in value ? { ...value, notificationData: changed } : changed;
      const list = [one as unknown as RopResponse];
      return [
        {
          name,
          data,
          ours: isRefused(() => encodeRopResponses(list)),
          byHand: isRefused(() => written((o) => encodeResponsesByHand(o, list, undefined))),
        },
      ];
    }),
  );
  expect(outcomes.filter(({ ours }) => ours).length).toBeGreaterThan(50);
  expect(outcomes.filter(({ ours, byHand }) => ours !== byHand)).toEqual([]);
});

function isRefused(encode: () => unknown): boolean {
  try {
    encode();
    return false;
  } catch {
    return true;
  }
}
