/** RopLogon. */
import { ResponseFlags } from "../../../generated/enumerations.js";
import type { RopLogonRequest } from "../../../generated/rops/logon/rop-logon.js";
import { ErrorCode, RopFailure } from "../codes.js";
import { REPLICA } from "../mailbox/mailbox.js";
import type { Answer, Call } from "./call.js";

/** Private mailboxes only. */
export function logon(request: RopLogonRequest, { session, findMailbox }: Call): Answer {
  const { ropId, logonId, outputHandleIndex, logonKind, undercover, ghosted, spoolerProcess, essdn } = request;
  if (logonKind !== "private") throw new RopFailure(ErrorCode.notSupported);
  const mailbox = findMailbox(essdn ?? session.userDn);
  if (mailbox === undefined) throw new RopFailure(ErrorCode.unknownUser);
  const head = { ropId, outputHandleIndex, undercover, ghosted, spoolerProcess };
  if (mailbox.redirectTo !== undefined) {
    const redirect = { outcome: "redirect", returnValue: ErrorCode.wrongServer, logonKind } as const;
    return { response: { ...head, ...redirect, serverName: mailbox.redirectTo } };
  }
  const now = mailbox.now();
  return {
    response: {
      ...head,
      outcome: "success",
      returnValue: 0,
      logonKind,
      folderIds: mailbox.special.map(({ id }) => id),
      responseFlags: ResponseFlags.reserved | ResponseFlags.ownerRight | ResponseFlags.sendAsRight,
      mailboxGuid: mailbox.guid,
      replId: REPLICA,
      replGuid: mailbox.guid,
      logonTime: {
        seconds: now.getUTCSeconds(),
        minutes: now.getUTCMinutes(),
        hour: now.getUTCHours(),
        dayOfWeek: now.getUTCDay(),
        day: now.getUTCDate(),
        month: now.getUTCMonth() + 1,
        year: now.getUTCFullYear(),
      },
      gwartTime: 0n,
    },
    commit: () => session.releaseLogon(logonId),
    opens: { kind: "logon", logonId, mailbox },
  };
}
