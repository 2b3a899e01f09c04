/** What the schemas of the language's tests cite. */
import { document } from "../../../schema/language/index.js";

export const section = document("TEST")("1");
