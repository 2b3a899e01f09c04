/** `ropwire pipe`: the stream around the engine. */
import { pipeline } from "node:stream/promises";
import { LINE_LIMIT, linesOf } from "../conformance/lines.js";
import { Answerer, refusalText } from "./answer.js";
import type { Command, Streams } from "./command.js";
import { kindNames } from "./kinds.js";
import { requestTypes } from "./mapi-http.js";
import { parse } from "./usage.js";

export const pipe: Command = {
  help: () => `ropwire pipe

Reads one JSON object per line from standard input and writes one per line to standard output, in order, until the end
of input. A line that cannot be answered is answered with "ok": false; nothing stops the pipe.

  {"id":1,"op":"decode","as":"rop-response","hex":"6e1200"}
  {"id":1,"ok":true,"value":{"ropId":110,"sessionIndex":18},"consumed":3}
  {"id":2,"op":"encode","as":"rop-response","value":{"ropId":110,"sessionIndex":18}}
  {"id":2,"ok":true,"hex":"6e1200"}
  {"id":3,"op":"decode","as":"rop-response","hex":"6e12"}
  {"id":3,"ok":false,"error":{"code":"truncated","offset":1,"path":"sessionIndex","spec":"MS-OXCROPS 2.2.14.3.1",
   "message":"needs 2 bytes, 1 left"},"partial":{"ropId":110}}

op        decode, encode, exchange, state
as        ${kindNames.slice(0, 5).join(", ")},
          ${kindNames.slice(5).join(", ")}
hex       the bytes; all of them must belong to the value
value     what was decoded or is to be encoded. 64-bit integers are decimal text, bytes hex, GUIDs canonical. A list of
          ROPs may end in {"undecoded":CODE,"offset":N,"bytes":HEX,"error":{...}}: what could not be placed
reencode  true: the answer holds the hex of the value encoded again
requestType, envelope
          of mapihttp-request and mapihttp-response: ${requestTypes.join(", ")};
          {"tags":["PROCESSING","DONE"],"headers":[["X-ElapsedTime","1"]]}, if the response had or is to have one;
          behind an X-ResponseCode other than 0 the value is text
context   columns (or tableColumns), propertyTags, recipientColumns: lists of property tags ("0x3001001f", a number,
          or {"propertyType":"string","propertyId":12289}); logon (or logonKind): "private" or "public"; codePage: a
          number, 1252 say; requests: what a list of responses answers, decoded, or the hex of a list or of a whole
          ROP input buffer; for structures propertyType and widths ("narrow", "wide"); for lz77 size: the bytes that
          must come out

Conversations: {"op":"exchange","conversation":"c1","requestType":"Execute","request":HEX,"response":HEX} reads the two
bodies of a call with what earlier exchanges of "c1" left, "as":"rop-buffers" in place of the request type two bare ROP
buffers (or lists of them). {"op":"state","conversation":"c1"} is what it knows; "value" sets it, null forgets it.

A line may have ${LINE_LIMIT} bytes. Exit status: 0 at the end of input, 2 wrong usage.
`,
  async run(args, streams) {
    parse("pipe", args, {}, 0);
    await answerLines(streams);
    return 0;
  },
};

/** Answers every line, no faster than the answers are read. Ends quietly when nobody reads them any more. */
export async function answerLines({ stdin, stdout }: Pick<Streams, "stdin" | "stdout">): Promise<void> {
  const answerer = new Answerer();
  try {
    await pipeline(
      stdin,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const line of linesOf(chunks)) {
          yield "text" in line ? `${answerer.answer(line.text)}\n` : `${refusalText(line.problem)}\n`;
        }
      },
      stdout,
      { end: false },
    );
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
