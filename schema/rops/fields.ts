/** The rows that most ROP buffers begin with. */
import { field, u8, u32 } from "../language/index.js";

/** The logon this ROP works on (u8, any value; unique in the session). */
export const LogonId = field("LogonId", u8);
/** Where the handle of the object to work on stands in the server object handle table (u8 index). */
export const InputHandleIndex = field("InputHandleIndex", u8);
/** Where the handle of the created object is put in the server object handle table (u8 index). */
export const OutputHandleIndex = field("OutputHandleIndex", u8);
/** Where the handle that the response names stands in the server object handle table (u8 index). */
export const ResponseHandleIndex = field("ResponseHandleIndex", u8);
/** Where the handle of the source object stands in the server object handle table (u8 index). */
export const SourceHandleIndex = field("SourceHandleIndex", u8);
/** Where the handle of the destination object stands in the server object handle table (u8 index). */
export const DestHandleIndex = field("DestHandleIndex", u8);
/** What came of it: 0 is success, any other number an error or a warning of MS-OXCDATA 2.4 (u32). */
export const ReturnValue = field("ReturnValue", u32);
