/** One fresh process of the benchmark: measures one case and prints the result as JSON. `measure.js CASE time|quick|memory` */
import { cases } from "./cases/cases.js";
import { type Allocation, measureAllocation } from "./measure/allocation.js";
import type { Case } from "./measure/contender.js";
import { compare, QUICK, THOROUGH, type Timing } from "./measure/interleave.js";

/** What a process says of a case. */
export interface Measured {
  readonly node: string;
  readonly what: string;
  readonly bytes: number;
  readonly contenders: readonly Pick<Case["contenders"][number], "required" | "note">[];
  readonly timings: readonly Timing[];
  readonly allocations: readonly Allocation[];
  readonly allocationRequired?: number;
}

const [, , name = "", mode = "time"] = process.argv;
const make = cases.get(name);
if (make === undefined) throw new Error(`there is no case ${name}`);
const { what, bytes, inputs, contenders, allocation } = await make();
const memory = mode === "memory" && allocation !== undefined;
const measured: Measured = {
  node: process.version,
  what,
  bytes,
  contenders: contenders.map(({ required, note }) => ({ ...(required && { required }), ...(note && { note }) })),
  timings: mode === "memory" ? [] : compare(contenders, inputs, mode === "quick" ? QUICK : THOROUGH),
  allocations: memory
    ? contenders.flatMap((one) => ("run" in one ? [measureAllocation(one.name, one.run, inputs)] : []))
    : [],
  ...(allocation?.required === undefined ? {} : { allocationRequired: allocation.required }),
};
process.stdout.write(JSON.stringify(measured));
