/** Sends ROPs that have to succeed, and reads tables and rows of values. */
import { type PropertyRow, type PropertyValue, RopId, ropInfo, type Undecoded } from "../../src/index.js";
import {
  type MailboxSession,
  type RequestId,
  type ResponseTo,
  RopBatch,
  type RopBatchResult,
  type RopHandle,
} from "../../src/mapi-http/index.js";
import { errorCodeName } from "../../src/names/index.js";
import { hex } from "./bytes.js";
import { Refused } from "./steps.js";

/** One of the two sessions, logged on to its mailbox. */
export interface Participant {
  readonly name: string;
  readonly session: MailboxSession;
  readonly logon: RopHandle;
  /** The special folders in the order of RopLogon. */
  readonly folderIds: readonly bigint[];
}

/** The LogonId of everything that the tour does. */
export const LOGON = 0;

/** The response of a ROP that succeeded. */
export type Succeeded<Response> = Response extends { readonly outcome: string }
  ? Extract<Response, { readonly outcome: "success" }>
  : Response;

/** The answers to a batch, all of which succeeded. */
export class Answers {
  readonly result: RopBatchResult;

  constructor(result: RopBatchResult) {
    this.result = result;
  }

  to<Id extends RequestId>(request: { readonly ropId: Id }): Succeeded<ResponseTo<Id>> {
    return this.result.response(request) as Succeeded<ResponseTo<Id>>;
  }
}

/**
 * Sends a batch.
 *
 * @throws Refused with the first ROP that fails; Error where one is not answered at all
 */
export async function ask(session: MailboxSession, batch: RopBatch): Promise<Answers> {
  const result = await session.rops(batch);
  for (const request of batch.requests) {
    if (request.ropId === RopId.Release) continue;
    const name = ropInfo[request.ropId]?.name ?? hex(request.ropId, 2);
    const response: unknown = result.response(request);
    if (response === undefined) throw new Error(`${name} is not answered`);
    const { returnValue, outcome } = response as { readonly returnValue: number; readonly outcome?: string };
    if (outcome === undefined ? returnValue !== 0 : outcome !== "success") {
      throw new Refused(`${name}: 0x${hex(returnValue, 8)} (${errorCodeName(returnValue) ?? "no name"})`);
    }
  }
  return new Answers(result);
}

/** Adds a RopOpenFolder. */
export function openFolder(batch: RopBatch, { logon }: Participant, folderId: bigint, name: string): RopHandle {
  const folder = batch.newHandle(name);
  batch.add({
    ropId: RopId.OpenFolder,
    logonId: LOGON,
    inputHandleIndex: logon,
    outputHandleIndex: folder,
    folderId,
    openModeFlags: 0,
  });
  return folder;
}

/** Adds a RopRelease for each handle. */
export function release(batch: RopBatch, ...handles: readonly RopHandle[]): void {
  for (const inputHandleIndex of handles) batch.add({ ropId: RopId.Release, logonId: LOGON, inputHandleIndex });
}

/** A row: a value by property tag, none where it is missing. */
export type Row = ReadonlyMap<number, PropertyValue>;

export interface TableRows {
  /** What the response to the opening said; attachment tables do not say it. */
  readonly rowCount: number | undefined;
  readonly rows: readonly Row[];
}

/** How many rows are asked for at once, and at most in all. */
const PAGE = 50;
const MOST_ROWS = 500;

/** Opens a table of a folder or a message, reads its rows, and releases it. */
export async function readTable(
  { session }: Participant,
  ropId: typeof RopId.GetHierarchyTable | typeof RopId.GetContentsTable | typeof RopId.GetAttachmentTable,
  of: RopHandle,
  propertyTags: readonly number[],
): Promise<TableRows> {
  const opening = new RopBatch();
  const table = opening.newHandle("table");
  const open = opening.add({
    ropId,
    logonId: LOGON,
    inputHandleIndex: of,
    outputHandleIndex: table,
    tableFlags: 0,
  } as const);
  opening.add({ ropId: RopId.SetColumns, logonId: LOGON, inputHandleIndex: table, setColumnsFlags: 0, propertyTags });
  const opened: object = (await ask(session, opening)).to(open);
  const rows: Row[] = [];
  for (let more = true; more && rows.length < MOST_ROWS; ) {
    const reading = new RopBatch();
    const query = reading.add({
      ropId: RopId.QueryRows,
      logonId: LOGON,
      inputHandleIndex: table,
      queryRowsFlags: 0,
      forwardRead: true,
      rowCount: PAGE,
    });
    const { rowData, origin } = (await ask(session, reading)).to(query);
    rows.push(...rowData.map((row) => rowOf(propertyTags, row)));
    more = origin !== "end" && rowData.length > 0;
  }
  const closing = new RopBatch();
  release(closing, table);
  await ask(session, closing);
  return { rowCount: "rowCount" in opened ? Number(opened.rowCount) : undefined, rows };
}

/** The values of a row by their columns. */
export function rowOf(columns: readonly number[], row: PropertyRow | Undecoded): Row {
  if (!("valueArray" in row)) return new Map();
  return new Map(
    row.valueArray.flatMap((value, index) => {
      const present = isFlagged(value) ? value.flag === "value" : true;
      const plain = isWrapped(value) ? value.propertyValue : value;
      return present ? [[columns[index] ?? 0, plain as PropertyValue] as const] : [];
    }),
  );
}

function isFlagged(value: unknown): value is { readonly flag: string } {
  return typeof value === "object" && value !== null && "flag" in value;
}

function isWrapped(value: unknown): value is { readonly propertyValue: unknown } {
  return typeof value === "object" && value !== null && "propertyValue" in value;
}
