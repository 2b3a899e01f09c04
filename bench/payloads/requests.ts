/** Requests: fifty of the kinds that clients send most, and those that the responses answer. */
import { RopId, type RopRequest, type RopResponse } from "../../src/index.js";
import { ROW_COLUMNS } from "./responses.js";
import { id, type Pick, text } from "./variants.js";

function request(pick: Pick): RopRequest {
  const inputHandleIndex = pick(8);
  const logonId = 0;
  switch (pick(6)) {
    case 0:
      return { ropId: RopId.Release, logonId, inputHandleIndex };
    case 1:
      return {
        ropId: RopId.GetPropertiesSpecific,
        logonId,
        inputHandleIndex,
        propertySizeLimit: 0,
        wantUnicode: true,
        propertyTags: [0x0037001f, 0x0e070003, 0x0e060040],
      };
    case 2:
      return { ropId: RopId.SetColumns, logonId, inputHandleIndex, setColumnsFlags: 0, propertyTags: ROW_COLUMNS };
    case 3:
      return { ropId: RopId.QueryRows, logonId, inputHandleIndex, queryRowsFlags: 0, forwardRead: true, rowCount: 50 };
    case 4:
      return {
        ropId: RopId.OpenMessage,
        logonId,
        inputHandleIndex,
        outputHandleIndex: pick(8),
        codePageId: 0x0fff,
        folderId: id(pick),
        openModeFlags: 3,
        messageId: id(pick),
      };
    default:
      return {
        ropId: RopId.SetProperties,
        logonId,
        inputHandleIndex,
        propertyValues: [
          { propertyTag: 0x0037001f, propertyValue: text(pick, 10 + pick(20)) },
          { propertyTag: 0x0e070003, propertyValue: pick(1 << 30) },
        ],
      };
  }
}

export function mixedRequests(pick: Pick): RopRequest[] {
  return Array.from({ length: 50 }, () => request(pick));
}

/** The requests that these responses answer, one for each that answers one. */
export function requestsFor(responses: readonly RopResponse[]): RopRequest[] {
  return responses.flatMap((response): RopRequest[] => {
    const inputHandleIndex = "inputHandleIndex" in response ? response.inputHandleIndex : 0;
    switch (response.ropId) {
      case RopId.SetProperties:
        return [{ ropId: RopId.SetProperties, logonId: 0, inputHandleIndex, propertyValues: [] }];
      case RopId.SetColumns: {
        const propertyTags = ROW_COLUMNS;
        return [{ ropId: RopId.SetColumns, logonId: 0, inputHandleIndex, setColumnsFlags: 0, propertyTags }];
      }
      case RopId.SaveChangesMessage: {
        const { responseHandleIndex } = response;
        return [{ ropId: response.ropId, logonId: 0, responseHandleIndex, inputHandleIndex, saveFlags: 0 }];
      }
      case RopId.OpenFolder: {
        const { outputHandleIndex } = response;
        return [
          { ropId: response.ropId, logonId: 0, inputHandleIndex, outputHandleIndex, folderId: 1n, openModeFlags: 0 },
        ];
      }
      case RopId.QueryRows: {
        const rows = { queryRowsFlags: 0, forwardRead: true, rowCount: 50 };
        return [{ ropId: RopId.QueryRows, logonId: 0, inputHandleIndex, ...rows }];
      }
      default:
        return [];
    }
  });
}
