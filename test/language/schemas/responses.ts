/** A schema without any request. */
import { schema as define, field, rop, table, u8 } from "../../../schema/language/index.js";
import { section } from "./section.js";

const RopTell = rop("RopTell", 0x01, section, { response: table(section, [field("Number", u8)]) });

export const schema = define({ rops: [RopTell], structures: [], errata: [] });
