/** Rows of tables and of recipients: as many as there is room for. */
import type { CodePage } from "../../wire/code-page.js";
import { Writer } from "../../wire/writer.js";

/** How many rows, from the first on, fit together into so many bytes. */
export function countFitting<Item>(
  items: readonly Item[],
  room: number,
  codePage: CodePage,
  encodeRow: (w: Writer, item: Item) => void,
): number {
  const w = new Writer(256, { codePage });
  const count = items.findIndex((item) => {
    encodeRow(w, item);
    return w.pos > room;
  });
  return count < 0 ? items.length : count;
}
