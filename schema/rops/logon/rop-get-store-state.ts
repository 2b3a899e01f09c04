/** RopGetStoreState: tells whether a mailbox has active searches. */
import { oxcrops, oxcstor } from "../../documents.js";
import { field, flags, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What is going on in a mailbox. */
const StoreState = flags("StoreState", oxcstor("2.2.1.5.2"), u32, {
  /** It has search folders that are active. */
  storeHasSearches: 0x01000000,
});

/** Tells the state of a private mailbox. */
export const RopGetStoreState = rop("RopGetStoreState", 0x7b, oxcrops("2.2.3.5"), {
  request: table(oxcrops("2.2.3.5.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.5.2"), [field("StoreState", StoreState)]),
    failure: table(oxcrops("2.2.3.5.3"), []),
  }),
});
