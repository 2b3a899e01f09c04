/** The ROPs on tables. */
import { QueryRowsFlags } from "../../../generated/enumerations.js";
import type { RopQueryPositionRequest } from "../../../generated/rops/table/rop-query-position.js";
import type { RopQueryRowsRequest } from "../../../generated/rops/table/rop-query-rows.js";
import type { RopResetTableRequest } from "../../../generated/rops/table/rop-reset-table.js";
import type { RopRestrictRequest } from "../../../generated/rops/table/rop-restrict.js";
import type { RopSeekRowRequest } from "../../../generated/rops/table/rop-seek-row.js";
import type { RopSetColumnsRequest } from "../../../generated/rops/table/rop-set-columns.js";
import type { RopSortTableRequest } from "../../../generated/rops/table/rop-sort-table.js";
import { encodePropertyRow, type PropertyRow } from "../../../generated/structures/property-row.js";
import { ErrorCode, RopFailure } from "../codes.js";
import type { Item } from "../mailbox/items.js";
import type { Table } from "../mailbox/table.js";
import type { ObjectOf } from "../session.js";
import type { Answer, Call } from "./call.js";
import { countFitting } from "./fitting.js";

/** RopId, InputHandleIndex, ReturnValue, Origin, RowCount. */
const QUERY_ROWS_HEAD = 9;

interface OnTable {
  readonly inputHandleIndex: number;
  readonly logonId: number;
}

function tableOf({ inputHandleIndex, logonId }: OnTable, { session, handles }: Call): ObjectOf<"table"> {
  return session.object(handles[inputHandleIndex], logonId, "table");
}

/** The response of the ROPs that may take a while: here they never do. */
function completed<Id extends 0x12 | 0x13 | 0x14>(ropId: Id, inputHandleIndex: number) {
  return { ropId, inputHandleIndex, outcome: "success", returnValue: 0, tableStatus: "complete" } as const;
}

export function setColumns(request: RopSetColumnsRequest, call: Call): Answer {
  const { inputHandleIndex, propertyTags } = request;
  tableOf(request, call);
  return {
    response: completed(0x12, inputHandleIndex),
    commit: () => call.session.setColumns(call.handles[inputHandleIndex] ?? 0, propertyTags),
  };
}

export function sortTable(request: RopSortTableRequest, call: Call): Answer {
  const { inputHandleIndex, sortOrders, categoryCount } = request;
  const { table } = tableOf(request, call);
  if (categoryCount > 0) throw new RopFailure(ErrorCode.tooComplex);
  return { response: completed(0x13, inputHandleIndex), commit: () => table.sort(sortOrders) };
}

export function restrict(request: RopRestrictRequest, call: Call): Answer {
  const { inputHandleIndex, restrictionData } = request;
  const { table } = tableOf(request, call);
  table.restrict(restrictionData);
  return { response: completed(0x14, inputHandleIndex) };
}

export function queryRows(request: RopQueryRowsRequest, call: Call): Answer {
  const { ropId, inputHandleIndex, queryRowsFlags, forwardRead, rowCount } = request;
  const { table } = tableOf(request, call);
  const { rows, cursor } = table;
  const wanted = forwardRead
    ? rows.slice(cursor, cursor + rowCount)
    : rows.slice(Math.max(0, cursor - rowCount), cursor);
  // What does not fit is what lies farther from the cursor.
  const fitting = fit(forwardRead ? wanted : wanted.toReversed(), table, call);
  const rowData = forwardRead ? fitting : fitting.toReversed();
  const position = cursor + (forwardRead ? rowData.length : -rowData.length);
  const noMore = forwardRead ? position >= rows.length : position <= 0;
  const origin = noMore ? (forwardRead ? "end" : "beginning") : "current";
  return {
    response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, origin, rowData },
    context: { tableColumns: table.columns },
    commit: () => {
      if ((queryRowsFlags & QueryRowsFlags.noAdvance) === 0) table.seek(position);
    },
  };
}

/** As many rows as fit; one at least, which then makes the response too large. */
function fit(items: readonly Item[], table: Table, { session, room }: Call): readonly PropertyRow[] {
  const count = countFitting(items, room - QUERY_ROWS_HEAD, session.codePage, (w, item) =>
    encodePropertyRow(w, table.row(item), table.columns ?? []),
  );
  return items.slice(0, Math.max(1, count)).map((item) => table.row(item));
}

export function queryPosition(request: RopQueryPositionRequest, call: Call): Answer {
  const { ropId, inputHandleIndex } = request;
  const { rows, cursor } = tableOf(request, call).table;
  const position = { numerator: cursor, denominator: rows.length };
  return { response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, ...position } };
}

export function seekRow(request: RopSeekRowRequest, call: Call): Answer {
  const { ropId, inputHandleIndex, origin, rowCount, wantRowMovedCount } = request;
  const { table } = tableOf(request, call);
  const from = { beginning: 0, current: table.cursor, end: table.rows.length }[String(origin)];
  if (from === undefined) throw new RopFailure(ErrorCode.notSupported);
  const sought = table.seek(from + rowCount) - from;
  const moved = { hasSoughtLess: sought !== rowCount, rowsSought: wantRowMovedCount ? sought : 0 };
  return { response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, ...moved } };
}

export function resetTable(request: RopResetTableRequest, call: Call): Answer {
  const { ropId, inputHandleIndex } = request;
  const { table } = tableOf(request, call);
  return {
    response: { ropId, inputHandleIndex, returnValue: 0 },
    commit: () => {
      table.reset();
      call.session.notifications.drop(call.handles[inputHandleIndex] ?? 0);
    },
  };
}
