/** Whatever bytes come: every decoder gives a value or a RopDecodeError, soon and without much memory. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Raw } from "../../scripts/interpret/conditions.js";
import {
  CountWidths,
  decode,
  decodeInputBuffer,
  decodeOutputBuffer,
  decodePropertyValue,
  decodeRestriction,
  decodeRopRequests,
  decodeRopResponses,
  decodeRuleAction,
  decompress,
  encode,
  encodeRestriction,
  encodeRuleAction,
  openExtendedBuffers,
  PropertyType,
  type Restriction,
  RopDecodeError,
  type RuleAction,
  readEnvelope,
} from "../../src/index.js";
import { codecs } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";
import { read } from "../support/reading.js";
import { runs } from "../support/runs.js";
import { callArguments, samples } from "../support/samples.js";

quickErrors();

/** Parameters as any user of a decoder could give them. */
const CONTEXT: ReadonlyMap<string, Raw> = new Map<string, Raw>([
  ["columns", [0x674a0014, 0x0037001f, 0x66000000, 0x80001102, 0x667900fd]],
  ["tableColumns", [0x674a0014, 0x0037001f, 0x66000000, 0x80001102, 0x667900fd]],
  ["recipientColumns", [0x3001001f, 0x39fe001f]],
  ["propertyTags", [0x674a0014, 0x0037001f]],
  ["propertyType", 0x101f],
  ["widths", 1],
  ["logonKind", 1],
]);

/** Nothing else may be thrown. */
function tolerate(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof RopDecodeError)) throw error;
  }
}

/** Mostly small numbers, as they stand in ROP buffers, or all the same. */
const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 60, size: "max" }),
  fc.uint8Array({ maxLength: 60, size: "max", max: 4 }),
  fc.tuple(fc.nat(255), fc.nat(200)).map(([byte, length]) => new Uint8Array(length).fill(byte)),
);

describe("random bytes", () => {
  for (const { codec, decode: run } of codecs) {
    test(codec.name, () => {
      const args = callArguments(codec, CONTEXT);
      const given = codec.params.filter(({ kind }) => kind === "parameter").map(({ name }) => name);
      const none = callArguments(codec, new Map([...CONTEXT].filter(([name]) => given.includes(name))));
      fc.assert(
        fc.property(garbage, fc.boolean(), (bytes, strict) => {
          // Behind its RopId a ROP gets further.
          if (codec.ropId !== undefined && bytes.length > 0) bytes[0] = codec.ropId;
          tolerate(() => run(bytes, args, { strict }));
          tolerate(() => run(bytes, none, { strict }));
        }),
        runs(30),
      );
    });
  }

  const whole: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
    decodeRopRequests: (bytes) => decodeRopRequests(bytes),
    decodeRopResponses: (bytes) => decodeRopResponses(bytes),
    decodeInputBuffer: (bytes) => decodeInputBuffer(bytes),
    decodeOutputBuffer: (bytes) => decodeOutputBuffer(bytes),
    openExtendedBuffers: (bytes) => openExtendedBuffers(bytes),
    decompress: (bytes) => decompress(bytes, 0x8000),
    readEnvelope: (bytes) => readEnvelope(bytes),
  };
  for (const [name, run] of Object.entries(whole)) {
    test(name, () => {
      fc.assert(
        fc.property(garbage, (bytes) => tolerate(() => run(bytes))),
        runs(300),
      );
    });
  }
});

describe("counts and sizes as large as they can be", () => {
  for (const { codec, decode: run } of codecs) {
    test(codec.name, () => {
      fc.assert(
        fc.property(samples(codec), ({ bytes, context, args }) => {
          const { marks } = read(codec, bytes, context);
          for (const { start, end } of marks.filter(({ derived }) => derived)) {
            const huge = bytes.slice().fill(0xff, start, end);
            const began = performance.now();
            tolerate(() => run(huge, args));
            expect(performance.now() - began).toBeLessThan(2000);
          }
        }),
        runs(10),
      );
    });
  }

  test.for([0xffffffff, 30_000_000, 3])(
    "%i values where two can stand fail before anything is made room for",
    (count) => {
      const bytes = new Uint8Array(4 + 16);
      new DataView(bytes.buffer).setUint32(0, count, true);
      const before = process.memoryUsage().heapUsed;
      // Not behind the two values, but where they begin: they have not been looked at.
      expect(() => decode(decodePropertyValue, bytes, PropertyType.multipleInteger64, CountWidths.narrow)).toThrow(
        expect.objectContaining({ code: "truncated", offset: 4 }),
      );
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
    },
  );
});

// ---- nesting ------------------------------------------------------------------------------------------------------

const NOT = 0x02;
const EXIST = [0x08, 0x1f, 0x00, 0x37, 0x00];

describe("nesting", () => {
  const wire = (nots: number): Uint8Array => Uint8Array.from([...new Array<number>(nots).fill(NOT), ...EXIST]);
  const value = (nots: number): Restriction => {
    let restriction: Restriction = { restrictType: "exist", propTag: 0x0037001f };
    for (let i = 0; i < nots; i++) restriction = { restrictType: "not", restriction };
    return restriction;
  };

  test("64 restrictions are read and written", () => {
    expect(decode(decodeRestriction, wire(63), 0)).toEqual(value(63));
    expect(encode(encodeRestriction, value(63), 0)).toEqual(wire(63));
  });

  test.for([64, 65, 1000, 100_000])("%i around one are too many, both ways", (nots) => {
    expect(() => decode(decodeRestriction, wire(nots), 0)).toThrow(
      expect.objectContaining({ code: "limit-exceeded", offset: 64 }),
    );
    expect(() => encode(encodeRestriction, value(nots), 0)).toThrow(
      expect.objectContaining({ code: "limit-exceeded" }),
    );
  });

  test("a restriction that holds itself is not written", () => {
    const restriction: { restrictType: "not"; restriction: Restriction } = {
      restrictType: "not",
      restriction: value(0),
    };
    restriction.restriction = restriction;
    expect(() => encode(encodeRestriction, restriction, 0)).toThrow(
      expect.objectContaining({ code: "limit-exceeded" }),
    );
  });

  test("rules in rules are no way around the limit", () => {
    // An action that sets a property to a rule's actions.
    let action: RuleAction = { actionBlocks: [{ actionType: "markAsRead", actionFlavor: 0, actionFlags: 0 }] };
    for (let i = 0; i < 70; i++) {
      const actionData = { propertyTag: 0x668000fe, propertyValue: action };
      action = { actionBlocks: [{ actionType: "tag", actionFlavor: 0, actionFlags: 0, actionData }] };
    }
    expect(() => encode(encodeRuleAction, action, 0)).toThrow(expect.objectContaining({ code: "limit-exceeded" }));
    expect(() => decode(decodeRuleAction, Uint8Array.from(nestedRules(70)), 0)).toThrow(
      expect.objectContaining({ code: "limit-exceeded" }),
    );
  });
});

/** Actions that set a property to a rule's actions, in so many levels. */
function nestedRules(levels: number): readonly number[] {
  const head = [levels === 0 ? 0x0b : 0x09, 0, 0, 0, 0, 0, 0, 0, 0];
  const block = levels === 0 ? head : [...head, 0xfe, 0x00, 0x80, 0x66, ...nestedRules(levels - 1)];
  return [1, 0, block.length & 0xff, block.length >> 8, ...block];
}
