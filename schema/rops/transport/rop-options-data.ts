/** RopOptionsData: asks for the options of a kind of address. */
import { oxcrops } from "../../documents.js";
import {
  asciiZ,
  bool8,
  bytes,
  field,
  is,
  not,
  outcomes,
  reserved,
  rop,
  size,
  string8Z,
  table,
  u8,
  u16,
  when,
} from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

const helpFileSize = size("HelpFileSize", u16, { none: 0 });

/** Asks for the options that the server has for a kind of address, and for the help file about them. */
export const RopOptionsData = rop("RopOptionsData", 0x6f, oxcrops("2.2.7.9"), {
  request: table(oxcrops("2.2.7.9.1"), [
    LogonId,
    InputHandleIndex,
    /** One of those that RopGetAddressTypes lists. */
    field("AddressType", asciiZ),
    /** Whether the help file has to be one for 32-bit Windows. */
    field("WantWin32", bool8),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.7.9.2"), [
      field("Reserved", reserved(u8, 0x01)),
      /** Opaque. */
      field("OptionsInfo", bytes(size("OptionsInfoSize", u16))),
      /** The content of the help file; absent if there is none. */
      field("HelpFile", bytes(helpFileSize)),
      /** The name of the help file. */
      when(not(is(helpFileSize, 0)), field("HelpFileName", string8Z)),
    ]),
    failure: table(oxcrops("2.2.7.9.3"), []),
  }),
});
