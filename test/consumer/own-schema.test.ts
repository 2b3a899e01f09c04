/** A project with a schema of its own: a vendor's ROP and structure beside all of ours, compiled in its own build. */
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { needsInstalled, printed, run, tsc } from "./node.js";

const { projects } = inject("consumer");

needsInstalled();

test("types, codecs and binary-parser back end of a vendor's ROP", async () => {
  const ropwire = join(projects, "node_modules", ".bin", "ropwire");
  const folder = join(projects, "own-schema");
  const { stdout } = await run(folder, ropwire, "generate", "--schema", "vendor.ts", "--out", "generated");
  expect(stdout).toContain("+ generated/vendor.ts");
  expect(await tsc(7, "--project", "own-schema")).toBe("");
  const labels = [{ color: 0xff0000, text: "urgent" }];
  expect(await printed("own-schema/dist/main.js")).toEqual({
    hex: "f801000000000100" + "0000ff00" + "75007200670065006e0074000000",
    labels,
    parsed: { ropId: 0xf8, inputHandleIndex: 1, outcome: "success", returnValue: 0, labels },
    label: labels[0],
    pending: { ropId: 0x6e, sessionIndex: 18 },
  });
});
