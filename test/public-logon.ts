/** The answer to a logon to public folders, for tests that need one and not its content. */
import type { RopLogonResponse } from "../generated/rops/logon/rop-logon.js";

export const publicLogon: RopLogonResponse = {
  ropId: 0xfe,
  outputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  logonKind: "public",
  undercover: false,
  ghosted: false,
  spoolerProcess: false,
  folderIds: new Array<bigint>(13).fill(1n),
  replId: 1,
  replGuid: new Uint8Array(16),
  perUserGuid: new Uint8Array(16),
};
