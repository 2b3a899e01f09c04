/** What a row may refer to: everything placed before it in its table, and the parameters. */
import type { RefModel } from "../ir/model.js";

export class Scope {
  readonly #parent: Scope | undefined;
  readonly #refs = new Map<object, RefModel>();
  readonly #names = new Set<string>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  /** How a node of the schema is referred to from here. */
  find(node: object): RefModel | undefined {
    return this.#refs.get(node) ?? this.#parent?.find(node);
  }

  /** Whether a property of that name is on the way to here. */
  hasName(name: string): boolean {
    return this.#names.has(name) || (this.#parent?.hasName(name) ?? false);
  }

  add(node: object, ref: RefModel): void {
    this.#refs.set(node, ref);
    this.#names.add(ref.name);
  }
}
