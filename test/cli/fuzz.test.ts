/** Whatever a line holds, it is answered, and never by a mistake of the program. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapes } from "../../generated/shapes.js";
import { Answerer } from "../../src/cli/answer.js";
import { agreedVectors, isRop } from "../support/vectors.js";
import { ask, pipeContext, type Reply } from "./ask.js";

const vectors = agreedVectors().filter(isRop);
const structures = Object.keys(shapes).filter((name) => !/^Rop.+(Request|Response)$/.test(name));
const kinds = [
  "rop-request",
  "rop-response",
  "rop-requests",
  "rop-responses",
  "rop-input-buffer",
  "rop-output-buffer",
  "extended-buffer",
  "mapihttp-request",
  "mapihttp-response",
  "lz77",
  ...structures.map((name) => `structure:${name}`),
];

function answered(line: string): Reply {
  const text = new Answerer().answer(line);
  expect(text).not.toContain("\n");
  const reply = JSON.parse(text) as Reply;
  expect(typeof reply.ok).toBe("boolean");
  expect(reply.error?.code).not.toBe("internal-error");
  return reply;
}

const context = fc.record(
  {
    columns: fc.array(
      fc.constantFrom("0x3001001f", "0x3001001e", "0x0e010048", "0x36020003", "0x66740014", "0x00fd00fd"),
    ),
    propertyTags: fc.array(fc.constantFrom("0x3001001f", "0x66790000", "0x0fff0102")),
    recipientColumns: fc.array(fc.constantFrom("0x3001001f", "0x39000003")),
    logon: fc.constantFrom("private", "public"),
    codePage: fc.constantFrom(1252, 932, 65001),
    propertyType: fc.constantFrom("string", "restriction", "ruleAction", "multipleBinary", 0x1234),
    widths: fc.constantFrom("narrow", "wide"),
    size: fc.nat(300),
    requests: fc.constantFrom("", "1500000000010100"),
  },
  { requiredKeys: [] },
);

/** A vector, whole or cut off or with bytes changed, or any bytes. */
const hex = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...vectors),
      fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
      fc.option(fc.nat(400)),
    )
    .map(([vector, changes, cut]) => {
      const bytes = Buffer.from(vector.hex, "hex");
      for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
      return bytes.subarray(0, cut === null ? bytes.length : cut % (bytes.length + 1)).toString("hex");
    }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString("hex")),
);

const requestType = fc.constantFrom("Connect", "Execute", "NotificationWait", "Disconnect", "PING");

describe("bytes of any kind", () => {
  it("are answered, and what is read is written again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), hex, context, requestType, (as, bytes, known, type) => {
        const question = { op: "decode", as, hex: bytes, context: known, requestType: type };
        const { ok, value, envelope } = answered(JSON.stringify(question));
        if (!ok || as === "lz77") return;
        const again = answered(JSON.stringify({ ...question, op: "encode", value, envelope }));
        if (envelope === undefined) expect(again).toEqual({ id: null, ok: true, hex: bytes });
      }),
      { numRuns: 1200 },
    );
  });

  it("are answered in conversations", () => {
    const answerer = new Answerer();
    const question = fc.record({
      op: fc.constantFrom("exchange", "exchange", "exchange", "state"),
      conversation: fc.constantFrom("a", "b"),
      as: fc.constantFrom(undefined, "rop-buffers"),
      requestType,
      request: fc.oneof(hex, hex.map(inBuffer)),
      response: fc.oneof(hex, hex.map(inBuffer)),
    });
    fc.assert(
      fc.property(question, (one) => {
        const { error } = JSON.parse(answerer.answer(JSON.stringify(one))) as Reply;
        expect(error?.code).not.toBe("internal-error");
      }),
      { numRuns: 800 },
    );
  });
});

/** A list of ROPs as a ROP buffer. */
function inBuffer(list: string): string {
  const size = Buffer.alloc(2);
  size.writeUInt16LE(2 + list.length / 2);
  return `${size.toString("hex")}${list}0700000008000000`;
}

/** The same JSON with one of its parts replaced. */
function withChange(json: unknown, steps: readonly number[], part: unknown): unknown {
  const [step = 0, ...others] = steps;
  if (typeof json !== "object" || json === null || steps.length === 0) return part;
  const keys = Object.keys(json);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return part;
  const changed = withChange((json as Readonly<Record<string, unknown>>)[key], others, part);
  if (Array.isArray(json)) return json.map((one: unknown, index) => (String(index) === key ? changed : one));
  return { ...json, [key]: changed };
}

describe("values of any kind", () => {
  const values = vectors.map((vector) => {
    const question = { as: vector.kind, context: pipeContext(vector) };
    return { question, value: ask({ ...question, op: "decode", hex: vector.hex }).value };
  });

  it("are answered", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...values),
        fc.array(fc.nat(20), { maxLength: 5 }),
        fc.oneof(fc.jsonValue(), fc.constantFrom("ff", "0", -1, 2 ** 32, 1e300, "__proto__", [], {}, null)),
        ({ question, value }, steps, part) => {
          answered(JSON.stringify({ ...question, op: "encode", value: withChange(value, steps, part) }));
        },
      ),
      { numRuns: 1200 },
    );
  });

  it("are answered for every structure", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.jsonValue(), context, (as, value, known) => {
        answered(JSON.stringify({ op: "encode", as, value, context: known }));
      }),
      { numRuns: 800 },
    );
  });
});

describe("lines of any kind", () => {
  it("are answered", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (line) => void answered(line)),
      { numRuns: 500 },
    );
  });

  it.each([
    ["deep lists", "[".repeat(1_000_000)],
    ["deep objects", '{"op":'.repeat(200_000)],
    ["a deep value", `{"op":"encode","as":"rop-response","value":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["a deep id", `{"id":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["a deep restriction", `{"op":"decode","as":"structure:Restriction","hex":"${"02".repeat(100_000)}"}`],
    ["a prototype", '{"__proto__":{"op":"decode"},"op":"constructor"}'],
    ["a prototype in a context", '{"op":"decode","as":"rop-response","hex":"6e1200","context":{"__proto__":{}}}'],
  ])("even %s", (_, line) => {
    expect(answered(line).ok).toBe(false);
  });
});
