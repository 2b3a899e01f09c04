/** Request packing: pieces of an upload in input buffers of their own, and what a conversation makes of them. */
import { describe, expect, test } from "vitest";
import { ServerCapabilityFlags } from "../../generated/enumerations.js";
import {
  Conversation,
  decodeInputBuffer,
  encodeInputBuffers,
  encodeOutputBuffer,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";

const { packedFastTransferUploadBuffers, packedWriteStreamUploadBuffers } = ServerCapabilityFlags;
const TABLE = [0x10, 0x20];

const write = (size: number, inputHandleIndex = 1): RopRequest => ({
  ropId: RopId.WriteStreamExtended,
  logonId: 0,
  inputHandleIndex,
  data: new Uint8Array(size).fill(size),
});
const put = (size: number): RopRequest => ({
  ropId: RopId.FastTransferDestinationPutBuffer,
  logonId: 0,
  inputHandleIndex: 1,
  transferData: new Uint8Array(size),
});
const other: RopRequest = { ropId: RopId.GetStatus, logonId: 0, inputHandleIndex: 0 };

/** The RopIds of each buffer. */
function packed(requests: readonly RopRequest[], serverCapabilities?: number): readonly (readonly number[])[] {
  return encodeInputBuffers(requests, TABLE, { serverCapabilities }).map((buffer) => {
    const { requests: list, serverObjectHandleTable } = decodeInputBuffer(buffer);
    expect(serverObjectHandleTable).toEqual(TABLE);
    return list.map(({ ropId }) => ropId);
  });
}

const [WRITE, PUT, OTHER] = [0xa3, 0x54, 0x16];

describe("F18 [C R1649008 to R1649013]", () => {
  test("each piece behind the first stands in a buffer of its own", () => {
    const requests = [other, write(1), write(2), write(3)];
    expect(packed(requests, packedWriteStreamUploadBuffers)).toEqual([[OTHER, WRITE], [WRITE], [WRITE]]);
    expect(packed([put(1), put(2)], packedFastTransferUploadBuffers)).toEqual([[PUT], [PUT]]);
  });

  test("only where the server says that it takes that (R291004 to R291010)", () => {
    const requests = [write(1), write(2)];
    expect(packed(requests)).toEqual([[WRITE, WRITE]]);
    expect(packed(requests, packedFastTransferUploadBuffers)).toEqual([[WRITE, WRITE]]);
    expect(packed([put(1), put(2)], packedWriteStreamUploadBuffers)).toEqual([[PUT, PUT]]);
  });

  test("only at the end, and of one object", () => {
    const all = packedFastTransferUploadBuffers | packedWriteStreamUploadBuffers;
    expect(packed([write(1), write(2), other], all)).toEqual([[WRITE, WRITE, OTHER]]);
    expect(packed([write(1, 0), write(2), write(3)], all)).toEqual([[WRITE, WRITE], [WRITE]]);
    expect(packed([put(1), write(2)], all)).toEqual([[PUT, WRITE]]);
    expect(packed([other], all)).toEqual([[OTHER]]);
    expect(packed([], all)).toEqual([[]]);
  });

  test("is answered once, as the last request of the first buffer", () => {
    const inputs = encodeInputBuffers([other, write(3), write(4)], TABLE, {
      serverCapabilities: packedWriteStreamUploadBuffers,
    });
    const written: RopResponse = {
      ropId: RopId.WriteStreamExtended,
      inputHandleIndex: 1,
      returnValue: 0,
      writtenSize: 7,
    };
    const status: RopResponse = {
      ropId: RopId.GetStatus,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      tableStatus: "complete",
    };
    const { inputs: read, outputs } = new Conversation().exchange(inputs, [
      encodeOutputBuffer([status, written], TABLE),
    ]);
    expect(read.map(({ requests }) => requests.length)).toEqual([2, 1]);
    expect(outputs[0]).toMatchObject({ answers: [0, 1], executed: 2 });
  });
});
