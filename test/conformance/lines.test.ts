/** Lines, and the stream around the engine. */
import { once } from "node:events";
import { PassThrough, Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerLines } from "../../src/cli/pipe.js";
import { type Line, linesOf } from "../../src/conformance/lines.js";

async function lines(chunks: readonly Uint8Array[], limit?: number): Promise<readonly Line[]> {
  const found: Line[] = [];
  for await (const line of linesOf(Readable.from(chunks, { objectMode: true }), limit)) found.push(line);
  return found;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (...all: readonly string[]): readonly Line[] => all.map((text) => ({ text }));

describe("lines", () => {
  it.each([
    ["", texts()],
    ["\n", texts("")],
    ["a", texts("a")],
    ["a\n", texts("a")],
    ["a\nb", texts("a", "b")],
    ["a\n\nb\n", texts("a", "", "b")],
    ["a\r\nb", texts("a\r", "b")],
    ["ä€😀\n", texts("ä€😀")],
  ])("of %j", async (text, expected) => {
    expect(await lines([bytes(text)])).toEqual(expected);
  });

  it("come whatever the chunks are", async () => {
    const all = bytes("ä€\n\n😀 line\nlast");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(all.length)), async (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), all.length];
        const chunks = places.slice(1).map((end, index) => all.slice(places[index], end));
        expect(await lines(chunks)).toEqual(texts("ä€", "", "😀 line", "last"));
      }),
    );
  });

  it("that are not UTF-8 are said to be none", async () => {
    const problem = { code: "invalid-input", message: "the line is not UTF-8" };
    expect(await lines([Uint8Array.of(0xff, 0x0a, 0x61, 0x0a, 0xc3)])).toEqual([
      { problem },
      { text: "a" },
      { problem },
    ]);
  });

  it("have a limit, and what is longer is not kept", async () => {
    const problem = (size: number) => ({
      problem: { code: "limit-exceeded", message: `the line has ${size} bytes; the limit is 4` },
    });
    expect(await lines([bytes("abcd\nabcde\na"), bytes("bcde"), bytes("fghi\nab\nabcdefg")], 4)).toEqual([
      { text: "abcd" },
      problem(5),
      problem(9),
      { text: "ab" },
      problem(7),
    ]);
  });
});

describe("the pipe", () => {
  const question = '{"id":ID,"op":"decode","as":"rop-response","hex":"6e1200"}\n';
  const reply = '{"id":ID,"ok":true,"value":{"ropId":110,"sessionIndex":18},"consumed":3}\n';

  async function answersTo(chunks: Iterable<Uint8Array>): Promise<string> {
    const stdout = new PassThrough();
    const stdin = Readable.from(chunks, { objectMode: false });
    const [text] = await Promise.all([
      stdout.setEncoding("utf8").reduce((all: string, part: string) => all + part, ""),
      answerLines({ stdin, stdout }).finally(() => stdout.end()),
    ]);
    return text;
  }

  it("answers in order, whatever the lines hold", async () => {
    const text = await answersTo([
      bytes(`${question.replace("ID", "1")}nonsense\n\n`),
      bytes(question.replace("ID", '"x"')),
    ]);
    const [first, second, third, fourth, end] = text.split("\n");
    expect(`${first}\n`).toBe(reply.replace("ID", "1"));
    expect(second).toMatch(/^\{"id":null,"ok":false,"error":\{"code":"invalid-input","message":"not JSON/);
    expect(third).toMatch(/^\{"id":null,"ok":false/);
    expect(`${fourth}\n`).toBe(reply.replace("ID", '"x"'));
    expect(end).toBe("");
  });

  it("answers a line before it has read the next", async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const done = answerLines({ stdin, stdout });
    for (const id of ["1", "2"]) {
      stdin.write(question.replace("ID", id));
      const [chunk] = (await once(stdout, "data")) as [Uint8Array];
      expect(new TextDecoder().decode(chunk)).toBe(reply.replace("ID", id));
    }
    stdin.end();
    await done;
  });

  it("reads no faster than its answers are read", async () => {
    let given = 0;
    const endless = function* () {
      for (;;) yield bytes(question.replace("ID", String(given++)));
    };
    const stdin = Readable.from(endless(), { objectMode: false });
    const stdout = new PassThrough();
    const done = answerLines({ stdin, stdout });
    for (let turn = 0; turn < 2000; turn++) await setImmediate();
    const stalled = given;
    expect(stalled).toBeLessThan(2000);
    for (let turn = 0; turn < 100; turn++) await setImmediate();
    expect(given).toBe(stalled);
    stdout.destroy();
    await done.catch(() => {});
  });

  it("ends quietly when nobody reads any more", async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
    });
    const stdin = Readable.from([bytes(question.repeat(100))], { objectMode: false });
    await expect(answerLines({ stdin, stdout })).resolves.toBeUndefined();
  });

  it("does not hide other errors of its output", async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("disk full"), { code: "ENOSPC" })),
    });
    const stdin = Readable.from([bytes(question)], { objectMode: false });
    await expect(answerLines({ stdin, stdout })).rejects.toThrow("disk full");
  });
});
