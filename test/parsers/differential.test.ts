/** The parsers and the decoders are two readers of one schema: on the same bytes they must say the same. */
import { describe, expect, it } from "vitest";
import { PropertyType } from "../../generated/enumerations.js";
import { withoutParser } from "../../generated/parsers/index.js";
import { describePeers } from "../support/peers.js";
import { agree, generator } from "./agreement.js";
import { codecNames, decoded, factoryOf, fromHex, paramsOf, parsing, ropVectors } from "./support.js";

it("has a parser for every codec, or a reason why not", () => {
  expect(codecNames.filter((name) => factoryOf(name) === undefined)).toEqual(Object.keys(withoutParser));
  expect(Object.keys(withoutParser)).toEqual(["AuxBlock", "AuxBlocks"]);
});

it("has bytes of every ROP buffer but one", () => {
  const buffers = codecNames.filter((name) => paramsOf(name).ropId !== undefined);
  const seen = new Set(ropVectors.map(({ codec }) => codec));
  expect(buffers.filter((name) => !seen.has(name))).toEqual(["RopOptionsDataResponse"]);
});

describe("bytes of the documents", () => {
  for (const { id, codec, args, bytes } of ropVectors) {
    it(`${id} as ${codec}`, () => {
      const expected = decoded(codec, bytes, args);
      expect(expected.error).toBeUndefined();
      expect(parsing(codec, args)(bytes)).toEqual(expected);
    });
  }
});

describe("bytes that end too soon", () => {
  for (const { id, codec, args, bytes } of ropVectors) {
    it(`${id} as ${codec}`, () => {
      const parse = parsing(codec, args);
      for (let length = 0; length < bytes.length; length++) {
        const cut = bytes.subarray(0, length);
        agree(codec, cut, parse(cut), decoded(codec, cut, args));
      }
    });
  }
});

describe("bytes that were changed", () => {
  for (const { id, codec, args, bytes } of ropVectors) {
    it(`${id} as ${codec}`, () => {
      const parse = parsing(codec, args);
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.slice();
        changed[at] = (bytes[at] ?? 0) ^ (at % 3 === 0 ? 0xff : 1 << (at % 8));
        agree(codec, changed, parse(changed), decoded(codec, changed, args));
      }
    });
  }
});

it("bytes of no one", () => {
  const random = generator(0x6e);
  const readable = new Set<string>();
  const tags = [0x0e07_0003, 0x001a_001f, 0x3ff9_0102, 0x6748_0014, 0x1000_001e, 0x0000_0000, 0x8001_101f];
  const known: Readonly<Record<string, () => unknown>> = {
    columns: () => tags.slice(0, random(tags.length + 1)),
    tableColumns: () => tags.slice(0, random(tags.length + 1)),
    recipientColumns: () => tags.slice(0, random(tags.length + 1)),
    propertyTags: () => tags.slice(0, random(tags.length + 1)),
    propertyType: () => Object.values(PropertyType)[random(Object.keys(PropertyType).length)],
    widths: () => random(2),
    logonKind: () => ["private", "public"][random(2)],
  };
  const codecs = codecNames.filter((name) => !(name in withoutParser));
  for (const codec of codecs) {
    const { params, ropId } = paramsOf(codec);
    for (let turn = 0; turn < 8; turn++) {
      const args = params.map((name) => known[name]?.());
      const parse = parsing(codec, args);
      for (let run = 0; run < 12; run++) {
        // Mostly zeros and small numbers, so that something of it can be read.
        const bytes = Uint8Array.from({ length: random(160) }, () => random([1, 1, 2, 5, 256][random(5)] ?? 1));
        if (ropId !== undefined) bytes[0] = ropId;
        const expected = decoded(codec, bytes, args);
        agree(codec, bytes, parse(bytes), expected);
        if (!("error" in expected)) readable.add(codec);
      }
    }
  }
  expect(readable.size / codecs.length).toBeGreaterThan(0.95);
});

for (const file of ["peer-mfcmapi.json", "peer-lpe.json", "peer-openchange.json", "peer-hermex.json"]) {
  describePeers(`bytes of other implementations, ${file}`, file, (vectors) => {
    for (const { id, kind, rop, hex, context } of vectors) {
      const codec = kind.startsWith("rop-")
        ? `${rop}${kind === "rop-request" ? "Request" : "Response"}`
        : kind.replace("structure:", "");
      if (factoryOf(codec) === undefined) continue;
      it(`${id} as ${codec}`, () => {
        const columns = String(context)
          .match(/0x[0-9A-Fa-f]{8}/g)
          ?.map(Number);
        const known: Readonly<Record<string, unknown>> = { widths: 0, columns, tableColumns: columns };
        const args = paramsOf(codec).params.map((name) => known[name]);
        agree(codec, fromHex(hex), parsing(codec, args)(fromHex(hex)), decoded(codec, fromHex(hex), args));
      });
    }
  });
}
