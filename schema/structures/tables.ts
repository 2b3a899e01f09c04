/** Words that several table ROPs share: where a cursor stands, what a table is doing. */
import { oxctabl } from "../documents.js";
import { enumeration, flags, u8 } from "../language/index.js";

/** Where to count or search from, or where the cursor stands. */
export const Bookmarks = enumeration("Bookmarks", oxctabl("2.2.2.1.1"), u8, {
  /** The first row. */
  beginning: 0x00,
  /** The cursor's row. */
  current: 0x01,
  /** Behind the last row. */
  end: 0x02,
  /** A bookmark that the request carries (RopFindRow only). */
  custom: 0x03,
});

/** What a table is doing in the background. */
export const TableStatus = enumeration("TableStatus", oxctabl("2.2.2.1.3"), u8, {
  /** Nothing. */
  complete: 0x00,
  sorting: 0x09,
  sortError: 0x0a,
  settingCols: 0x0b,
  setcolError: 0x0d,
  restricting: 0x0e,
  restrictError: 0x0f,
});

/** How the server may do the work on a table. */
export const AsynchronousFlags = flags("AsynchronousFlags", oxctabl("2.2.2.1.4"), u8, {
  /** In the background; servers may do it at once nevertheless. */
  tblAsync: 0x01,
});
