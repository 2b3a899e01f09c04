/** Prints the steps that read a field: words by their parts, what is reserved, and plain values. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { openParts, reservedName, unnamedMask } from "../../plan/plan.js";
import { nameFunction } from "../enumerations.js";
import type { Call, Expression } from "../layout.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import { Inexpressible, numberName, quoted, wireOf } from "./text.js";
import { ENUMERATIONS, type Values } from "./values.js";

export class Fields {
  readonly #out: Output;
  readonly #values: Values;

  constructor(out: Output, values: Values) {
    this.#out = out;
    this.#values = values;
  }

  field(field: FieldModel): readonly Call[] {
    const { property, type } = field;
    switch (type.type) {
      case "bits":
        return [{ call: numberName(type.wire), args: [quoted(this.#out.hide(property)), this.#word(field, type)] }];
      case "presence":
        return [
          {
            call: numberName(type.wire),
            args: [quoted(this.#out.placed(property)), this.#out.call("boolean", quoted(property))],
          },
        ];
      case "reserved": {
        const name = quoted(this.#out.hide(property));
        const { base } = type;
        if (base.type !== "bytes")
          return [
            {
              call: numberName(wireOf(base)),
              args: [name, this.#out.call("reserved", quoted(property), hex(type.value))],
            },
          ];
        const length = base.extent.extent === "fixed" ? base.extent.bytes : 0;
        return [
          {
            call: "buffer",
            args: [name, this.#out.call("reservedBytes", quoted(reservedName(field)), String(length))],
          },
        ];
      }
      case "constant":
        return [
          {
            call: numberName(type.wire),
            args: [quoted(property), this.#out.call("constant", quoted(property), hex(type.value))],
          },
        ];
      default:
        return this.#values.read(type, property, field);
    }
  }

  #word(field: FieldModel, type: TypeModel & { type: "bits" }): Expression {
    const members = (this.#out.plan?.members ?? []).filter(({ path }) =>
      path.some((item) => item.item === "field" && item.field.property === field.property),
    );
    if (members.some((member) => openParts(type, member).length > 0))
      throw new Inexpressible(`parts of ${field.name} under a condition that no form decides`);
    const parts = type.parts.flatMap(({ name, mask, shift, type: of }): (readonly [string, Expression])[] => {
      if (of.type === "reserved") return [];
      const key = this.#out.placed(name);
      if (of.type === "bit" || of.type === "presence") return [[key, hex(mask)]];
      const nameOf = of.type === "enumeration" ? [this.#out.file.value(ENUMERATIONS, nameFunction(of.name))] : [];
      return [[key, `[${[hex(mask), String(shift), ...nameOf].join(", ")}]`]];
    });
    const [member] = members;
    const unnamed = member === undefined || !this.sameUnnamed(field.property) ? 0 : unnamedMask(type, member);
    return this.#out.call("word", quoted(field.property), { entries: parts }, ...(unnamed === 0 ? [] : [hex(unnamed)]));
  }

  /** Whether the same bits of a word have no name in every form. */
  sameUnnamed(property: string): boolean {
    const masks = (this.#out.plan?.members ?? []).flatMap((member) =>
      member.path.flatMap((item) =>
        item.item === "field" && item.field.property === property && item.field.type.type === "bits"
          ? [unnamedMask(item.field.type, member)]
          : [],
      ),
    );
    return new Set(masks).size <= 1;
  }
}
