/** Which blocks of the code ran, from V8's precise coverage. */
import { Session } from "node:inspector";

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

interface Script {
  readonly url: string;
  readonly functions: readonly { readonly functionName: string; readonly ranges: readonly Range[] }[];
}

/** What ran: for each function the characters of its text, 1 where they did. */
type Ran = ReadonlyMap<string, Uint8Array>;

export class Coverage {
  readonly #session = new Session();
  readonly #isCounted: (url: string) => boolean;
  readonly #known = new Map<string, Uint8Array>();

  /**
   * Begins to count in the scripts of this process that are loaded from now on, and in those that are there.
   *
   * @param isCounted whether a script counts, by its URL
   */
  constructor(isCounted: (url: string) => boolean) {
    this.#isCounted = isCounted;
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** How many functions have run so far of those that were kept. */
  get functions(): number {
    return this.#known.size;
  }

  /** What ran since the last time. */
  take(): Ran {
    const ran = new Map<string, Uint8Array>();
    this.#session.post("Profiler.takePreciseCoverage", (error, taken) => {
      if (error) throw error;
      for (const { url, functions } of taken.result as readonly Script[]) {
        if (this.#isCounted(url)) for (const one of functions) paint(ran, url, one.ranges);
      }
    });
    return ran;
  }

  /** Whether something ran that never did before. */
  isNew(ran: Ran): boolean {
    for (const [key, characters] of ran) {
      const known = this.#known.get(key);
      if (known === undefined || characters.some((character, at) => character > known[at]!)) return true;
    }
    return false;
  }

  /** Remembers what ran. */
  keep(ran: Ran): void {
    for (const [key, characters] of ran) {
      const known = this.#known.get(key);
      if (known === undefined) this.#known.set(key, characters);
      else for (let at = 0; at < known.length; at++) known[at]! |= characters[at]!;
    }
  }

  /** Counts no longer. */
  stop(): void {
    this.#session.post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }
}

/** Ranges lie in each other, the outer one first. */
function paint(ran: Map<string, Uint8Array>, url: string, ranges: readonly Range[]): void {
  const [whole] = ranges;
  if (whole === undefined || whole.count === 0) return;
  const { startOffset, endOffset } = whole;
  const characters = new Uint8Array(endOffset - startOffset);
  for (const range of ranges) {
    characters.fill(range.count > 0 ? 1 : 0, range.startOffset - startOffset, range.endOffset - startOffset);
  }
  ran.set(`${url}:${startOffset}-${endOffset}`, characters);
}
