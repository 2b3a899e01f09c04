/** LZ77 both ways and XOR on a full payload, beside C. */
import { compress, decompress, xor, xorInPlace } from "../../src/index.js";
import type { Case } from "../measure/contender.js";
import { payload } from "../payloads/payloads.js";
import { inC, sumOf } from "../peers/c.js";

const SIZE = 0x8000;

/** Sixteen payloads of 32 KiB: rows one after the other. */
function full(): readonly Uint8Array[] {
  const { inputs } = payload("rows");
  return inputs.map((_, index) => {
    const whole = new Uint8Array(SIZE);
    for (let at = 0, i = index; at < SIZE; i++) {
      const part = inputs[i % inputs.length]!.subarray(0, SIZE - at);
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  });
}

export function decompressCase(): Case {
  const plain = full();
  const compressed = plain.map((bytes) => compress(bytes)!);
  return {
    id: "decompress",
    what: `LZ77, ${compressed[0]!.length} bytes to 32 KiB of rows`,
    bytes: compressed[0]!.length,
    inputs: plain.length,
    contenders: [
      { name: "ropwire", run: (index) => decompress(compressed[index]!, SIZE) },
      ...inC("uncompress", compressed, plain.map(sumOf), { size: SIZE, required: { atLeast: 1 / 2 } }),
    ],
  };
}

export function compressCase(): Case {
  const plain = full();
  return {
    id: "compress",
    what: "LZ77, 32 KiB of rows, with the same search",
    bytes: SIZE,
    inputs: plain.length,
    contenders: [
      { name: "ropwire", run: (index) => compress(plain[index]!) },
      ...inC("compress", plain, plain.map(sumOf), { required: { atLeast: 1 / 3 } }),
    ],
  };
}

export function xorCase(): Case {
  const plain = full();
  const inPlace = (change: (bytes: Uint8Array) => void) => {
    const own = full();
    return (index: number): Uint8Array => {
      change(own[index]!);
      return own[index]!;
    };
  };
  const results = plain.map((bytes) => sumOf(xor(bytes)));
  return {
    id: "xor",
    what: "XOR 0xA5 of 32 KiB",
    bytes: SIZE,
    inputs: plain.length,
    contenders: [
      { name: "ropwire, in place", run: inPlace(xorInPlace) },
      ...inC("xor", plain, results, { required: { atLeast: 1 } }),
      { name: "byte loop, in place", run: inPlace(byteLoop), required: { atLeast: 2 } },
      // What differs is the garbage collector, to which 32 KiB a time are a lot.
      { name: "ropwire, new array", run: (index) => xor(plain[index]!) },
    ],
  };
}

function byteLoop(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) bytes[i]! ^= 0xa5;
}
