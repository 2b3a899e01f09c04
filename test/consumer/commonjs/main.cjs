/** A program in CommonJS: `require` loads the package, as Node does with modules that await nothing. */
const { decode, RopDecodeError } = require("ropwire");
const { decodeRopPendingResponse } = require("ropwire/rops/notification/rop-pending");
const ir = require("ropwire/ir.json");
const { name } = require("ropwire/package.json");

try {
  decode(decodeRopPendingResponse, Uint8Array.of(0x6e));
} catch (error) {
  // The same class whichever entry it comes through.
  if (!(error instanceof RopDecodeError)) throw error;
}
console.log(
  JSON.stringify({
    name,
    rops: ir.rops.length,
    decoded: decode(decodeRopPendingResponse, Uint8Array.of(0x6e, 0x12, 0x00)),
  }),
);
