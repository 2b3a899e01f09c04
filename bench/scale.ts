/** Time and memory for 1 kB to 1 GB of Execute bodies, read one after the other as a proxy would. `scale.js MAXIMUM` prints JSON. */
import { Sessions } from "../src/index.js";
import { executeBodies, readExecute } from "./cases/execute.js";

export interface Scale {
  /** Of the bodies, as they are transmitted. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** In use afterwards, when garbage has been collected. */
  readonly heap: number;
  /** The most that the process has had, in bytes. */
  readonly resident: number;
}

const bodies = executeBodies();
const sessions = new Sessions<string>();
sessions.add({ handle: "the session", index: 1 });

function read(total: number): Scale {
  const started = performance.now();
  let bytes = 0;
  let verdicts = 0;
  for (let i = 0; bytes < total; i++) {
    const body = bodies[i % bodies.length]!;
    verdicts += readExecute(body, sessions).length;
    bytes += body.length;
  }
  const milliseconds = performance.now() - started;
  if (verdicts === 0) throw new Error("nothing was read");
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { bytes, milliseconds, heap: heapUsed + arrayBuffers, resident: process.resourceUsage().maxRSS * 1024 };
}

const maximum = Number(process.argv[2] ?? 1e9);
read(2e6); // warm
const result: Scale[] = [];
for (let total = 1000; total <= maximum; total *= 10) result.push(read(total));
process.stdout.write(JSON.stringify(result));
