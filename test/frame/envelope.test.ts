/** The envelope of MAPI/HTTP response bodies: every form servers send, in every chunking, and what is rejected. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  done,
  type EnvelopeHeaders,
  EnvelopeReader,
  pending,
  processing,
  readEnvelope,
} from "../../src/frame/envelope.js";
import { RopDecodeError, RopEncodeError } from "../../src/wire/errors.js";

const bytesOf = (string: string) => Uint8Array.from(Buffer.from(string, "latin1"));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const read = (string: string) => {
  const { tags, headers, body } = readEnvelope(bytesOf(string));
  return { tags, headers, body: textOf(body) };
};

/** Runs something that has to fail as a decoder does, and returns the error. */
function failure(run: () => unknown): RopDecodeError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(RopDecodeError);
    return error as RopDecodeError;
  }
  throw new Error("nothing was thrown");
}

const BODY = "\0\0\0\0\0\0\0\0\r\nDONE\r\n\xff\xa5";
const HEAD =
  "PROCESSING\r\nPENDING\r\nPENDING\r\nDONE\r\nX-ElapsedTime: 90311\r\nX-StartTime: Tue, 05 Mar 2024 10:00:00 GMT\r\n\r\n";
const WHOLE = HEAD + BODY;
const READ = {
  tags: ["PROCESSING", "PENDING", "PENDING", "DONE"],
  headers: [
    ["X-ElapsedTime", "90311"],
    ["X-StartTime", "Tue, 05 Mar 2024 10:00:00 GMT"],
  ],
  body: BODY,
};

describe("EnvelopeReader", () => {
  it("takes tags, late headers and body apart", () => {
    expect(read(WHOLE)).toEqual(READ);
  });

  it("gives the same for any chunks", () => {
    const bytes = bytesOf(WHOLE);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        let calls = 0;
        const reader = new EnvelopeReader({ onPending: () => calls++ });
        const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
        ends.forEach((end, i) => {
          reader.push(bytes.subarray(ends[i - 1] ?? 0, end));
        });
        const { tags, headers, body } = reader.end();
        expect({ tags, headers, body: textOf(body) }).toEqual(READ);
        expect(calls).toBe(2);
      }),
    );
    const reader = new EnvelopeReader();
    for (const byte of bytes) reader.push(Uint8Array.of(byte));
    expect(textOf(reader.end().body)).toBe(BODY);
  });

  it("says PENDING as soon as it is there", () => {
    const seen: string[] = [];
    const reader = new EnvelopeReader({ onPending: () => seen.push("pending") });
    for (const chunk of ["PROCESSING\r\n", "PENDING\r\n", "PEN", "DING", "\r\nDONE\r\n\r\n"]) {
      reader.push(bytesOf(chunk));
      seen.push(chunk);
    }
    expect(seen).toEqual(["PROCESSING\r\n", "pending", "PENDING\r\n", "PEN", "pending", "DING", "\r\nDONE\r\n\r\n"]);
  });

  it.each([
    ["DONE alone", "DONE\r\n\r\nbody", ["DONE"], "body"],
    ["PROCESSING and DONE", "PROCESSING\r\nDONE\r\n\r\nbody", ["PROCESSING", "DONE"], "body"],
    ["PENDING and DONE", "PENDING\r\nDONE\r\n\r\nbody", ["PENDING", "DONE"], "body"],
    ["no body, as for PING", "PROCESSING\r\nDONE\r\n\r\n", ["PROCESSING", "DONE"], ""],
    [
      "PENDING without its line end, and PROCESSING said again",
      "PROCESSING\r\nPENDINGPENDINGPROCESSING\r\nDONE\r\n\r\nbody",
      ["PROCESSING", "PENDING", "PENDING", "PROCESSING", "DONE"],
      "body",
    ],
  ])("reads %s", (_, whole, tags, body) => {
    expect(read(whole)).toEqual({ tags, headers: [], body });
  });

  it.each([
    "",
    "\0\0\0\0body",
    "<html>X-ResponseCode: 5</html>",
    "PROCESSED",
    "PROCESSING\n",
    "Do",
    "\r\nDONE\r\n\r\n",
  ])("takes %j for a body without an envelope", (whole) => {
    expect(read(whole)).toEqual({ tags: [], headers: [], body: whole });
    const reader = new EnvelopeReader();
    for (const byte of bytesOf(whole)) reader.push(Uint8Array.of(byte));
    expect(textOf(reader.end().body)).toBe(whole);
  });

  it("reads late headers by the rules of HTTP", () => {
    const { headers } = readEnvelope(
      bytesOf("DONE\r\nX-ResponseCode:10\r\nA: \t b: c \t\r\nEmpty:\r\na: caf\xe9\r\nB: \xc3\xa0\r\n\r\n"),
    );
    expect(headers).toEqual([
      ["X-ResponseCode", "10"],
      ["A", "b: c"],
      ["Empty", ""],
      ["a", "caf\xe9"],
      ["B", "\xc3\xa0"],
    ]);
    expect(new Headers(headers.map(([name, value]): [string, string] => [name, value])).get("x-responsecode")).toBe(
      "10",
    );
  });

  it("does not copy a body that came in one piece", () => {
    const chunk = bytesOf(WHOLE);
    expect(readEnvelope(chunk).body.buffer).toBe(chunk.buffer);
  });
});

