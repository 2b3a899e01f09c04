/** A MAPI/HTTP client over fetch, the same sessions over any RPC transport, typed ROPs and notifications on both. */
export * from "./client.js";
export {
  MapiHttpError,
  type MapiHttpErrorDetails,
  type MapiHttpFailure,
  ResponseCode,
  type ResponseCodeName,
  responseCodeName,
  SessionContextError,
} from "./errors.js";
export type { HttpOptions, MapiHttpResponseHead, RequestType } from "./http.js";
export * from "./mailbox-sessions.js";
export {
  type NamedRequest,
  type RequestId,
  type ResponseTo,
  RopBatch,
  RopBatchResult,
  RopHandle,
} from "./rop-batch.js";
export * from "./rpc.js";
export type { CallOptions, ExecuteOptions, ExecuteResult, SessionContext } from "./session-context.js";
