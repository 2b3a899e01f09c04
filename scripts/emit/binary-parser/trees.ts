/** Prints the plan's tree as steps: fields in their order, then a form or a split. */
import type { ConditionModel } from "../../ir/model.js";
import { sameCondition } from "../../plan/conditions.js";
import { type Item, type Member, membersOf, type Plan, type Split, type Tree, unnamedMask } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import type { Call, Expression } from "../layout.js";
import { hex, ropHex } from "../types.js";
import type { Choices } from "./choices.js";
import type { Containers } from "./containers.js";
import type { Fields } from "./fields.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import { Inexpressible, quoted } from "./text.js";
import type { Values } from "./values.js";

export class Trees {
  readonly #out: Output;
  readonly #refs: References;
  readonly #choices: Choices;
  readonly #values: Values;
  readonly #containers: Containers;
  readonly #fields: Fields;

  constructor(out: Output, refs: References, choices: Choices, values: Values, containers: Containers, fields: Fields) {
    this.#out = out;
    this.#refs = refs;
    this.#choices = choices;
    this.#values = values;
    this.#containers = containers;
    this.#fields = fields;
  }

  record({ tree }: Plan): Expression {
    const steps = this.#tree(tree);
    const { ropId, alsoRopId } = this.#out.codec;
    const ids = [ropId, alsoRopId].flatMap((id) => (id === undefined ? [] : [ropHex(id)])).join(", ");
    const start = ropId === undefined ? `${this.#out.step("chain")}()` : `${this.#out.step("rop")}(${ids})`;
    return { start, steps: this.#out.hidden ? [...steps, { call: "nest", args: [this.#out.step("value")] }] : steps };
  }

  #tree(tree: Tree): readonly Call[] {
    return this.#items(withImplied(tree.items), tree.end);
  }

  /** `end` is missing where the items are only those of a window or a condition. */
  #items(items: readonly Item[], end?: Tree["end"]): readonly Call[] {
    const [item, ...others] = items;
    if (item === undefined) {
      if (end === undefined) return [];
      return end.end === "member" ? this.#member(end.member) : this.#split(end);
    }
    switch (item.item) {
      case "open": {
        const close = others.findIndex((one) => one.item === "close" && one.size.property === item.size.property);
        const inside = close < 0 ? this.#items(others, end) : this.#items(others.slice(0, close + 1));
        return [
          this.#containers.window(item.size, inside),
          ...(close < 0 ? [] : this.#items(others.slice(close + 1), end)),
        ];
      }
      case "close": {
        if (others.length > 0 || end?.end === "split")
          throw new Inexpressible(`fields behind the window of ${item.size.name}, whose content has several forms`);
        return [this.#containers.close(`${item.size.property}Rest`), ...this.#items([], end)];
      }
      case "mayEnd":
        return this.#mayEnd(item, others, end);
      default: {
        if (item.condition === undefined) return [...this.#item(item), ...this.#items(others, end)];
        const { condition } = item;
        const until = items.findIndex(
          (one) => !("condition" in one) || one.item === "mayEnd" || !sameCondition(one.condition, condition),
        );
        const same = until < 0 ? items : items.slice(0, until);
        const steps = this.#out.chain(
          this.#items(same.map(({ condition: _, ...one }: Item & { condition?: ConditionModel }) => one as Item)),
        );
        return [
          this.#out.choice("when", this.#refs.test(condition), steps),
          ...this.#items(items.slice(same.length), end),
        ];
      }
    }
  }

  #item(item: Item & { item: "field" | "derived" }): readonly Call[] {
    return item.item === "field" ? this.#fields.field(item.field) : this.#values.derived(item.derived);
  }

  #mayEnd(item: Item & { item: "mayEnd" }, others: readonly Item[], end: Tree["end"] | undefined): readonly Call[] {
    if (end === undefined) throw new Inexpressible("an early end inside of a window that others follow");
    const after = others.find((one) => one.item === "field");
    const steps = this.#items(others, end);
    if (after?.item !== "field" || end.end !== "member") return steps;
    const condition = item.condition === undefined ? "() => true" : this.#refs.test(item.condition);
    this.#out.hide("left");
    return [this.#out.nest(this.#out.call("mayEnd", quoted(after.field.property), condition, this.#out.chain(steps)))];
  }

  /** What is only known where the form is. */
  #member(member: Member): readonly Call[] {
    const steps: Call[] = [];
    const names = member.properties
      .map(({ name }) => name)
      .filter((name) => this.#out.places.get(name) === "sometimes");
    if (names.length > 0) steps.push({ call: "nest", args: [this.#out.call("also", ...names.map(quoted))] });
    for (const item of member.path) {
      if (item.item !== "field" || item.field.type.type !== "bits" || this.#fields.sameUnnamed(item.field.property))
        continue;
      const mask = unnamedMask(item.field.type, member);
      if (mask !== 0)
        steps.push({ call: "nest", args: [this.#out.call("unnamed", quoted(item.field.property), hex(mask))] });
    }
    return steps;
  }

  #split({ ref, by, branches, otherwise }: Split): readonly Call[] {
    const steps = (tree: Tree): Expression => this.#out.chain(this.#tree(tree));
    if (by === "outcome") {
      const forms = branches.map(
        ({ keys, values, tree }): Expression => ({
          list: [quoted(keys[0] ?? ""), `[${values.map(hex).join(", ")}]`, steps(tree)],
        }),
      );
      if (otherwise !== undefined) forms.push({ list: [quoted(outcomeOf(otherwise)), "undefined", steps(otherwise)] });
      return [this.#out.choice("outcomes", quoted(ref.name), { list: forms })];
    }
    const cases = branches.map(({ keys, values, tree }) => ({ keys, values, of: steps(tree) }));
    return this.#choices.alternatives(ref, cases, otherwise === undefined ? undefined : steps(otherwise));
  }
}

function outcomeOf(tree: Tree): string {
  const property = membersOf(tree)[0]?.properties.find(({ name }) => name === "outcome");
  return property?.value.kind === "literals" ? String(property.value.literals[0]) : "";
}
