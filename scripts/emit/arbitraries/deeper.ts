/** Which structures can hold themselves, and which names of enumerations lead to them: where drawing must be able to end. */
import type { Codec } from "../../ir/model.js";
import type { Program } from "../program.js";

export class Deeper {
  readonly #program: Program;
  readonly #circular: ReadonlySet<string>;
  readonly #keys = new Map<string, ReadonlySet<string>>();

  constructor(program: Program) {
    this.#program = program;
    const { structures } = program.model;
    this.#circular = new Set(
      structures.filter(({ name, body }) => this.#reached(body).has(name)).map(({ name }) => name),
    );
  }

  /** Whether a structure can hold others of its kind. */
  isCircular(structure: string): boolean {
    return this.#circular.has(structure);
  }

  /** Whether a part of the model leads to such a structure. */
  leads(node: unknown): boolean {
    return [...this.#reached(node)].some((name) => this.#circular.has(name));
  }

  /** The names of an enumeration that choose such a structure anywhere. */
  keys(enumeration: string): readonly string[] {
    const cases = this.#program.enumerations.get(enumeration)?.cases ?? [];
    const found = this.#deciding(enumeration);
    return cases.filter(({ key }) => found.has(key)).map(({ key }) => key);
  }

  #deciding(enumeration: string): ReadonlySet<string> {
    const known = this.#keys.get(enumeration);
    if (known !== undefined) return known;
    const names = new Set(this.#program.enumerations.get(enumeration)?.cases.map(({ key }) => key));
    const found = new Set<string>();
    for (const { body } of this.#program.codecs)
      everyNode(body, ({ cases }) => {
        if (!Array.isArray(cases)) return;
        const all = cases as readonly { readonly key: string; readonly of: unknown }[];
        if (all.every(({ key }) => names.has(key))) for (const { key, of } of all) if (this.leads(of)) found.add(key);
      });
    this.#keys.set(enumeration, found);
    return found;
  }

  /** The structures that a part of the model leads to. */
  #reached(node: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
    everyNode(node, ({ type, name }) => {
      if (type !== "structure" || typeof name !== "string" || found.has(name)) return;
      found.add(name);
      this.#reached(this.#bodyOf(name), found);
    });
    return found;
  }

  #bodyOf(name: string): Codec["body"] | undefined {
    return this.#program.structures.get(name)?.body;
  }
}

/** Every object in a part of the model. */
export function everyNode(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(node)) everyNode(inner, visit);
}
