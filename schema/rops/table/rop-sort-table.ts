/** RopSortTable: sorts a table. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { SortOrder } from "../../structures/sort-order.js";
import { AsynchronousFlags, TableStatus } from "../../structures/tables.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

const sortOrderCount = count("SortOrderCount", u16);

/** Sorts the rows of a contents table, and may group them into categories. */
export const RopSortTable = rop("RopSortTable", 0x13, oxcrops("2.2.5.2"), {
  request: table(oxcrops("2.2.5.2.1"), [
    LogonId,
    InputHandleIndex,
    field("SortTableFlags", AsynchronousFlags),
    sortOrderCount,
    /** How many of the first sort orders group the rows into categories (0 to all of them). */
    field("CategoryCount", u16),
    /** How many of the categories are expanded at first. */
    field("ExpandedCount", u16),
    /** The most significant first. */
    field("SortOrders", list(sortOrderCount, SortOrder)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.2.2"), [field("TableStatus", TableStatus)]),
    failure: table(oxcrops("2.2.5.2.3"), []),
  }),
});
