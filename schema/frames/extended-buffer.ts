/** The extended buffer: a payload behind an RPC_HEADER_EXT, perhaps compressed and obfuscated. */
import { oxcrpc } from "../documents.js";
import { bit, bits, bytes, field, list, part, reserved, size, structure, u16, until } from "../language/index.js";

const compressed = part("compressed", 0x0001, bit);
const xorMagic = part("xorMagic", 0x0002, bit);
const last = part("last", 0x0004, bit);
const payloadSize = size("Size", u16);

/** One payload (at most 32 KB): a ROP buffer, or a list of auxiliary blocks. */
export const ExtendedBuffer = structure("ExtendedBuffer", oxcrpc("2.2.2.1"), [
  field("Version", reserved(u16)),
  /** How the payload is sent, and whether no other extended buffer follows it. */
  field("Flags", bits(u16, [compressed, xorMagic, last])),
  payloadSize,
  /** The size of the payload before it was compressed; the same as Size if it was not. */
  field("SizeActual", u16),
  /** As it is sent: its sender compressed it first and obfuscated it then, as the flags say. */
  field("Payload", bytes(payloadSize)),
]);

/**
 * What one call carries: mostly one payload. More than one where a server packs further responses of the same kind
 * behind its answer to the last ROP, or a client further pieces of an upload.
 */
export const ExtendedBuffers = structure("ExtendedBuffers", oxcrpc("3.1.4.2.1.1"), list(until(last), ExtendedBuffer));
