/** `ropwire decode --map`: the fields of the bytes in lines and as JSON, through layers. */
import { describe, expect, it } from "vitest";
import { closeExtendedBuffers, encode, encodeExecuteRequest } from "../../src/index.js";
import { hexOf } from "../../src/wire/text.js";
import { bytesOf } from "../support/vectors.js";
import { ropwire } from "./streams.js";

const map = async (...args: readonly string[]): Promise<string> => (await ropwire(["decode", "--map", ...args])).out;

/** RopRelease and no handle. */
const INPUT = "0500010000";

describe("lines", () => {
  it("have offset, bytes, field, value and section", async () => {
    expect(await ropwire(["decode", "--map", "2a4400000000108001000000000000" + "0cefcdab89674523010000"])).toEqual({
      status: 0,
      error: "",
      out: `rop-responses, 26 bytes (by trial)
0000  2a                       responses[0].ropId                               42 0x2a  MS-OXCROPS 2.2.14.2.1
0001  44 00 00 00              responses[0].notificationHandle                  0x00000044  MS-OXCROPS 2.2.14.2.1
0005  00                       responses[0].logonId                             0  MS-OXCROPS 2.2.14.2.1
0006  10 80                    responses[0].notificationData.notificationFlags  type="objectModified" inSearchFolder=false  MS-OXCNOTIF 2.2.1.4.1.2
0008  01 00 00 00 00 00 00 0c  responses[0].notificationData.folderId           0xc00000000000001  MS-OXCNOTIF 2.2.1.4.1.2
0010  ef cd ab 89 67 45 23 01  responses[0].notificationData.messageId          0x123456789abcdef  MS-OXCNOTIF 2.2.1.4.1.2
0018  00 00                    responses[0].notificationData.tagCount           0  MS-OXCNOTIF 2.2.1.4.1.2
`,
    });
  });

  it("show text, long bytes not all, and what stands behind its size", async () => {
    const context = JSON.stringify({ columns: ["0x3001001f", "0x0fff0102"] });
    const out = await map("--as", "structure:PropertyRow", "--context", context, `00310000000e00${"ab".repeat(14)}`);
    expect(out.split("\n").map((line) => line.replace(/ +/g, " "))).toEqual([
      "structure:PropertyRow, 21 bytes",
      '0000 00 flag "standard" MS-OXCDATA 2.8.1',
      '0001 31 00 00 00 valueArray[0] "1" MS-OXCDATA 2.11.2.1',
      "0005 0e 00 valueArray[1].count 14 0x0e MS-OXCDATA 2.11.2.1",
      "0007 ab ab ab ab ab ab ab ab ab ab ab ab … 14 bytes valueArray[1].value MS-OXCDATA 2.11.2.1",
      "",
    ]);
  });

  it("show property tags with their names", async () => {
    expect(await map("--as", "structure:TaggedPropertyValue", "1f00013041000000")).toMatch(
      /\n0000 {2}1f 00 01 30 {2}propertyTag +0x3001001f PidTagDisplayName /,
    );
  });

  it("go on to what could not be decoded", async () => {
    const { status, out } = await ropwire(["decode", "--map", "--as", "rop-responses", "6e12006e12"]);
    expect(status).toBe(1);
    expect(out).toMatch(/\n0004 {2}12 +responses\.undecoded\nerror \[1\]\.sessionIndex at 0x0004: needs 2 bytes/);
  });

  it("go on to where an envelope breaks off", async () => {
    const { status, out, error } = await ropwire(
      ["decode", "--map", "--as", "mapihttp-response", "--request-type", "Execute"],
      Buffer.from("PROCESSING\r\nPEND"),
    );
    expect({ status, error }).toEqual({ status: 1, error: "" });
    expect(out).toMatch(/^0000 .* envelope\[0\] .*\n000c {2}50 45 4e 44 +undecoded/m);
  });

  it("are as many as there are fields", async () => {
    const { out } = await ropwire(
      ["decode", "--map", "--as", "rop-responses", "--raw"],
      Buffer.alloc(300_000, "6e1200", "hex"),
    );
    expect(out).toContain("responses[99999].sessionIndex");
  });
});

describe("layers", () => {
  const body = (xorMagic: boolean): string => {
    const ropBuffer = closeExtendedBuffers([bytesOf(INPUT)], { xorMagic });
    const value = { flags: 0, ropBuffer, maxRopOut: 0x10008 };
    return hexOf(encode(encodeExecuteRequest, value));
  };

  it("continue the tree", async () => {
    expect(await map(body(false))).toMatch(/^0012 {2}01 +ropBuffer\[0\]\.payload\.requests\[0\]\.ropId +1 {2}/m);
  });

  it("that are obfuscated follow with bytes of their own", async () => {
    const out = await map(body(true));
    expect(out).toContain("\nropBuffer[0].payload in the clear, 5 bytes\n0000  05 00  ropSize");
    expect(out).toMatch(/^0002 {2}01 +requests\[0\]\.ropId +1 {2}/m);
  });

  it("that could not be decoded are so in the end too", async () => {
    // The body of an Execute whose one ROP has an id that there is not.
    const args = ["decode", "0000000000000000000000001100000000000400090009000500", "3c0700", "4400000000000000"];
    const statuses = await Promise.all(["--map", "--json"].map(async (one) => (await ropwire([...args, one])).status));
    expect(statuses).toEqual([1, 1]);
    const { out } = await ropwire([...args, "--map"]);
    expect(out).toMatch(/^mapihttp-response Execute, 37 bytes \(by trial\)\n0000 /);
    expect(out).toContain(
      "\n  rop-output-buffer, 9 bytes\n    error responses[0].ropId at 0x0002: no ROP has the id 0x3c",
    );
  });

  it("are lists in the JSON", async () => {
    const { map } = JSON.parse((await ropwire(["decode", "--map", "--json", body(true)])).out) as {
      readonly map: readonly { readonly path: readonly unknown[]; readonly content?: readonly object[] }[];
    };
    const payload = map.find(({ path }) => path.at(-1) === "payload");
    expect(payload).toMatchObject({ path: ["ropBuffer", 0, "payload"], offset: 16, length: 5 });
    expect(payload?.content?.[1]).toEqual({
      offset: 2,
      length: 1,
      path: ["requests", 0, "ropId"],
      spec: "MS-OXCROPS 2.2.15.3.1",
    });
  });
});
