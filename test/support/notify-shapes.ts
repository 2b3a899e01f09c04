/** NotificationData of all 45 shapes in all their variants, laid out by hand from the table of shapes. */
import { propertyName } from "../../scripts/ir/names.js";
import { specTable } from "../schema/spec-tables.js";
import { hexOf } from "./reading.js";
import { bytesOf } from "./vectors.js";

const shapes = specTable("notification-presence.tsv", "notification_flags", "table_event_type", "fields_in_order");

/** PidTagMid and PidTagSubject. */
const COLUMNS = [0x674a0014, 0x0037001f];
const ROW = "00" + "0100000000000042" + "48006900e9000000";
const ROW_VALUE = { flag: "standard", valueArray: [0x4200000000000001n, "Hi\u00e9"] };

/** The wire of each field but the counted ones, and its value. */
const FIELDS: Readonly<Record<string, readonly [hex: string, value: unknown]>> = {
  TableRowFolderID: ["0100000000000011", 0x1100000000000001n],
  TableRowMessageID: ["0100000000000012", 0x1200000000000001n],
  TableRowInstance: ["13000000", 0x13],
  InsertAfterTableRowFolderID: ["0100000000000014", 0x1400000000000001n],
  InsertAfterTableRowID: ["0100000000000015", 0x1500000000000001n],
  InsertAfterTableRowInstance: ["16000000", 0x16],
  FolderId: ["0100000000000021", 0x2100000000000001n],
  MessageId: ["0100000000000022", 0x2200000000000001n],
  ParentFolderId: ["0100000000000023", 0x2300000000000001n],
  OldFolderId: ["0100000000000024", 0x2400000000000001n],
  OldMessageId: ["0100000000000025", 0x2500000000000001n],
  OldParentFolderId: ["0100000000000026", 0x2600000000000001n],
  TotalMessageCount: ["31000000", 0x31],
  UnreadMessageCount: ["32000000", 0x32],
  MessageFlags: ["33000000", 0x33],
};

/** What a shape can be combined with. */
interface Variant {
  readonly name: string;
  /** Which shapes have it: those with this field. */
  readonly field: string;
  readonly hex: Readonly<Record<string, string>>;
  readonly value: Readonly<Record<string, unknown>>;
  readonly columns?: readonly number[];
}

const VARIANTS: readonly Variant[] = [
  { name: "all tags", field: "Tags", hex: { TagCount: "ffff", Tags: "" }, value: {} },
  { name: "no tags", field: "Tags", hex: { TagCount: "0000", Tags: "" }, value: { tags: [] } },
  {
    name: "two tags",
    field: "Tags",
    hex: { TagCount: "0200", Tags: "1f003700" + "0300070e" },
    value: { tags: [0x0037001f, 0x0e070003] },
  },
  {
    name: "8-bit class",
    field: "MessageClass",
    hex: { UnicodeFlag: "00", MessageClass: "49504d00" },
    value: { unicodeFlag: false, messageClass: "IPM" },
  },
  {
    name: "Unicode class",
    field: "MessageClass",
    hex: { UnicodeFlag: "01", MessageClass: "490050004d000000" },
    value: { unicodeFlag: true, messageClass: "IPM" },
  },
  {
    name: "Unicode class, said with 0xFF",
    field: "MessageClass",
    hex: { UnicodeFlag: "ff", MessageClass: "490050004d000000" },
    value: { unicodeFlag: true, messageClass: "IPM", asSent: { unicodeFlag: 0xff } },
  },
  {
    name: "known columns",
    field: "TableRowData",
    hex: { TableRowDataSize: "1100", TableRowData: ROW },
    value: { tableRowData: ROW_VALUE },
    columns: COLUMNS,
  },
  {
    name: "unknown columns",
    field: "TableRowData",
    hex: { TableRowDataSize: "1100", TableRowData: ROW },
    value: { tableRowData: { undecoded: "missing-context", bytes: bytesOf(ROW) } },
  },
  {
    name: "something behind the row",
    field: "TableRowData",
    hex: { TableRowDataSize: "1300", TableRowData: `${ROW}dead` },
    value: { tableRowData: ROW_VALUE, asSent: { tableRowDataRest: Uint8Array.of(0xde, 0xad) } },
    columns: COLUMNS,
  },
];
const PLAIN: Variant = { name: "", field: "", hex: {}, value: {} };

const TYPES: Readonly<Record<number, string>> = {
  2: "newMail",
  4: "objectCreated",
  8: "objectDeleted",
  16: "objectModified",
  32: "objectMoved",
  64: "objectCopied",
  128: "searchCompleted",
  256: "tableModified",
};
const EVENTS: Readonly<Record<number, string>> = {
  1: "tableChanged",
  3: "tableRowAdded",
  4: "tableRowDeleted",
  5: "tableRowModified",
  7: "tableRestrictionChanged",
};

export interface Shape {
  readonly name: string;
  readonly flags: number;
  /** In wire order, by the documents' names. */
  readonly fields: readonly string[];
  readonly columns: readonly number[] | undefined;
  readonly hex: string;
  /** Without `message`, which is there only where no field shows that the bit is set. */
  readonly value: Readonly<Record<string, unknown>>;
}

export const SHAPES: readonly Shape[] = shapes.flatMap((shape) => {
  const fields = shape.fields_in_order.replace(/\(.*?\)/g, "").split(", ");
  const fitting = VARIANTS.filter(({ field }) => fields.includes(field));
  const [flags, event] = [Number(shape.notification_flags), Number(shape.table_event_type)];
  return (fitting.length === 0 ? [PLAIN] : fitting).map((variant): Shape => {
    const wire: Readonly<Record<string, string>> = {
      NotificationFlags: little(flags),
      TableEventType: little(event),
      ...variant.hex,
    };
    const known = fields.flatMap((name) => (name in FIELDS ? [[propertyName(name), FIELDS[name]?.[1]] as const] : []));
    return {
      name: `${shape.notification_flags} ${shape.table_event_type} ${variant.name}`,
      flags,
      fields,
      columns: variant.columns,
      hex: fields.map((name) => wire[name] ?? FIELDS[name]?.[0] ?? "?").join(""),
      value: {
        type: TYPES[flags & 0x0fff],
        ...(event === 0 ? {} : { tableEventType: EVENTS[event] }),
        inSearchFolder: (flags & 0x4000) !== 0,
        ...Object.fromEntries(known),
        ...variant.value,
      },
    };
  });
});

function little(number: number): string {
  return hexOf(Uint8Array.of(number & 0xff, number >> 8));
}
