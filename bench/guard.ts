/** What tests hold on to, in a process of its own: bytes allocated, and the ratio to binary-parser where it is clear. */
import { exchangeCase } from "./cases/exchange.js";
import { asList, decodeBare, encodeList } from "./cases/ours.js";
import { measureAllocation } from "./measure/allocation.js";
import { compare, type Effort } from "./measure/interleave.js";
import { payload, payloads } from "./payloads/payloads.js";
import { tunedParser } from "./peers/binary-parser.js";

export interface Guarded {
  /** Bytes allocated per decode, encode or exchange, by payload. */
  readonly allocated: Readonly<Record<string, number>>;
  /** Time of binary-parser / time of ours, by payload. */
  readonly ratios: Readonly<Record<string, number>>;
}

const BRIEF: Effort = { sliceMs: 2, rounds: 30, warmUpMs: 120 };

function allocatedBy(run: (index: number) => unknown, inputs: number): number {
  return measureAllocation("", run, inputs).allocated;
}

const allocated = payloads.flatMap((one): [string, number][] => {
  const inputs = one.inputs.length;
  return [
    [one.id, allocatedBy((index) => decodeBare(one, index), inputs)],
    [`${one.id}, as a list`, allocatedBy(asList(one), inputs)],
    [`${one.id}, encoded as a list`, allocatedBy(encodeList(one), inputs)],
  ];
});
const exchange = exchangeCase();
for (const one of exchange.contenders)
  if ("run" in one) allocated.push([`exchange, ${one.name}`, allocatedBy(one.run, exchange.inputs)]);
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
