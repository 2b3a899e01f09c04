/**
 * errata.ts:8  the erratum "D-One" is there already
 */
import { schema as define, erratum } from "../../../schema/language/index.js";

const one = erratum("D-One", { document: "One.", wire: "Two.", evidence: "Three." });
const two = erratum("D-Two", { document: "One.", wire: "Two.", evidence: "Three." });
const again = erratum("D-One", { document: "Four.", wire: "Five.", evidence: "Six." });

export const schema = define({ rops: [], structures: [], errata: [one, two, again] });
