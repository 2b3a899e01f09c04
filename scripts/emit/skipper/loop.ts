/** Emits the loop that walks over the frequent responses, which stand in it as they are: most lists consist of nothing else. */
import type { Codec } from "../../ir/model.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex, ropHex } from "../types.js";
import type { SkipReach } from "./reach.js";
import { canStandInLoop, emitInLoop } from "./skipper.js";

/** Up to here V8 adds to a position without asking whether it overflows, if it can see that it is no more. */
const MOST = 0x3fffffff;
const inRange = `p &= ${hex(MOST)};`;

/** @param frequent the responses by the RopId in front of them */
export function emitSkipLoop(
  program: Program,
  reach: SkipReach,
  file: GeneratedFile,
  frequent: readonly { readonly id: number; readonly codec: Codec }[],
): void {
  const { lines } = file;
  const cases = frequent.filter(({ codec }) => canStandInLoop(program, reach, codec));
  const print = (room: number): number => {
    const loop = { room: 1 };
    lines.doc(
      "Walks over frequent ROP responses, faster than one after the other: to the first that has the RopId `sought`, or is not a",
      "frequent one, or stands near `end`; behind `end` where one does not fit or only decoding tells.",
    );
    const params = "b: Uint8Array, p: number, end: number, sought: number";
    lines.block(`export function skipFrequentRopResponses(${params}): number`, () => {
      lines.line(`const last = end - ${room};`);
      lines.line(`if (end > ${hex(MOST)}) return p;`);
      lines.line(inRange);
      lines.block("while (p <= last)", () => {
        lines.line(inRange);
        lines.line("const id = b[p];");
        lines.line("if (id === sought) return p;");
        lines.block("switch (id)", () => {
          for (const { id, codec } of cases)
            lines.block(`case ${ropHex(id)}:`, () => emitInLoop(program, reach, file, codec, loop));
          lines.line("default:");
          lines.indented(() => lines.line("return p;"));
        });
      });
      lines.line("return p;");
    });
    lines.line();
    return loop.room;
  };
  // How much room a turn needs shows when it has been printed.
  const mark = lines.mark();
  const room = print(1);
  lines.cut(mark);
  print(room);
}
