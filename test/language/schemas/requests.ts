/** A schema without any response. */
import { schema as define, field, rop, table, u8 } from "../../../schema/language/index.js";
import { section } from "./section.js";

const RopAsk = rop("RopAsk", 0x01, section, { request: table(section, [field("Number", u8)]) });

export const schema = define({ rops: [RopAsk], structures: [], errata: [] });
