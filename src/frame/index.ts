/** The layers below ROP buffers: extended buffers, compression, obfuscation, and the MAPI/HTTP envelope. */
export * from "./envelope.js";
export * from "./extended-buffers.js";
export * from "./lz77.js";
export * from "./xor.js";
