/** Request packing: the pieces of a long upload behind the first, each in an input buffer of its own. [MS-OXCRPC] 3.1.4.2.1 */
import { ServerCapabilityFlags } from "../../generated/enumerations.js";
import { RopId, type RopRequest } from "../../generated/rops.js";
import { handleIndexOf } from "./contexts.js";
import type { EncodeListOptions } from "./lists.js";
import { encodeInputBuffer } from "./rop-buffers.js";

export interface PackOptions extends EncodeListOptions {
  /**
   * Bits of ServerCapabilityFlags, as AUX_SERVER_CAPABILITIES told them. Default 0: nothing is packed, and the pieces stand
   * in one buffer.
   */
  readonly serverCapabilities?: number | undefined;
}

/** What uploads a piece, and what a server says that takes several of them packed. */
const UPLOADS: ReadonlyMap<number, number> = new Map([
  [RopId.WriteStreamExtended, ServerCapabilityFlags.packedWriteStreamUploadBuffers],
  [RopId.FastTransferDestinationPutBuffer, ServerCapabilityFlags.packedFastTransferUploadBuffers],
  [RopId.FastTransferDestinationPutBufferExtended, ServerCapabilityFlags.packedFastTransferUploadBuffers],
]);

/**
 * Encodes ROP input buffers for one call. Where the requests end in several RopWriteStreamExtended, or several
 * RopFastTransferDestinationPutBuffer (or its extended form), on the same object, the first of them stands in the first
 * buffer, and each other in one of its own. The server answers them once, in its first output buffer: WrittenSize is the sum,
 * BufferUsedSize that of the last piece.
 *
 * A piece and the ROPs before it have to fit into 32 KB; a FastTransfer stream is cut between two atoms, or inside the bytes
 * of a value ([MS-OXCFXICS] 2.2.4.1), which only the caller knows.
 *
 * @throws RopEncodeError
 */
export function encodeInputBuffers(
  requests: readonly RopRequest[],
  serverObjectHandleTable: readonly number[],
  options: PackOptions = {},
): readonly Uint8Array[] {
  const packed = countPacked(requests, options.serverCapabilities ?? 0);
  const first = requests.slice(0, requests.length - packed);
  const buffers = [first, ...requests.slice(first.length).map((piece) => [piece])];
  return buffers.map((list) => encodeInputBuffer(list, serverObjectHandleTable, options));
}

/** How many requests at the end continue the one before them. */
function countPacked(requests: readonly RopRequest[], serverCapabilities: number): number {
  const last = requests.at(-1);
  if (last === undefined || ((UPLOADS.get(last.ropId) ?? 0) & serverCapabilities) === 0) return 0;
  const isPiece = (request: RopRequest) =>
    request.ropId === last.ropId && request.logonId === last.logonId && handleIndexOf(request) === handleIndexOf(last);
  return requests.length - 2 - requests.findLastIndex((request) => !isPiece(request));
}
