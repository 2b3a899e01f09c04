/** What is known on one way through a table, and what follows from it. */
import type { TypeModel } from "../ir/model.js";
import { simplify } from "./conditions.js";

/** What is known of a name: its value is one of these, or none of those, or the field is not there. */
export type Fact =
  | { readonly one: readonly string[] }
  | { readonly not: readonly string[] }
  | { readonly absent: true };

export type Facts = ReadonlyMap<string, Fact>;

export function withFact(facts: Facts, name: string, fact: Fact): Facts {
  return new Map([...facts, [name, fact]]);
}

/** Whether a value can still be this one. */
export function isPossible(key: string, fact: Fact | undefined): boolean {
  if (fact === undefined || "absent" in fact) return true;
  return "one" in fact ? fact.one.includes(key) : !fact.not.includes(key);
}

/** The values that are left, as a type of the value says them. */
export function literalsOf(fact: Fact | undefined): readonly (string | boolean)[] | undefined {
  if (fact === undefined || !("one" in fact)) return undefined;
  return fact.one.map((key) => (key === "true" ? true : key === "false" ? false : key));
}

/** One number is a literal; several are said by the outcome. */
export function numbersOf(fact: Fact | undefined): readonly number[] | undefined {
  return fact !== undefined && "one" in fact && fact.one.length === 1 ? [Number(fact.one[0])] : undefined;
}

/** The same with every choice and encoding resolved that the facts already decide. */
export function decided<T>(node: T, facts: Facts): T {
  if (facts.size === 0) return node;
  const visit = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) {
      const all = part.map(visit);
      return all.some((one, index) => one !== part[index]) ? all : part;
    }
    const choice = part as TypeModel;
    if (choice.type === "choose") {
      const fact = facts.get(choice.ref.name);
      if (fact !== undefined && "one" in fact && fact.one.length === 1) {
        const hit = choice.cases.find(({ key }) => key === fact.one[0])?.of ?? choice.otherwise;
        if (hit !== undefined) return visit(hit);
      }
    }
    if (choice.type === "stringBy") {
      const unicode = simplify(choice.unicode, facts);
      if (typeof unicode === "boolean") return { type: "string", encoding: unicode ? "utf16" : "string8" };
    }
    let changed = false;
    const copy = Object.fromEntries(
      Object.entries(part).map(([key, value]) => {
        const next = visit(value);
        changed ||= next !== value;
        return [key, next];
      }),
    );
    return changed ? copy : part;
  };
  return visit(node) as T;
}
