/** Prints references and conditions over the record that a parser builds. */
import type { ConditionModel, RefModel } from "../../ir/model.js";
import { partOf } from "../../plan/plan.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import { arrow } from "../used.js";
import { isOfRecord } from "./models.js";
import type { Output } from "./output.js";
import { Inexpressible, inRecord, joined, quoted } from "./text.js";

export class References {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  /** What a reference is in the record. Names of enumerations have become names already. */
  ref(ref: RefModel): string {
    if (this.#out.bare > 0 && isOfRecord(ref))
      throw new Inexpressible(`an element that needs ${ref.name} of the record around it`);
    switch (ref.ref) {
      case "part": {
        if (this.#out.places.has(ref.name)) return inRecord(this.#out.placed(ref.name));
        return `${this.#out.step("masked")}(${inRecord(ref.word)}, ${hex(ref.mask)}${ref.shift === 0 ? "" : `, ${ref.shift}`})`;
      }
      case "item":
        return `${this.#out.step("masked")}(item, ${hex(ref.mask)}${ref.shift === 0 ? "" : `, ${ref.shift}`})`;
      case "derived":
        return inRecord(this.#out.hide(ref.name));
      case "field":
        return inRecord(this.#out.places.has(ref.name) ? this.#out.placed(ref.name) : ref.name);
      case "parameter":
        return local(ref.name);
      default:
        return `${this.#out.step("need")}(${local(ref.name)}, ${quoted(ref.name)})`;
    }
  }

  /** The enumeration whose names a reference has in the record. */
  enumerationOf(ref: RefModel): string | undefined {
    const fields = (this.#out.plan?.members ?? []).flatMap(({ path }) =>
      path.flatMap((item) => (item.item === "field" ? [item.field] : [])),
    );
    for (const { property, type } of fields) {
      const found =
        ref.ref === "part"
          ? type.type === "bits"
            ? partOf(type, ref.name)?.type
            : undefined
          : ref.ref === "field" && property === ref.name
            ? type
            : undefined;
      if (found?.type === "enumeration") return found.name;
    }
    return undefined;
  }

  isNamed(ref: RefModel): boolean {
    return ref.ref === "context" || ref.ref === "request" || this.enumerationOf(ref) !== undefined;
  }

  test(condition: ConditionModel): string {
    return this.closure(this.#condition(condition));
  }

  closure(text: string): string {
    return `${arrow("w", text)} ${text}`;
  }

  #condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        const values = of === "name" && this.isNamed(ref) ? keys.map(quoted) : numbers.map(hex);
        return joined(
          values.map((value) => `${this.ref(ref)} === ${value}`),
          "||",
          nested,
        );
      }
      case "has":
        return `${this.#out.step("masked")}(${this.ref(condition.ref)}, ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.ref(condition.ref);
      case "not": {
        const inner = this.#condition(condition.of);
        if (/^[$\w.["\]]+$/.test(inner)) return `!${inner}`;
        return / (&&|\|\|) /.test(inner) || !inner.includes(" === ") ? `!(${inner})` : inner.replace(" === ", " !== ");
      }
      default:
        return joined(
          condition.of.map((inner) => this.#condition(inner, true)),
          condition.test === "all" ? "&&" : "||",
          nested,
        );
    }
  }
}

/** A condition over the properties of a list's element. */
export function ofElement(condition: ConditionModel, nested = false): string {
  switch (condition.test) {
    case "is": {
      const { ref, keys, numbers, of } = condition;
      const values = of === "name" ? keys.map(quoted) : numbers.map(hex);
      return joined(
        values.map((value) => `item[${quoted(ref.name)}] === ${value}`),
        "||",
        nested,
      );
    }
    case "has":
      return `(Number(item[${quoted(condition.ref.name)}]) & ${hex(condition.mask)}) !== 0`;
    case "true":
      return `item[${quoted(condition.ref.name)}]`;
    case "not":
      return `!(${ofElement(condition.of)})`;
    default:
      return joined(
        condition.of.map((inner) => ofElement(inner, true)),
        condition.test === "all" ? "&&" : "||",
        nested,
      );
  }
}
