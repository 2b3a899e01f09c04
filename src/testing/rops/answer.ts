/** Answers a ROP: the one list of those that the server knows. */
import { RopId, type RopRequest } from "../../../generated/rops.js";
import { failureOf } from "../../failure.js";
import { ErrorCode, RopFailure } from "../codes.js";
import type { Answer, Call } from "./call.js";
import { deleteMessages, getContentsTable, getHierarchyTable, openFolder } from "./folders.js";
import { logon } from "./logon.js";
import {
  createMessage,
  getPropertiesAll,
  getPropertiesSpecific,
  openMessage,
  readRecipients,
  saveChangesMessage,
  setProperties,
} from "./messages.js";
import { registerNotification } from "./subscriptions.js";
import { queryPosition, queryRows, resetTable, restrict, seekRow, setColumns, sortTable } from "./tables.js";

/** What a request is answered with; a failure where it fails, and where the server does not know the ROP. */
export function answer(request: RopRequest, call: Call): Answer {
  try {
    return succeed(request, call);
  } catch (error) {
    if (!(error instanceof RopFailure)) throw error;
    return { response: failureOf(request, error.returnValue) };
  }
}

function succeed(request: RopRequest, call: Call): Answer {
  switch (request.ropId) {
    case RopId.Logon:
      return logon(request, call);
    case RopId.OpenFolder:
      return openFolder(request, call);
    case RopId.GetHierarchyTable:
      return getHierarchyTable(request, call);
    case RopId.GetContentsTable:
      return getContentsTable(request, call);
    case RopId.DeleteMessages:
      return deleteMessages(request, call);
    case RopId.SetColumns:
      return setColumns(request, call);
    case RopId.SortTable:
      return sortTable(request, call);
    case RopId.Restrict:
      return restrict(request, call);
    case RopId.QueryRows:
      return queryRows(request, call);
    case RopId.QueryPosition:
      return queryPosition(request, call);
    case RopId.SeekRow:
      return seekRow(request, call);
    case RopId.ResetTable:
      return resetTable(request, call);
    case RopId.OpenMessage:
      return openMessage(request, call);
    case RopId.ReadRecipients:
      return readRecipients(request, call);
    case RopId.CreateMessage:
      return createMessage(request, call);
    case RopId.SetProperties:
      return setProperties(request, call);
    case RopId.SaveChangesMessage:
      return saveChangesMessage(request, call);
    case RopId.GetPropertiesSpecific:
      return getPropertiesSpecific(request, call);
    case RopId.GetPropertiesAll:
      return getPropertiesAll(request, call);
    case RopId.RegisterNotification:
      return registerNotification(request, call);
    default:
      throw new RopFailure(ErrorCode.notSupported);
  }
}
