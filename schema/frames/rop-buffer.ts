/** The ROP input and output buffer: a list of ROPs and the handles that they refer to. */
import { oxcrops } from "../documents.js";
import { bytes, field, list, size, structure, toEnd, u16, u32 } from "../language/index.js";

/** Requests (from the client) or responses (from the server), and the handles that their indexes point at. */
export const RopBuffer = structure("RopBuffer", oxcrops("2.2.1"), [
  /**
   * The ROPs one after the other, without padding. They stay bytes here: no ROP carries its length, and
   * reading them takes what the conversation remembers.
   */
  field("RopsList", bytes(size("RopSize", u16, { plus: 2 }))),
  /** The handle at each index; 0xFFFFFFFF where there is none (yet). */
  field("ServerObjectHandleTable", list(toEnd, u32)),
]);
