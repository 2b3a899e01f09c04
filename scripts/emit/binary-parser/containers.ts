/** Prints the steps that read what holds others: bytes, lists, windows. */
import type { DerivedModel, FieldModel, TypeModel } from "../../ir/model.js";
import type { Call, Expression } from "../layout.js";
import { local } from "../names.js";
import { hex, missingContextOf } from "../types.js";
import type { Choices } from "./choices.js";
import { isOfRecord, isRead } from "./models.js";
import type { Output } from "./output.js";
import { ofElement, type References } from "./references.js";
import type { Structures } from "./structures.js";
import { Inexpressible, inRecord, quoted } from "./text.js";
import type { Values } from "./values.js";

export class Containers {
  readonly #out: Output;
  readonly #refs: References;
  readonly #structures: Structures;
  readonly #choices: Choices;
  readonly #values: Values;

  constructor(out: Output, refs: References, structures: Structures, choices: Choices, values: Values) {
    this.#out = out;
    this.#refs = refs;
    this.#structures = structures;
    this.#choices = choices;
    this.#values = values;
  }

  bytes(type: TypeModel & { type: "bytes" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { extent } = type;
    if (extent.extent === "fixed")
      return [{ call: "buffer", args: [quoted(name), this.#out.call("fixed", String(extent.bytes))] }];
    if (extent.extent === "toEnd")
      return [{ call: "nest", args: [quoted(name), { entries: [["type", this.#out.call("rest")]] }] }];
    const { size } = extent;
    const plus = size.plus === undefined ? [] : [String(size.plus)];
    const read: Call = {
      call: "buffer",
      args: [quoted(name), this.#out.call("sized", quoted(this.#out.hide(size.property)), ...plus)],
    };
    return field === undefined ? [read] : this.#unlessNone(size, [read]);
  }

  /** Steps that are only there if the count or size does not say that nothing is. */
  #unlessNone({ none, property }: DerivedModel, steps: readonly Call[]): readonly Call[] {
    if (none === undefined) return steps;
    return [
      this.#out.choice("when", `(w) => ${inRecord(this.#out.hide(property))} !== ${hex(none)}`, this.#out.chain(steps)),
    ];
  }

  list(type: TypeModel & { type: "list" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { length, of } = type;
    // An element has a record of its own, so what it is by something of this record is decided around the list.
    if (of.type === "choose" && isOfRecord(of.ref)) {
      const list = (one: TypeModel): Expression => this.#out.chain(this.list({ ...type, of: one }, name, field));
      const cases = of.cases.map(({ key, values, of: one }) => ({ keys: [key], values, of: list(one) }));
      return this.#choices.alternatives(of.ref, cases, of.otherwise === undefined ? undefined : list(of.otherwise));
    }
    if (of.type === "stringBy") {
      const [wide, narrow] = (["utf16", "string8"] as const).map((encoding) =>
        this.#out.chain(this.list({ ...type, of: { type: "string", encoding } }, name, field)),
      );
      return [this.#out.choice("when", this.#refs.test(of.unicode), wide ?? "", narrow ?? "")];
    }
    if (length.length === "each") {
      if (length.items.ref !== "parameter")
        throw new Inexpressible("a list for each item of something that has been read");
      const element: Expression = { parameter: "item", result: this.#values.element(of, true) };
      return [
        {
          call: "nest",
          args: [quoted(name), { entries: [["type", this.#out.call("each", local(length.items.name), element)]] }],
        },
      ];
    }
    if (of.type === "structure" && of.args.some((arg) => isRead(arg))) return this.#laterList(type, of, name);
    const element: readonly [string, Expression] = ["type", this.#values.element(of)];
    const array = (...how: readonly (readonly [string, Expression])[]): Call => ({
      call: "array",
      args: [quoted(name), { entries: [...how, element] }],
    });
    switch (length.length) {
      case "fixed":
        return [array(["length", String(length.count)])];
      case "toEnd":
        return [array(["readUntil", quoted("eof")])];
      case "until":
        return [
          array([
            "readUntil",
            `(item: ${this.#out.file.type(this.#out.modules.steps, "Wire")}) => ${ofElement(length.last)}`,
          ]),
        ];
      default: {
        const { count } = length;
        if (count.plus !== undefined)
          throw new Inexpressible(`a count that counts more than its elements (${count.name})`);
        const read = [array(["length", quoted(this.#out.hide(count.property))])];
        return field === undefined ? read : this.#unlessNone(count, read);
      }
    }
  }

  #laterList(type: TypeModel & { type: "list" }, of: TypeModel & { type: "structure" }, name: string): readonly Call[] {
    const { length } = type;
    if (length.length !== "count" || length.count.none !== undefined)
      throw new Inexpressible("a list of this kind whose elements need what has been read");
    const count = `${this.#out.step("number")}(${inRecord(this.#out.hide(length.count.property))})`;
    const make = this.#out.call("listOf", this.#structures.factory(of.name));
    return [
      this.#out.nest(
        this.#out.call(
          "later",
          quoted(name),
          make,
          `(w) => [${[count, ...this.#structures.arguments(of)].join(", ")}]`,
        ),
      ),
    ];
  }

  within(type: TypeModel & { type: "within" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { size, of } = type;
    const sizeName = quoted(this.#out.hide(size.property));
    if (of.type === "string" && field !== undefined) {
      if (size.plus !== undefined) throw new Inexpressible(`text in a window whose size counts more (${size.name})`);
      const codePage = of.encoding === "string8" ? ["codePage"] : [];
      const text = this.#out.call(
        "text",
        quoted(field.property),
        sizeName,
        of.encoding === "utf16" ? "2" : "1",
        ...codePage,
      );
      return this.#unlessNone(size, [{ call: "buffer", args: [quoted(name), text] }]);
    }
    const end: Call =
      field === undefined
        ? { call: "buffer", args: [quoted(this.#out.hide("rest")), this.#out.step("used")] }
        : this.close(`${field.property}Rest`);
    const missing = missingContextOf(this.#out.program, this.#out.codec, type);
    const { known } = this.#out;
    this.#out.known = missing ?? known;
    const window = this.window(size, [...this.#values.readBare(of, name), end]);
    this.#out.known = known;
    if (missing === undefined) return field === undefined ? [window] : this.#unlessNone(size, [window]);
    const bytes: Call = { call: "buffer", args: [quoted(name), this.#out.call("undecoded", sizeName)] };
    const condition = `${local(missing)} === undefined`;
    return this.#unlessNone(size, [
      this.#out.nest({ condition, yes: this.#out.chain([bytes]), no: this.#out.chain([window]) }),
    ]);
  }

  window(size: DerivedModel, steps: readonly Call[]): Call {
    const plus = size.plus === undefined ? [] : [String(size.plus)];
    return {
      call: "wrapped",
      args: [this.#out.call("within", quoted(this.#out.hide(size.property)), this.#out.chain(steps), ...plus)],
    };
  }

  close(name: string): Call {
    return { call: "buffer", args: [quoted(this.#out.hide("rest")), this.#out.call("left", quoted(name))] };
  }
}
