/** One table on the way: what is known of its fields, and what that means for what follows. */
import type { ArgumentModel, Codec, ConditionModel, RefModel, TypeModel } from "../ir/model.js";
import type { Bytes } from "./bytes.js";
import { holds, type Raw, saysOnly } from "./conditions.js";

export class Frame {
  readonly known: Map<string, Raw>;
  readonly value: Record<string, unknown> = {};
  readonly prefix: string;
  /** Where the structure began. */
  readonly start: number;
  /** Counts, sizes and offsets. */
  readonly derived: Map<string, number> = new Map();
  readonly presence: Map<string, boolean> = new Map();
  /** The conditions under which fields stand that show by themselves that they are there. */
  readonly shown: ConditionModel[] = [];
  readonly decided: Set<string>;
  /** The values that forms are split by. */
  readonly splits: ReadonlySet<string>;
  /** The current items of `each` lists. */
  readonly items: number[] = [];
  /** An erratum let the value end here. */
  ended = false;
  /** An erratum might have. */
  ending = false;
  /** The furthest byte that an offset led to. */
  far: number;
  readonly #bytes: Bytes;

  constructor({ splitBy }: Codec, args: ReadonlyMap<string, Raw>, prefix: string, bytes: Bytes) {
    this.known = new Map(args);
    this.prefix = prefix;
    this.start = bytes.pos;
    this.far = bytes.pos;
    this.splits = new Set(splitBy.map(({ name }) => name));
    this.decided = new Set(this.splits);
    this.#bytes = bytes;
  }

  name(own: string): string {
    return this.prefix === "" ? own : `${this.prefix}.${own}`;
  }

  raw(ref: RefModel): Raw {
    if (ref.ref === "item") return ((this.items.at(-1) ?? 0) & ref.mask) >>> ref.shift;
    const known = this.known.get(ref.name);
    if (ref.ref !== "part" || known === undefined) return known;
    // Where two words have a part of that name, it is the one of this word.
    const word = this.known.get(ref.word);
    if (typeof word !== "number") return known;
    const raw = (word & ref.mask) >>> ref.shift;
    return typeof known === "boolean" ? raw !== 0 : raw;
  }

  holds(condition: ConditionModel): boolean {
    return holds(condition, (ref) => this.raw(ref));
  }

  arguments(args: readonly ArgumentModel[]): ReadonlyMap<string, Raw> {
    return new Map(args.map(({ name, value }) => [name, this.#argument(value)]));
  }

  #argument(value: ArgumentModel["value"]): Raw {
    if (value.argument === "literal") return value.value;
    if (value.argument === "ref") return this.raw(value.ref);
    const items = this.raw(value.items);
    const count = Number(this.known.get(value.count));
    if (!Array.isArray(items)) return undefined;
    if (count > items.length)
      throw this.#bytes.fail("inconsistent-field", `${count} items are asked for, there are ${items.length}`);
    return items.slice(0, count);
  }

  /** Whether a structure needs something that the bytes do not say, and nobody else has said. */
  lacks({ args }: TypeModel & { type: "structure" }): boolean {
    return args.some(({ value }) => {
      const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
      return ref !== undefined && ref.ref !== "field" && this.raw(ref) === undefined;
    });
  }

  /** The value; bits that say whether fields are there belong to it unless the fields show it. */
  finished(): unknown {
    for (const [name, set] of this.presence) {
      const isShown = this.shown.some((condition) => saysOnly(condition, name, this.decided, this.known));
      if (!isShown) this.value[name] = set;
    }
    return this.value;
  }
}
