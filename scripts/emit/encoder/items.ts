/** Prints the fields of one stretch of the plan's tree, with their conditions and windows. */
import type { ConditionModel, DerivedModel, FieldModel } from "../../ir/model.js";
import { sameCondition } from "../../plan/conditions.js";
import { deviationsOfField, type Item, noneOf, showsItself } from "../../plan/plan.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Contents } from "./contents.js";
import type { Output } from "./output.js";
import type { Places } from "./places.js";
import type { References } from "./references.js";
import type { RunPart, Runs } from "./runs.js";
import type { Values } from "./values.js";

export class Items {
  readonly #out: Output;
  readonly #contents: Contents;
  readonly #refs: References;
  readonly #places: Places;
  readonly #runs: Runs;
  readonly #values: Values;

  constructor(out: Output, contents: Contents, refs: References, places: Places, runs: Runs, values: Values) {
    this.#out = out;
    this.#contents = contents;
    this.#refs = refs;
    this.#places = places;
    this.#runs = runs;
    this.#values = values;
  }

  items(items: readonly Item[], start: readonly RunPart[]): void {
    let run: RunPart[] = [...start];
    const flush = (): void => {
      this.#runs.run(run);
      run = [];
    };
    const stack: { size: DerivedModel }[] = [];
    this.#out.afterEnd = false;
    let closing = 0;
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (
        (item.item === "field" || item.item === "derived") &&
        item.condition === undefined &&
        !this.#mayBeMissing(item)
      ) {
        const part = this.#runs.runPart(item, items);
        if (part !== undefined) {
          run.push(part);
          continue;
        }
      }
      flush();
      if (item.item === "open") {
        stack.push({ size: item.size });
        this.#out.line(`const ${local(item.size.property)}Start = w.pos;`);
        continue;
      }
      this.#out.chain = undefined;
      switch (item.item) {
        case "field":
        case "derived":
          if (item.condition === undefined && !this.#mayBeMissing(item)) this.#variable(item, items);
          else {
            const same: (Item & { item: "field" | "derived" })[] = [item];
            // A count or size belongs to the field behind it.
            while (same.at(-1)?.item === "derived") {
              const next = items[i + 1];
              if (next?.item !== "field" && next?.item !== "derived") break;
              if (!sameCondition(next.condition, item.condition)) break;
              same.push(next);
              i++;
            }
            this.#conditional(same, items);
          }
          break;
        case "close": {
          const { size } = item;
          stack.pop();
          this.#out.line(
            `if (${this.#out.sent}?.${size.property}Rest !== undefined) ${this.#out.wire("appendBytes")}(w, ${this.#out.sent}.${size.property}Rest);`,
          );
          this.#places.patch(size, `w.pos - ${local(size.property)}Start`);
          break;
        }
        case "mayEnd": {
          const after = items.slice(i + 1).flatMap((one) => (one.item === "field" ? [one.field] : []));
          const allowed = item.condition === undefined ? "true" : this.#refs.condition(item.condition);
          this.#out.block(
            `if (${this.#out.wire("endsEarly")}(w, ${this.#endsHere(items.slice(i + 1))}, ${JSON.stringify(after[0]?.property ?? "")}, ${allowed}))`,
            () => {
              this.#out.refuse(after.flatMap((field) => this.#propertiesOf(field)));
              for (const name of after.flatMap((field) => this.#deviationsOf(field))) this.#out.refuseSent(name);
            },
            " else {",
          );
          closing++;
          this.#out.file.lines.deeper();
          this.#out.afterEnd = true;
          break;
        }
      }
      this.#out.chain = undefined;
    }
    flush();
    for (; closing > 0; closing--) {
      this.#out.file.lines.shallower();
      this.#out.line("}");
    }
    this.#out.afterEnd = false;
  }

