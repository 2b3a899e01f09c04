/** ropwire: decode and encode ROPs, follow conversations, apply the session rule of RopPending. */
export * from "../generated/index.js";
export * from "./codec.js";
export * from "./failure.js";
export * from "./frame/index.js";
export * from "./session/index.js";
export * from "./stream/index.js";
export * from "./values.js";
export * from "./wire/code-page.js";
export * from "./wire/errors.js";
export { Reader, type ReaderOptions, type Undecoded } from "./wire/reader.js";
export { Writer, type WriterOptions } from "./wire/writer.js";
