/** binary-parser: the parsers that ropwire emits for it, and chains tuned by hand that give numbers and bytes only. */
import { Parser } from "binary-parser";
import { ropOpenFolderResponseParser } from "../../generated/parsers/rops/folder/rop-open-folder.js";
import { ropLogonResponseParser } from "../../generated/parsers/rops/logon/rop-logon.js";
import {
  ropOpenMessageRequestParser,
  ropOpenMessageResponseParser,
} from "../../generated/parsers/rops/message/rop-open-message.js";
import { ropSaveChangesMessageResponseParser } from "../../generated/parsers/rops/message/rop-save-changes-message.js";
import { ropNotifyResponseParser } from "../../generated/parsers/rops/notification/rop-notify.js";
import { ropPendingResponseParser } from "../../generated/parsers/rops/notification/rop-pending.js";
import { ropReleaseRequestParser } from "../../generated/parsers/rops/other/rop-release.js";
import { ropGetPropertiesSpecificRequestParser } from "../../generated/parsers/rops/property/rop-get-properties-specific.js";
import {
  ropSetPropertiesRequestParser,
  ropSetPropertiesResponseParser,
} from "../../generated/parsers/rops/property/rop-set-properties.js";
import {
  ropQueryRowsRequestParser,
  ropQueryRowsResponseParser,
} from "../../generated/parsers/rops/table/rop-query-rows.js";
import {
  ropSetColumnsRequestParser,
  ropSetColumnsResponseParser,
} from "../../generated/parsers/rops/table/rop-set-columns.js";
import type { Payload, PayloadId } from "../payloads/payloads.js";

declare module "binary-parser" {
  interface Parser {
    string(name: string, options: { readonly zeroTerminated: true; readonly encoding: "latin1" }): Parser;
  }
}

type Decode = (bytes: Uint8Array) => unknown;

/** The parsers of the emitted back end, chosen by the RopId in front. */
export function emittedParser({ direction, context }: Payload): Decode {
  const choices = direction === "requests" ? requestParsers() : responseParsers(context.tableColumns);
  const one = new Parser()
    .uint8("$id")
    .seek(-1)
    .choice("rop", { tag: "$id", choices: choices as unknown as Record<number, Parser> });
  const list = new Parser().array("rops", { type: one, readUntil: "eof" });
  return (bytes) => list.parse(bytes);
}

function requestParsers(): Record<number, unknown> {
  return {
    1: ropReleaseRequestParser(),
    3: ropOpenMessageRequestParser(),
    7: ropGetPropertiesSpecificRequestParser(),
    10: ropSetPropertiesRequestParser(),
    18: ropSetColumnsRequestParser(),
    21: ropQueryRowsRequestParser(),
  };
}

function responseParsers(columns: readonly number[] | undefined): Record<number, unknown> {
  return {
    2: ropOpenFolderResponseParser(),
    3: ropOpenMessageResponseParser(),
    10: ropSetPropertiesResponseParser(),
    12: ropSaveChangesMessageResponseParser(),
    18: ropSetColumnsResponseParser(),
    21: ropQueryRowsResponseParser(columns),
    42: ropNotifyResponseParser(undefined),
    110: ropPendingResponseParser(),
    254: ropLogonResponseParser(),
  };
}

/** A chain written by hand; `undefined` for the payloads that have none. */
export function tunedParser(id: PayloadId): Decode | undefined {
  if (id === "requests" || id === "message") return undefined;
  const rop = new Parser().uint8("ropId").choice("body", {
    tag: "ropId",
    choices: {
      2: result("outputHandleIndex", new Parser()),
      10: result("inputHandleIndex", setProperties()),
      12: result("responseHandleIndex", new Parser().uint8("inputHandleIndex").uint64le("messageId")),
      18: result("inputHandleIndex", new Parser().uint8("tableStatus")),
      21: result("inputHandleIndex", queryRows()),
      42: notify(),
      110: new Parser().uint16le("sessionIndex"),
      254: result("outputHandleIndex", logon()),
    },
  });
  const list = new Parser().array("rops", { type: rop, readUntil: "eof" });
  return (bytes) => list.parse(bytes);
}

function result(handleIndex: string, success: Parser): Parser {
  return new Parser()
    .uint8(handleIndex)
    .uint32le("returnValue")
    .choice("success", { tag: "returnValue", choices: { 0: success }, defaultChoice: new Parser() });
}

function setProperties(): Parser {
  const problem = new Parser().uint16le("index").uint32le("propertyTag").uint32le("errorCode");
  return new Parser().uint16le("count").array("propertyProblems", { type: problem, length: "count" });
}

/** binary-parser's own zero-terminated strings stop at the first zero byte. */
function utf16Z(parser: Parser, name: string): Parser {
  return parser.array(name, {
    type: "uint16le",
    readUntil: (unit: number) => unit === 0,
    formatter: (units: number[]) => String.fromCharCode(...units.slice(0, -1)),
  });
}

function queryRows(): Parser {
  const front = new Parser().int64le("c0").int32le("c1").uint8("c2").uint64le("c3");
  const values = utf16Z(utf16Z(front, "c4"), "c5")
    .string("c6", { zeroTerminated: true, encoding: "latin1" })
    .uint16le("size")
    .buffer("c7", { length: "size" })
    .buffer("c8", { length: 16 });
  const row = new Parser().uint8("flag").nest("valueArray", { type: values });
  return new Parser().uint8("origin").uint16le("rowCount").array("rowData", { type: row, length: "rowCount" });
}

function notify(): Parser {
  const mail = new Parser()
    .uint64le("folderId")
    .uint64le("messageId")
    .uint32le("messageFlags")
    .uint8("unicodeFlag")
    .choice({
      tag: "unicodeFlag",
      choices: {
        0: new Parser().string("messageClass", { zeroTerminated: true, encoding: "latin1" }),
        1: utf16Z(new Parser(), "messageClass"),
      },
    });
  const tableRow = () =>
    new Parser().uint64le("tableRowFolderId").uint64le("tableRowMessageId").uint32le("tableRowInstance");
  const row = tableRow()
    .uint64le("insertAfterTableRowFolderId")
    .uint64le("insertAfterTableRowId")
    .uint32le("insertAfterTableRowInstance")
    .uint16le("size")
    .buffer("tableRowData", { length: "size" });
  const event = new Parser()
    .uint16le("tableEventType")
    .choice("row", { tag: "tableEventType", choices: { 3: row, 4: tableRow(), 5: row } });
  const modified = new Parser()
    .uint64le("folderId")
    .uint64le("messageId")
    .uint16le("tagCount")
    .array("tags", { type: "uint32le", length: "tagCount" });
  return new Parser()
    .uint32le("notificationHandle")
    .uint8("logonId")
    .uint16le("notificationFlags")
    .choice("data", {
      tag: "notificationFlags",
      choices: { 32770: mail, 256: new Parser().uint16le("tableEventType"), 33024: event, 32784: modified },
    });
}

function logon(): Parser {
  const time = new Parser()
    .uint8("seconds")
    .uint8("minutes")
    .uint8("hour")
    .uint8("dayOfWeek")
    .uint8("day")
    .uint8("month")
    .uint16le("year");
  return new Parser()
    .uint8("logonFlags")
    .array("folderIds", { type: "uint64le", length: 13 })
    .uint8("responseFlags")
    .buffer("mailboxGuid", { length: 16 })
    .uint16le("replId")
    .buffer("replGuid", { length: 16 })
    .nest("logonTime", { type: time })
    .uint64le("gwartTime")
    .uint32le("storeState");
}