  /** Where the value ends early, unless that is one of the later places where it may. */
  #endsHere(items: readonly Item[]): string {
    const sent = `${this.#out.sent}?.endsBefore`;
    const later = items.flatMap((item, index) => {
      const next = item.item === "mayEnd" ? items.slice(index).find((one) => one.item === "field") : undefined;
      return next?.item === "field" ? [`${sent} === ${JSON.stringify(next.field.property)}`] : [];
    });
    return later.length === 0 ? sent : `${later.join(" || ")} ? undefined : ${sent}`;
  }

  /** Behind a tolerated end, properties are optional and must be asked for. */
  #mayBeMissing(item: Item & { item: "field" | "derived" }): boolean {
    return this.#out.afterEnd && item.item === "field" && item.field.type.type !== "reserved";
  }

  #conditional(items: readonly (Item & { item: "field" | "derived" })[], all: readonly Item[]): void {
    const field = items.find((item) => item.item === "field")?.field;
    const condition = items[0]?.condition;
    const bare = items.map(({ condition: _, ...item }) => item as Item & { item: "field" | "derived" });
    const inner = (): void => {
      const end = this.#out.afterEnd;
      this.#out.afterEnd = false;
      this.#bare(bare, all);
      this.#out.afterEnd = end;
    };
    if (field === undefined || !showsItself(field.type, this.#out.program.structures)) {
      if (condition === undefined) return inner();
      // The value does not show whether it is there: only what must not be there is refused.
      const names = field === undefined ? [] : this.#propertiesOf(field);
      return this.#optional(this.#refs.condition(condition), field, inner, () => this.#out.refuse(names));
    }
    const access = `${this.#out.value}.${field.property}`;
    if (condition !== undefined && this.#isSaidBy(condition, field.property))
      return this.#optional(`${access} !== undefined`, field, inner);
    const text = condition === undefined ? "true" : this.#refs.condition(condition);
    const quoted = JSON.stringify(field.property);
    this.#optional(`${this.#out.wire("present")}(w, ${access}, ${text}, ${quoted})`, field, inner);
  }

  /** What is not there was not sent otherwise either: that would be dropped. */
  #optional(test: string, field: FieldModel | undefined, inner: () => void, absent?: () => void): void {
    const { lines } = this.#out.file;
    const mark = lines.mark();
    lines.indented(() => {
      absent?.();
      for (const name of this.#deviationsOf(field)) this.#out.refuseSent(name);
    });
    const refusals = lines.cut(mark);
    this.#out.block(`if (${test})`, inner, refusals.length === 0 ? "" : " else {");
    lines.restore(refusals);
    if (refusals.length > 0) this.#out.line("}");
  }

  #deviationsOf(field: FieldModel | undefined): readonly string[] {
    const { plan } = this.#out;
    const member = this.#out.member ?? plan?.members[0];
    if (field === undefined || member === undefined) return [];
    return deviationsOfField(field, member).filter((name) => plan?.deviations.some((one) => one.name === name));
  }

  /** The properties that a field is in the value: one, none, or one for each part of a word. */
  #propertiesOf({ property, type }: FieldModel): readonly string[] {
    const own = type.type === "bits" ? type.parts.map(({ name }) => name) : [property];
    const all = this.#out.member === undefined ? (this.#out.plan?.members ?? []) : [this.#out.member];
    return own.filter((name) => all.some(({ properties }) => properties.some((one) => one.name === name)));
  }

  #bare(items: readonly (Item & { item: "field" | "derived" })[], all: readonly Item[]): void {
    let run: RunPart[] = [];
    for (const item of items) {
      const part = this.#runs.runPart(item, all);
      if (part !== undefined) {
        run.push(part);
        continue;
      }
      this.#runs.run(run);
      run = [];
      this.#variable(item, all);
      this.#out.chain = undefined;
    }
    this.#runs.run(run);
  }

  /** Whether the condition is the presence bit that this very property stands for. */
  #isSaidBy(condition: ConditionModel, property: string): boolean {
    if (condition.test !== "true") return false;
    const how = this.#out.member?.presence.get(condition.ref.name);
    return how?.by === "field" && how.property === property;
  }

  #variable(item: Item & { item: "field" | "derived" }, items: readonly Item[]): void {
    if (item.item === "derived") {
      const { derived } = item;
      const content = this.#contents.contentOf(derived, items);
      if (content?.by === "length")
        return this.#values.length(derived.base, this.#contents.lengthText(derived, content));
      const place = `${local(derived.property)}At`;
      this.#out.places.add(place);
      this.#out.line(`${place} = w.pos;`);
      return this.#values.length(derived.base, hex(derived.none ?? 0));
    }
    const { field } = item;
    if (field.type.type === "nothing") return;
    const access = `${this.#out.value}.${field.property}`;
    const none = noneOf(field.type);
    const inner = (): void => {
      // An offset that does not fit is not the fault of what stands there.
      if (field.type.type !== "at") this.#out.name(field.property);
      this.#values.append(field.type, access, { field, counted: true });
      this.#out.unname();
    };
    if (none === undefined) inner();
    else this.#optional(`${access} !== undefined`, field, inner);
  }
}