describe("EnvelopeReader, what is rejected", () => {
  it("an envelope that ends anywhere before its empty line", () => {
    for (let end = 1; end < HEAD.length; end++) {
      const error = failure(() => read(WHOLE.slice(0, end)));
      expect(error.code).toBe("invalid-envelope");
      expect(error.offset).toBeLessThanOrEqual(end);
    }
    expect(read(HEAD).body).toBe("");
  });

  it.each([
    ["an unknown tag", "PROCESSING\r\nWAITING\r\nDONE\r\n\r\n", 12],
    ["a tag with a bare line feed", "PROCESSING\r\nPENDING\nDONE\r\n\r\n", 19],
    ["an empty line before DONE", "PROCESSING\r\n\r\nDONE\r\n\r\n", 12],
    ["an empty line behind PENDING", "PENDING\r\n\r\nDONE\r\n\r\n", 9],
    ["a body in place of DONE", "PROCESSING\r\n\0\0\0\0", 12],
    ["a header without a colon", "DONE\r\nA: b\r\nX-ElapsedTime\r\n\r\n", 12],
    ["a header without a name", "DONE\r\n: b\r\n\r\n", 6],
    ["a header with a blank in its name", "DONE\r\nX Y: b\r\n\r\n", 6],
    ["a folded header", "DONE\r\nA: b\r\n c\r\n\r\n", 12],
    ["a header with a bare line feed", "DONE\r\nA: b\nC: d\r\n\r\n", 6],
    ["an empty line that is a bare line feed", "DONE\r\nA: b\r\n\n", 12],
    ["a header with a bare carriage return", "DONE\r\nA: b\rc\r\n\r\n", 6],
    ["a header with a zero byte", "DONE\r\nA: b\0\r\n\r\n", 6],
  ])("%s", (_, whole, offset) => {
    const error = failure(() => read(whole));
    expect(error.code).toBe("invalid-envelope");
    expect(error.offset).toBe(offset);
    expect(error.spec).toBe("MS-OXCMAPIHTTP 2.2.7");
  });

  it("with what could be read", () => {
    const { partial } = failure(() => read("PROCESSING\r\nDONE\r\nX-ResponseCode: 1\r\nX-Elapsed"));
    expect(partial).toEqual({ tags: ["PROCESSING", "DONE"], headers: [["X-ResponseCode", "1"]] });
  });

  it("tags and headers without end", () => {
    const reader = new EnvelopeReader({ headLimit: 100 });
    const error = failure(() => {
      for (;;) reader.push(pending());
    });
    expect([error.code, error.offset]).toEqual(["limit-exceeded", 100]);
    expect(failure(() => read(`DONE\r\nA: ${"b".repeat(0x10000)}`)).code).toBe("limit-exceeded");
    expect(readEnvelope(bytesOf(HEAD), { headLimit: HEAD.length }).tags.length).toBe(4);
  });

  it("a body without end", () => {
    for (const head of [HEAD, ""]) {
      const reader = new EnvelopeReader({ bodyLimit: 1000 });
      reader.push(bytesOf(head));
      reader.push(new Uint8Array(1000));
      const error = failure(() => reader.push(new Uint8Array(1)));
      expect([error.code, error.offset]).toEqual(["limit-exceeded", head.length + 1000]);
    }
  });

  it("garbage, in no other way", () => {
    const part = fc.oneof(
      fc.constantFrom("PROCESSING", "PENDING", "DONE", "\r\n", "\r", "\n", ": ", "X-ResponseCode", " ", "0"),
      fc.uint8Array({ maxLength: 8 }).map(textOf),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const whole = parts.join("");
        try {
          const { tags, body } = read(whole);
          expect(whole.endsWith(body)).toBe(true);
          if (tags.length === 0) expect(body).toBe(whole);
        } catch (error) {
          if (!(error instanceof RopDecodeError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("what a server sends", () => {
  it("is the bytes of the document", () => {
    expect(textOf(processing())).toBe("PROCESSING\r\n");
    expect(textOf(pending())).toBe("PENDING\r\n");
    expect(textOf(done([], bytesOf("")))).toBe("DONE\r\n\r\n");
    const headers: EnvelopeHeaders = [
      ["X-ElapsedTime", "90311"],
      ["X-StartTime", "Tue, 05 Mar 2024 10:00:00 GMT"],
    ];
    expect([processing(), pending(), pending(), done(headers, bytesOf(BODY))].map(textOf).join("")).toBe(WHOLE);
  });

  it("is read back, whatever headers and body", () => {
    const name = fc.stringMatching(/^[!#-'*+.^_`|~0-9A-Za-z-]{1,20}$/);
    const value = fc.stringMatching(/^([!-~\xa1-\xff]([\t -~]{0,10}[!-~\xa1-\xff])?)?$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 5 }), fc.uint8Array(), (headers, body) => {
        expect(readEnvelope(done(headers, body))).toEqual({ tags: ["DONE"], headers, body });
      }),
    );
  });

  it.each([
    ["X-A", "b\r\nX-ResponseCode: 0"],
    ["X-A\r\nX-B", "c"],
    ["X A", "b"],
    ["", "b"],
    ["X-A", "\u0100"],
  ])("is never a header %j: %j", (name, value) => {
    const write = () =>
      done(
        [
          ["X-ElapsedTime", "1"],
          [name, value],
        ],
        bytesOf(""),
      );
    expect(write).toThrow(RopEncodeError);
    expect(write).toThrow(expect.objectContaining({ code: "invalid-string", path: ["headers", 1] }));
  });
});
