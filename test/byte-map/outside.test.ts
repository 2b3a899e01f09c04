/** Every byte of the conformance cases belongs to exactly one field, through all layers. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ByteMap } from "../../src/byte-map/index.js";
import { mappingOf } from "../../src/cli/byte-maps.js";
import { contextFrom } from "../../src/cli/context.js";
import { levelsOf } from "../../src/cli/detect.js";
import { findingOf } from "../../src/cli/findings.js";
import { requestTypeFrom } from "../../src/cli/mapi-http.js";
import { casesOf } from "../../src/conformance/case.js";
import { tiled } from "../../src/fuzz/oracles.js";
import { bytesOf } from "../support/vectors.js";

const cases = casesOf(readFileSync(new URL("../../conformance/cases.jsonl", import.meta.url), "utf8"));

/** What is not made of fields. */
const APART = ["lz77"];

describe("the conformance cases", () => {
  test.each(cases.filter(({ as }) => !APART.includes(as)))("$id", ({ as, requestType, context, hex }) => {
    const bytes = bytesOf(hex);
    const ask = { context: contextFrom(context) };
    const levels = levelsOf(as, requestType === undefined ? undefined : requestTypeFrom(requestType));
    const finding = findingOf(bytes, ask, levels);
    const mapping = mappingOf(finding, ask);
    expect(finding.found.best.answer.ok).toBe(true);
    checkAll(mapping!.map);
    expect([...mapping!.map.leaves()].some(({ path }) => path.at(-1) === "undecoded")).toBe(false);
  });
});

function checkAll(map: ByteMap): void {
  expect(tiled(map)).toBeUndefined();
  for (const { field } of map.leaves()) if (field.content !== undefined) checkAll(field.content);
}
