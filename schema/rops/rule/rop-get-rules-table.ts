/** RopGetRulesTable: opens the table of a folder's rules. */
import { oxcrops, oxorule } from "../../documents.js";
import { field, flags, rop, table, u8 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** How the table is to be written. */
const RulesTableFlags = flags("RulesTableFlags", oxorule("2.2.2.1"), u8, {
  /** Strings are to be sent as Unicode. */
  unicode: 0x40,
});

/** Opens a table with one row for each standard rule of the folder. */
export const RopGetRulesTable = rop("RopGetRulesTable", 0x3f, oxcrops("2.2.11.2"), {
  request: table(oxcrops("2.2.11.2.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("TableFlags", RulesTableFlags),
  ]),
  response: table(oxcrops("2.2.11.2.2"), [OutputHandleIndex, ReturnValue]),
});
