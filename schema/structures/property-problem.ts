/** Why one of several properties could not be handled. */
import { oxcdata } from "../documents.js";
import { field, structure, u16, u32 } from "../language/index.js";
import { PropertyTag } from "./property-tags.js";

/** A property of the request that could not be handled, and why. */
export const PropertyProblem = structure("PropertyProblem", oxcdata("2.7"), [
  /** Where the property stands in the request, from 0 on. */
  field("Index", u16),
  field("PropertyTag", PropertyTag),
  /** An error of MS-OXCDATA 2.4. */
  field("ErrorCode", u32),
]);
