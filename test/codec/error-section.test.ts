/** An error names the section of the document, also where the structure is a bare value that stands alone. */
import { expect, test } from "vitest";
import { codecOf } from "../support/codecs.js";

test.each([
  ["FolderID", "MS-OXCDATA 2.2.1.1", 7],
  ["MessageID", "MS-OXCDATA 2.2.1.2", 7],
  ["CN", "MS-OXCFXICS 2.2.2.1", 7],
  ["GLOBCNT", "MS-OXCFXICS 2.2.2.5", 5],
])("%s", (name, spec, size) => {
  const { decode, encode } = codecOf(name);
  expect(() => decode(new Uint8Array(size))).toThrow(expect.objectContaining({ code: "truncated", path: [], spec }));
  expect(() => encode("neither")).toThrow(expect.objectContaining({ code: "value-out-of-range", path: [], spec }));
});
