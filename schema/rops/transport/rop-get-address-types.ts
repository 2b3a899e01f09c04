/** RopGetAddressTypes: lists the kinds of addresses that the server can deliver to. */
import { oxcrops } from "../../documents.js";
import { asciiZ, count, field, list, outcomes, rop, size, table, u16, within } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

const addressTypeCount = count("AddressTypeCount", u16);
const addressTypeSize = size("AddressTypeSize", u16);

/** Lists the kinds of addresses that the server can deliver to. */
export const RopGetAddressTypes = rop("RopGetAddressTypes", 0x49, oxcrops("2.2.7.3"), {
  request: table(oxcrops("2.2.7.3.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.7.3.2"), [
      addressTypeCount,
      addressTypeSize,
      /** Such as "EX" or "SMTP". */
      field("AddressTypes", within(addressTypeSize, list(addressTypeCount, asciiZ))),
    ]),
    failure: table(oxcrops("2.2.7.3.3"), []),
  }),
});
