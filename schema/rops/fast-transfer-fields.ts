/** The rows that the ROPs for uploading FastTransfer streams have in common. */
import { bytes, field, reserved, size, u8, u16 } from "../language/index.js";
import { TransferStatus } from "../structures/fast-transfer.js";

/** The next piece of the stream, at least one byte; MS-OXCFXICS 2.2.4.1 says where one may end. */
export const TransferData = field("TransferData", bytes(size("TransferDataSize", u16)));
/** Clients ignore it here. */
export const UploadStatus = field("TransferStatus", TransferStatus);
/** Stands behind the counts of steps. */
export const Reserved = field("Reserved", reserved(u8));
/** How many bytes of the piece were taken: all of them on success, perhaps fewer on failure. */
export const BufferUsedSize = field("BufferUsedSize", u16);
