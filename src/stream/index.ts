/** ROP lists, buffers and conversations, and the code pages that they are read and written in. */

export { codePage, codePageNumbers } from "../wire/code-pages.js";
export {
  Conversation,
  type ConversationOptions,
  type ConversationState,
  type Exchange,
  type ReadInput,
  type ReadOutput,
  type Unread,
} from "./conversation.js";
export { findPending, type PendingList } from "./find-pending.js";
export type { EncodeListOptions, ListOptions, UndecodedTail } from "./lists.js";
export { type Lack, Memory, type MemoryState, type OfHandle, type OfLogon, type Remembered } from "./memory.js";
export { encodeInputBuffers, type PackOptions } from "./packing.js";
export { ResponseContexts } from "./response-contexts.js";
export {
  decodeInputBuffer,
  decodeOutputBuffer,
  encodeInputBuffer,
  encodeOutputBuffer,
  type InputBuffer,
  type OutputBuffer,
} from "./rop-buffers.js";
export { decodeRopRequests, encodeRopRequests, RequestContexts, type RequestList } from "./rop-requests.js";
export {
  decodeRopResponses,
  type EncodeResponseListOptions,
  encodeRopResponses,
  type ResponseList,
  type ResponseListOptions,
} from "./rop-responses.js";
