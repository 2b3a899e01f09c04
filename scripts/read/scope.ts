/** What a row may refer to: everything placed before it in its table, the parameters, and the contexts. */
import type { RefModel } from "../ir/model.js";

/** A referable node, by identity. */
export interface Entry {
  readonly ref: RefModel;
  /** The node's type where a condition needs it. */
  readonly node: object;
}

export class Scope {
  readonly #parent: Scope | undefined;
  readonly #entries = new Map<object, Entry>();
  readonly #names = new Set<string>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  find(node: object): Entry | undefined {
    return this.#entries.get(node) ?? this.#parent?.find(node);
  }

  /** Whether a property of that name is on the way to here. */
  hasName(name: string): boolean {
    return this.#names.has(name) || (this.#parent?.hasName(name) ?? false);
  }

  add(node: object, ref: RefModel): void {
    this.#entries.set(node, { ref, node });
    this.#names.add(ref.name);
  }
}
