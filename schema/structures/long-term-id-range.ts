/** Ranges of long-term ids. */
import { oxcrops } from "../documents.js";
import { field, structure } from "../language/index.js";
import { LongTermID } from "./identifiers.js";

/** Ids that follow one another, both ends included. */
export const LongTermIdRange = structure("LongTermIdRange", oxcrops("2.2.13.12.1.1"), [
  field("MinLongTermId", LongTermID),
  field("MaxLongTermId", LongTermID),
]);
