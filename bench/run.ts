/** `npm run bench`: ropwire beside binary-parser on the same bytes, as ratios of the same run. */
import { Parser } from "binary-parser";
import { ropLogonResponseParser } from "../generated/parsers/rops/logon/rop-logon.js";
import { ropPendingResponseParser } from "../generated/parsers/rops/notification/rop-pending.js";
import { ropSetPropertiesResponseParser } from "../generated/parsers/rops/property/rop-set-properties.js";
import { ropQueryRowsResponseParser } from "../generated/parsers/rops/table/rop-query-rows.js";
import { decodeRopResponse, decodeRopResponses, encodeRopResponses, Reader, type RopResponse } from "../src/index.js";
import { type Contender, compare, lastResult, type Ratio } from "./interleave.js";
import { type Payload, payloads } from "./payloads.js";

/** Ours: the generated decoders one after the other. */
function decodeAll({ inputs, columns }: Payload, index: number): RopResponse[] {
  const r = new Reader(inputs[index]!);
  const context = { tableColumns: columns };
  const responses: RopResponse[] = [];
  while (r.pos < r.end) responses.push(decodeRopResponse(r, context));
  return responses;
}

function ours(payload: Payload): readonly Contender[] {
  const { inputs, columns } = payload;
  const options = { context: { tableColumns: columns } };
  return [
    { name: "ropwire", run: (index) => decodeAll(payload, index) },
    { name: "ropwire, as a list", run: (index) => decodeRopResponses(inputs[index]!, options) },
  ];
}

/** A parser tuned by hand: numbers and views only, no names, no forms. */
function tunedLogon(): Parser {
  return new Parser()
    .uint8("ropId")
    .uint8("outputHandleIndex")
    .uint32le("returnValue")
    .uint8("logonFlags")
    .array("folderIds", { type: "uint64le", length: 13 })
    .uint8("responseFlags")
    .buffer("mailboxGuid", { length: 16 })
    .uint16le("replId")
    .buffer("replGuid", { length: 16 })
    .uint8("seconds")
    .uint8("minutes")
    .uint8("hour")
    .uint8("dayOfWeek")
    .uint8("day")
    .uint8("month")
    .uint16le("year")
    .uint64le("gwartTime")
    .uint32le("storeState");
}

function peers({ id, inputs, columns }: Payload): readonly Contender[] {
  const contender = (name: string, parser: { parse(bytes: Uint8Array): unknown }): Contender => ({
    name,
    run: (index) => parser.parse(inputs[index]!),
  });
  switch (id) {
    case "logon":
      return [
        contender("binary-parser, generated", ropLogonResponseParser()),
        contender("binary-parser, by hand", tunedLogon()),
      ];
    case "rows":
      return [contender("binary-parser, generated", ropQueryRowsResponseParser(columns))];
    case "tiny":
      return [
        contender(
          "binary-parser, generated",
          new Parser()
            .nest("first", { type: ropSetPropertiesResponseParser() as unknown as Parser })
            .nest("pending", { type: ropPendingResponseParser() as unknown as Parser }),
        ),
      ];
    default:
      return [];
  }
}

/** What is measured must be right: encoding what was decoded gives the same bytes. */
function verify(payload: Payload): void {
  payload.inputs.forEach((bytes, index) => {
    const again = encodeRopResponses(decodeAll(payload, index), { context: { tableColumns: payload.columns } });
    if (again.length !== bytes.length || again.some((byte, at) => byte !== bytes[at])) {
      throw new Error(`${payload.id} ${index}: does not decode and encode to the same bytes`);
    }
  });
}

function print(payload: Payload, ratios: readonly Ratio[]): void {
  console.log(`\n${payload.id}: ${payload.what} (${payload.inputs[0]!.length} bytes)`);
  for (const { name, median, low, high, minima } of ratios) {
    const noisy = high - low > 0.2 * median || Math.abs(minima / median - 1) > 0.1 ? "  noisy" : "";
    console.log(
      `  ${name.padEnd(26)} ${median.toFixed(2).padStart(6)} × the time  [${low.toFixed(2)}, ${high.toFixed(2)}]${noisy}`,
    );
  }
}

console.log(`Node ${process.version}; time relative to the first line of each case, median of interleaved rounds`);
for (const payload of payloads.filter(({ id }) => id !== "requests")) {
  verify(payload);
  print(payload, compare([...ours(payload), ...peers(payload)], payload.inputs.length));
}
if (lastResult() === undefined) throw new Error("nothing was measured");
