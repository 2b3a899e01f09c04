/** ROP lists, buffers and conversations. */

export {
  Conversation,
  type ConversationOptions,
  type ConversationState,
  type Exchange,
  type ReadInput,
  type ReadOutput,
  type Unread,
} from "./conversation.js";
export { type Lack, Memory, type MemoryState, type OfHandle, type Remembered } from "./memory.js";
export {
  decodeInputBuffer,
  decodeOutputBuffer,
  encodeInputBuffer,
  encodeOutputBuffer,
  type InputBuffer,
  type OutputBuffer,
} from "./rop-buffers.js";
export {
  decodeRopRequests,
  decodeRopResponses,
  type EncodeListOptions,
  type EncodeResponseListOptions,
  encodeRopRequests,
  encodeRopResponses,
  type ListOptions,
  type RequestList,
  ResponseContexts,
  type ResponseList,
  type ResponseListOptions,
  type UndecodedTail,
} from "./rop-lists.js";
