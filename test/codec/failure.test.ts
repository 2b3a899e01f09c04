/** The failed response of every ROP that clients send. */
import { expect, test } from "vitest";
import { encodeRopResponse, type RopRequest } from "../../generated/rops.js";
import type { BodyModel } from "../../scripts/ir/model.js";
import { decodeRopResponses, encode, failureOf } from "../../src/index.js";
import { model } from "../support/codecs.js";

const NOT_SUPPORTED = 0x80040102;

function propertiesOf(body: BodyModel | undefined): readonly string[] {
  const rows = body === undefined || body.body === "type" ? [] : body.body === "rows" ? body.rows : body.head;
  return rows.flatMap((row) => (row.row === "field" ? [row.property] : []));
}

const rops = model.rops.filter(({ request, response }) => request !== undefined && response !== undefined);

test("there are that many", () => {
  expect(rops.length).toBeGreaterThan(120);
});

test.each(rops)("$name", ({ id, responseId, request, response }) => {
  // Each handle index of the request is another number.
  const indexes = propertiesOf(request?.body).filter((name) => name.endsWith("HandleIndex"));
  const values = Object.fromEntries(indexes.map((name, index) => [name, index + 1]));
  const failed = failureOf({ ropId: id, ...values } as unknown as RopRequest, NOT_SUPPORTED);
  expect(failed).toMatchObject({ ropId: responseId, returnValue: NOT_SUPPORTED });

  const [repeated, returnValue] = propertiesOf(response?.body);
  expect(returnValue).toBe("returnValue");
  expect(failed).toHaveProperty(repeated!, values[repeated!]);

  // The form is complete: another response can follow.
  const bytes = encode(encodeRopResponse, failed);
  expect([...bytes.subarray(0, 6)]).toEqual([responseId, values[repeated!], 0x02, 0x01, 0x04, 0x80]);
  const { responses } = decodeRopResponses(Uint8Array.from([...bytes, 0x6e, 1, 0]));
  expect(responses).toEqual([failed, { ropId: 0x6e, sessionIndex: 1 }]);
});

test("RopRelease has none", () => {
  expect(() => failureOf({ ropId: 0x01, logonId: 0, inputHandleIndex: 0 }, NOT_SUPPORTED)).toThrow(RangeError);
});
