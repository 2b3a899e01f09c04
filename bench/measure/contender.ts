/** What is measured: contenders that do the same work, gathered in cases. */

/** What is asked of the ratio time / time of the case's first contender. */
export type Requirement = { readonly atLeast: number } | { readonly atMost: number };

interface Named {
  readonly name: string;
  readonly required?: Requirement;
  /** Where the work is not quite the same: what is different. */
  readonly note?: string;
}

/** Does the work in this process. */
export interface InProcess extends Named {
  /** Does it once for the input with this index; the result is kept alive. */
  run(index: number): unknown;
}

/** Does the work elsewhere, and times itself. */
export interface Outside extends Named {
  /** Nanoseconds per piece of work, over about so many milliseconds. */
  time(milliseconds: number): number;
}

export type Contender = InProcess | Outside;

export interface Case {
  readonly id: string;
  readonly what: string;
  /** Of the first input. */
  readonly bytes: number;
  /** Over how many inputs the contenders go in turn. */
  readonly inputs: number;
  /** The first one is what the others are compared with. They have been checked: all give the same. */
  readonly contenders: readonly Contender[];
  /** Whether bytes allocated per run are to be measured as well; `retained` is what is asked of ours. */
  readonly allocation?: { readonly required?: number };
}
