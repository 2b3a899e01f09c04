/** What tests hold on to, in a process of its own: bytes allocated per decode, and the ratio to binary-parser where it is clear. */
import { asList, decodeBare } from "./cases/ours.js";
import { measureAllocation } from "./measure/allocation.js";
import { compare, type Effort } from "./measure/interleave.js";
import { payload, payloads } from "./payloads/payloads.js";
import { tunedParser } from "./peers/binary-parser.js";

export interface Guarded {
  /** Bytes allocated per decode, by payload. */
  readonly allocated: Readonly<Record<string, number>>;
  /** Time of binary-parser / time of ours, by payload. */
  readonly ratios: Readonly<Record<string, number>>;
}

const BRIEF: Effort = { sliceMs: 2, rounds: 30, warmUpMs: 120 };

const allocated = payloads.flatMap((one): [string, number][] => {
  const of = (run: (index: number) => unknown): number => measureAllocation(one.id, run, one.inputs.length).allocated;
  return [
    [one.id, of((index) => decodeBare(one, index))],
    [`${one.id}, as a list`, of(asList(one))],
  ];
});
const ratios = (["small", "tiny"] as const).map((id): [string, number] => {
  const one = payload(id);
  const parse = tunedParser(id)!;
  const contenders = [
    { name: "ropwire", run: (index: number) => decodeBare(one, index) },
    { name: "binary-parser", run: (index: number) => parse(one.inputs[index]!) },
  ];
  return [id, compare(contenders, one.inputs.length, BRIEF)[1]!.ratio];
});
const guarded: Guarded = { allocated: Object.fromEntries(allocated), ratios: Object.fromEntries(ratios) };
process.stdout.write(JSON.stringify(guarded));
