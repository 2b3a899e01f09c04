/** From drawing to fast-check: a value is drawn from a sequence of choices, and shrinks with it. */
import { Arbitrary, type Random, Stream, Value } from "fast-check";
import { Draw, type Knobs } from "./draw.js";

/** A value, and what encoding and decoding it needs to know from elsewhere, in the order of their arguments. */
export interface InContext<T, C extends readonly unknown[]> {
  readonly value: T;
  readonly context: C;
}

/** Makes an arbitrary of a drawing function: the same choices give the same value. */
export function arbitrary<T>(draw: (d: Draw) => T, knobs: Knobs = {}): Arbitrary<T> {
  new Draw(() => 0, knobs); // refuses wrong knobs now and not at the first value
  return new Drawn(draw, knobs);
}

class Drawn<T> extends Arbitrary<T> {
  readonly #draw: (d: Draw) => T;
  readonly #knobs: Knobs;

  constructor(draw: (d: Draw) => T, knobs: Knobs) {
    super();
    this.#draw = draw;
    this.#knobs = knobs;
  }

  override generate(random: Random): Value<T> {
    return this.#value((limit) => random.nextInt(0, limit - 1));
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(_value: T, context: unknown): Stream<Value<T>> {
    if (!Array.isArray(context)) return Stream.nil();
    return new Stream(simpler(context as number[])).map((choices) => this.#replay(choices));
  }

  /** Behind the end stand zeros, the simplest choices. */
  #replay(choices: readonly number[]): Value<T> {
    let at = 0;
    return this.#value((limit) => (choices[at++] ?? 0) % limit);
  }

  #value(choose: (limit: number) => number): Value<T> {
    const choices: number[] = [];
    const noted = (limit: number): number => {
      const choice = choose(limit);
      choices.push(choice);
      return choice;
    };
    return new Value(this.#draw(new Draw(noted, this.#knobs)), choices);
  }
}

/** Fewer choices first, then such without a part, then smaller ones. All are less in length or in sum, so it ends. */
function* simpler(choices: readonly number[]): Generator<readonly number[]> {
  const used = choices.findLastIndex((choice) => choice !== 0) + 1;
  if (used === 0) return;
  const left = choices.slice(0, used);
  yield left.slice(0, used >> 1);
  for (let part = used >> 1; part > 0; part >>= 1)
    for (let at = 0; at + part <= used; at += part) yield [...left.slice(0, at), ...left.slice(at + part)];
  for (const [at, choice] of left.entries()) {
    if (choice === 0) continue;
    yield left.with(at, 0);
    if (choice > 1) yield left.with(at, Math.floor(choice / 2));
    if (choice > 2) yield left.with(at, choice - 1);
  }
}
