/** The rows that many folder ROPs have in common. */
import { bool8, field } from "../language/index.js";

/** Whether the server may answer with RopProgress first and do the work meanwhile. */
export const WantAsynchronous = field("WantAsynchronous", bool8);
/** Whether the ROP failed for some of its targets. */
export const PartialCompletion = field("PartialCompletion", bool8);
