/** The rows that several ROPs on properties have. */
import { bool16, count, field, list, u16 } from "../language/index.js";
import { PropertyProblem } from "../structures/property-problem.js";

/** The largest value that is told (in bytes); 0 leaves it to the room in the response. Exchange 2010 and later ignore it. */
export const PropertySizeLimit = field("PropertySizeLimit", u16);
/** Whether strings whose type is left to the server come in Unicode. */
export const WantUnicode = field("WantUnicode", bool16);
/** The properties that could not be handled, and why; empty if all went well. */
export const PropertyProblems = field("PropertyProblems", list(count("PropertyProblemCount", u16), PropertyProblem));
