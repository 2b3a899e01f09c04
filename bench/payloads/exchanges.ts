/** Small exchanges as clients make them most: a table is opened, asked for a few rows and released again. */
import {
  encodeInputBuffer,
  encodeOutputBuffer,
  type PropertyRow,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";
import { id, type Pick, variants } from "./variants.js";

/** Both sides of a call: ROP buffers in the clear. */
export interface SmallExchange {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
}

export const EXCHANGE_COLUMNS: readonly number[] = [0x0e070003, 0x67480014];

const FOLDER = 0x10;

function requests(pick: Pick): RopRequest[] {
  const [logonId, inputHandleIndex] = [0, 1];
  return [
    { ropId: RopId.GetContentsTable, logonId, inputHandleIndex: 0, outputHandleIndex: 1, tableFlags: 0 },
    { ropId: RopId.SetColumns, logonId, inputHandleIndex, setColumnsFlags: 0, propertyTags: EXCHANGE_COLUMNS },
    { ropId: RopId.QueryRows, logonId, inputHandleIndex, queryRowsFlags: 0, forwardRead: true, rowCount: 1 + pick(9) },
    { ropId: RopId.Release, logonId, inputHandleIndex },
  ];
}

function responses(pick: Pick): RopResponse[] {
  const inputHandleIndex = 1;
  const row = (): PropertyRow => ({ flag: "standard", valueArray: [pick(1 << 30), id(pick)] });
  const success = { outcome: "success", returnValue: 0 } as const;
  return [
    { ropId: RopId.GetContentsTable, outputHandleIndex: 1, ...success, rowCount: pick(1000) },
    { ropId: RopId.SetColumns, inputHandleIndex, ...success, tableStatus: "complete" },
    { ropId: RopId.QueryRows, inputHandleIndex, ...success, origin: "current", rowData: [row(), row()] },
  ];
}

export const smallExchanges: readonly SmallExchange[] = variants((pick) => ({
  input: encodeInputBuffer(requests(pick), [FOLDER, 0xffffffff]),
  output: encodeOutputBuffer(responses(pick), [FOLDER, 0x100 + pick(100)], {
    context: { tableColumns: EXCHANGE_COLUMNS },
  }),
}));
