/** What sources call fields that the schema, with the documents, calls otherwise; and what they state that is no field. */
import type { Verdict } from "./stated.js";

/** Each is a spelling of a source and the schema's; all that fit are applied, in this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  // Bodies of recipients, rows and values.
  [/\bRecptRow\b/, "RecipientRow"],
  [/\bAddressPrfixUsed\b/, "AddressPrefixUsed"],
  [/\bEntryId$/, "EntryID"],
  [/\.PropertyRows\[/, "["],
  [/((?:RowData(?:\[\d+\])?|RecipientProperties)\.)PropertyValues\[/, "$1ValueArray["],
  [
    /(RecipientRows\[\d+\])\.(RecipientFlags|AddressPrefixUsed|DisplayType|X500DN|\w*DisplayName|RecipientColumnCount)$/,
    "$1.RecipientRow.$2",
  ],
  [/(RecipientRows\[\d+\])\.RowFlag$/, "$1.RecipientRow.RecipientProperties.Flag"],
  [/(RecipientRows\[\d+\])\.RecipientProperties(\[\d+\])$/, "$1.RecipientRow.RecipientProperties.ValueArray$2"],
  [/^row(\[\d+\])\.Flag$/, "RowData$1.Flag"],
  [/^row(\[\d+\])\.Property1$/, "RowData$1.ValueArray[0]"],
  [/^row(\[\d+\])\.Property2$/, "RowData$1.ValueArray[1].Count"],
  [/^row(\[\d+\])\.Property2\.Data$/, "RowData$1.ValueArray[1]"],
  [/^row(\[\d+\])\.Property3$/, "RowData$1.ValueArray[2]"],
  // Here the stated value has its tag in front.
  [/((?:RulesData|PermissionsData)\[\d+\]\.PropertyValues\[\d+\])\.Value$/, "$1"],
  [/\b(PropertyIds\[\d+\])\.ID$/, "$1"],
  [/^Restriction$/, "RestrictionData"],
  [/^restriction$/, ""],
  [/^xid\[/, "["],
  // One implementation's names.
  [/^peer\.(folder|message|parent|oldFolder|oldMessage)ID$/, "$1Id"],
  [/^parentId$/, "ParentFolderId"],
  [/^peer\.msg(Flags|Class)$/, "Message$1"],
  [/^peer\.(total|unread)Count$/, "$1MessageCount"],
  [/^peer\.proptags$/, "Tags"],
  [/^peer\.tableEvent$/, "TableEventType"],
  [/^peer\.rowData$/, "TableRowData"],
  [/^peer\.row(FolderID|MessageID|Instance)$/, "TableRow$1"],
  [/^peer\.after(RowID|Instance)$/, "InsertAfterTableRow$1"],
  [/^InsertAfterTableRowRowID$/, "InsertAfterTableRowID"],
  [/^peer\.afterFolderID$/, "InsertAfterTableRowFolderID"],
];

/** Further names that a field may have in the schema. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
  MessageClass: "ExplicitMessageClass",
  IsHierarchy: "ImportDeleteFlags",
  MessageReadStateSize: "MessageReadStatesSize",
  InputHandleIndex: "SourceHandleIndex",
  DataSize: "TransferDataSize",
  Data: "TransferData",
};

/** Statements that no field answers to, by vector and path, and why. */
const NO_FIELDS: readonly { readonly vectors: RegExp; readonly paths: RegExp; readonly why: string }[] = [
  {
    vectors: /^agreed-/,
    paths: /^(.*) = (0|'0'|'')$/,
    why: "one layout for all forms of a response: the fields of the others are stated as zero",
  },
  { vectors: /^agreed-/, paths: /\.VarLength = /, why: "how the source read the value, not what is in the bytes" },
  {
    vectors: /^agreed-RopNotify/,
    paths: /\.HierarchyChanged = 255$/,
    why: "a field of older clients that is not sent",
  },
  {
    vectors: /^agreed-RopNotify/,
    paths: /\.NotificationType = /,
    why: "a part of NotificationFlags, which is stated too",
  },
  { vectors: /^agreed-/, paths: /^RowData\.Count = /, why: "the rows once more: RowCount is stated too" },
  {
    vectors: /^hx-notify-/,
    paths: /^peer\.flags = /,
    why: "NotificationFlags in the source's constants; it is stated too",
  },
  {
    vectors: /^oc-002/,
    paths: /Reserved = '0x00'$/,
    why: "the other reading of NotificationTypes (D-RegisterNotification)",
  },
  { vectors: /-pcl-/, paths: /^count = /, why: "how many the source found, not in the bytes" },
];

/** Stated values that are wrong, by vector and path, and why they are. */
const WRONG_STATEMENTS: readonly { readonly vector: string; readonly paths: RegExp; readonly why: string }[] = [
  {
    vector: "agreed-RopTellVersion-request",
    paths: /^Version\[[12]\]: 0000 is read where ffff is stated$/,
    why: "the source repeats the first word; the bytes are FFFF 0000 0000",
  },
];

/** What of a comparison is not explained above. */
export function unexplained(vector: string, { differences, unplaced }: Verdict): readonly string[] {
  const isWrong = (statement: string): boolean =>
    WRONG_STATEMENTS.some(({ vector: id, paths }) => id === vector && paths.test(statement));
  const isNoField = (statement: string): boolean =>
    NO_FIELDS.some(({ vectors, paths }) => vectors.test(vector) && paths.test(statement));
  return [...differences.filter((one) => !isWrong(one)), ...unplaced.filter((one) => !isNoField(one))];
}

/** The names that a source's field may have in the schema. */
export function schemaNames(path: string): readonly string[] {
  const prefix = /^(?:Rops\[\d+\]\.)?/.exec(path)?.[0] ?? "";
  const name = SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), path.slice(prefix.length));
  const value = /^(.*)\.Value((?:\[\d+\])?)$/.exec(name);
  const names =
    value === null
      ? [`${name}.String`, name]
      : [`${value[1]}.PropertyValue${value[2]}`, `${value[1]}.ErrorCode`, `${value[1]}${value[2]}`];
  const other = ALTERNATIVES[name];
  return [...names, `NotificationData.${name}`, ...(other === undefined ? [] : [other])].map((one) => prefix + one);
}
