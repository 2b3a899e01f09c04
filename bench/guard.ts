/** What tests hold on to, in a process of its own: bytes allocated, and ratios where they are clear. */
import { findPending } from "../src/index.js";
import { exchangeCase } from "./cases/exchange.js";
import { asList, bareDecoder, encodeList } from "./cases/ours.js";
import { measureAllocation } from "./measure/allocation.js";
import type { InProcess } from "./measure/contender.js";
import { compare, type Effort } from "./measure/interleave.js";
import { type Payload, payload, payloads } from "./payloads/payloads.js";
import { tunedParser } from "./peers/binary-parser.js";

export interface Guarded {
  /** Bytes allocated per decode, encode or exchange, by payload. */
  readonly allocated: Readonly<Record<string, number>>;
  /** Time of the second way / time of the first. */
  readonly ratios: Readonly<Record<string, number>>;
}

const BRIEF: Effort = { sliceMs: 2, rounds: 30, warmUpMs: 120 };

function allocatedBy(run: InProcess["run"], inputs: number): number {
  return measureAllocation("", run, inputs).allocated;
}

const allocated = payloads.flatMap((one): [string, number][] => {
  const inputs = one.inputs.length;
  return [
    [one.id, allocatedBy(bareDecoder(one), inputs)],
    [`${one.id}, as a list`, allocatedBy(asList(one), inputs)],
    [`${one.id}, encoded as a list`, allocatedBy(encodeList(one), inputs)],
  ];
});
const exchange = exchangeCase();
for (const one of exchange.contenders)
  if ("run" in one) allocated.push([`exchange, ${one.name}`, allocatedBy(one.run, exchange.inputs)]);

function ratio(one: Payload, first: InProcess["run"], second: InProcess["run"]): number {
  const contenders = [
    { name: "first", run: first },
    { name: "second", run: second },
  ];
  return compare(contenders, one.inputs.length, BRIEF)[1]!.ratio;
}

const ratios: [string, number][] = [];
for (const id of ["small", "tiny"] as const) {
  const one = payload(id);
  const parse = tunedParser(id)!;
  const run = (index: number): unknown => parse(one.inputs[index]!);
  ratios.push([`${id}, decoded / by binary-parser`, ratio(one, bareDecoder(one), run)]);
}
for (const id of ["small", "rows"] as const) {
  const one = payload(id);
  const { inputs, context } = one;
  const walk = (index: number): unknown => findPending(inputs[index]!, { context });
  ratios.push([`${id}, walked over / decoded`, ratio(one, walk, bareDecoder(one))]);
}
const guarded: Guarded = { allocated: Object.fromEntries(allocated), ratios: Object.fromEntries(ratios) };
process.stdout.write(JSON.stringify(guarded));
