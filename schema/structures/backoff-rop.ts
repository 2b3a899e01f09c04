/** One kind of ROP that a server puts off. */
import { oxcrops } from "../documents.js";
import { field, structure, u8, u32 } from "../language/index.js";

/** How long one kind of ROP is not to be sent. */
export const BackoffRop = structure("BackoffRop", oxcrops("2.2.15.2.1.1"), [
  /** The RopId of that kind. */
  field("RopIdBackoff", u8),
  /** Milliseconds. */
  field("Duration", u32),
]);
