/** The time of a logon. */
import { oxcrops } from "../documents.js";
import { field, structure, u8, u16 } from "../language/index.js";

/** The server's clock when the logon was made (UTC). */
export const LogonTime = structure("LogonTime", oxcrops("2.2.3.1.2.1"), [
  field("Seconds", u8),
  field("Minutes", u8),
  field("Hour", u8),
  /** 0 is Sunday. */
  field("DayOfWeek", u8),
  field("Day", u8),
  /** 1 is January. */
  field("Month", u8),
  field("Year", u16),
]);
