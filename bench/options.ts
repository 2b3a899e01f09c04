/** What `npm run bench -- ...` understands. */
import { parseArgs } from "node:util";

export const USAGE = `npm run bench -- [options]

  --case TEXT       only the cases whose name contains the text (may be repeated)
  --quick           one process and short slices: for a look, not for a figure
  --processes N     fresh processes for each case (3)
  --node PATH       measure with this node instead of the one that runs this
  --json FILE       write all figures
  --scale           also read up to 1 GB of Execute bodies
  --plot FILE       draw time and memory over the bytes read, as SVG
  --list            print the names of the cases`;

export interface Options {
  readonly cases: readonly string[];
  readonly quick: boolean;
  readonly processes: number;
  readonly node: string;
  readonly json: string | undefined;
  readonly scale: boolean;
  readonly plot: string | undefined;
  readonly list: boolean;
}

export function optionsOf(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      case: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      processes: { type: "string" },
      node: { type: "string" },
      json: { type: "string" },
      scale: { type: "boolean", default: false },
      plot: { type: "string" },
      list: { type: "boolean", default: false },
    },
  });
  const { quick, scale, plot, list, json } = values;
  const processes = Number(values.processes ?? (quick ? 1 : 3));
  if (!Number.isInteger(processes) || processes < 1) throw new Error("--processes takes a number from 1");
  return { cases: values.case ?? [], quick, processes, node: values.node ?? process.execPath, json, scale, plot, list };
}
