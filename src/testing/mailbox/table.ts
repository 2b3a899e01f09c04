/** A table over folders or messages: columns, order, filter, cursor, and what changes to its rows mean for its watcher. */
import type { NotificationData } from "../../../generated/structures/notification-data.js";
import type { PropertyRow } from "../../../generated/structures/property-row.js";
import type { Restriction } from "../../../generated/structures/restriction.js";
import type { SortOrder } from "../../../generated/structures/sort-order.js";
import { ErrorCode, RopFailure } from "../codes.js";
import { Folder, type Item } from "./items.js";
import { cutForTable, rowOf } from "./properties.js";
import { compareValues, needSupported, satisfies } from "./restrict.js";

export class Table {
  readonly #source: () => readonly Item[];
  readonly #notifies: boolean;
  /** What RopSetColumns set last. */
  columns: readonly number[] | undefined;
  #sortOrders: readonly SortOrder[] = [];
  #restriction: Restriction | undefined;
  /** The row that is read next. */
  #cursor = 0;
  /** The rows as the client can know them; `undefined` until it has asked for something that depends on them. */
  #view: readonly Item[] | undefined;

  /** @param notifies whether the client wants to hear of changes */
  constructor(source: () => readonly Item[], notifies: boolean) {
    this.#source = source;
    this.#notifies = notifies;
  }

  sort(sortOrders: readonly SortOrder[]): void {
    this.#sortOrders = sortOrders;
    this.#cursor = 0;
  }

  /** @throws RopFailure for a restriction that is not supported; the table then stays as it is */
  restrict(restriction: Restriction | undefined): void {
    if (restriction !== undefined) needSupported(restriction);
    this.#restriction = restriction;
    this.#cursor = 0;
  }

  /** No columns, no order, no filter, and no notifications until there is a view again. */
  reset(): void {
    this.columns = undefined;
    this.#sortOrders = [];
    this.#restriction = undefined;
    this.#cursor = 0;
    this.#view = undefined;
  }

  /** The rows as they are now. Asking for them makes the view whose changes are told. */
  get rows(): readonly Item[] {
    return this.#see(this.#current());
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Puts the cursor on a row, or as near to it as there are rows; where it stands then. */
  seek(row: number): number {
    this.#cursor = Math.max(0, Math.min(row, this.rows.length));
    return this.#cursor;
  }

  /**
   * One row over the columns.
   *
   * @throws RopFailure where none are set
   */
  row(item: Item): PropertyRow {
    if (this.columns === undefined) throw new RopFailure(ErrorCode.notInitialized);
    return rowOf(this.columns, item.properties, cutForTable);
  }

  /** What the client is told of a change to an object: nothing where its view did not change. */
  follow(item: Item): NotificationData | undefined {
    if (this.#view === undefined || !this.#notifies) return undefined;
    const before = new Set(this.#view);
    // Of a message that moves, the old place is followed first: the new one is not known before its own turn.
    const rows = this.#see(this.#current().filter((row) => row === item || before.has(row)));
    const position = rows.indexOf(item);
    if (position < 0 && !before.has(item)) return undefined;
    if (this.columns === undefined) return this.changed;
    const told = { type: "tableModified", inSearchFolder: false } as const;
    const { folderId, messageId } = idsOf(item);
    const ofRow = messageId === undefined ? {} : { tableRowMessageId: messageId, tableRowInstance: 0 };
    if (position < 0) return { ...told, tableEventType: "tableRowDeleted", tableRowFolderId: folderId, ...ofRow };
    const after = idsOf(rows[position - 1]);
    return {
      ...told,
      tableEventType: before.has(item) ? "tableRowModified" : "tableRowAdded",
      tableRowFolderId: folderId,
      ...ofRow,
      insertAfterTableRowFolderId: after.folderId,
      ...(messageId === undefined
        ? {}
        : { insertAfterTableRowId: after.messageId ?? 0n, insertAfterTableRowInstance: 0 }),
      tableRowData: this.row(item),
    };
  }

  /** More than is told: the client has to read the table again. */
  get changed(): NotificationData {
    return { type: "tableModified", inSearchFolder: false, message: false, tableEventType: "tableChanged" };
  }

  #see(rows: readonly Item[]): readonly Item[] {
    this.#view = rows;
    this.#cursor = Math.min(this.#cursor, rows.length);
    return rows;
  }

  #current(): readonly Item[] {
    const restriction = this.#restriction;
    const items = this.#source().filter((item) => restriction === undefined || satisfies(item.properties, restriction));
    return items.toSorted((a, b) => this.#compare(a, b));
  }

  #compare(a: Item, b: Item): number {
    for (const { propertyId, propertyType, order } of this.#sortOrders) {
      const tag = propertyId * 0x10000 + propertyType;
      const result = compareValues(a.properties.get(tag), b.properties.get(tag));
      if (result !== 0) return order === "descending" ? -result : result;
    }
    return 0;
  }
}

/** What names a row; zero where there is none. */
function idsOf(item: Item | undefined): { readonly folderId: bigint; readonly messageId?: bigint } {
  if (item === undefined) return { folderId: 0n };
  return item instanceof Folder ? { folderId: item.id } : { folderId: item.folder.id, messageId: item.id };
}
