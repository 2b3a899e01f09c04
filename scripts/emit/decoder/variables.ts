/** Declares the variables of a decoder: each holds a field until the value is made. */
import type { FieldModel } from "../../ir/model.js";
import { type Item, isOptional } from "../../plan/plan.js";
import { typeText } from "../types.js";
import type { Output } from "./output.js";

export class Variables {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  declare(item: Item & { item: "field" | "derived" }): void {
    if (item.item === "derived") return this.#out.declareLocal(item.derived.property, "number");
    const { field } = item;
    const { type } = field;
    if (type.type === "reserved" || type.type === "constant" || type.type === "nothing") return;
    if (type.type === "enumeration")
      return this.#out.declareLocal(field.property, type.wire.startsWith("bytes") ? "Uint8Array" : "number");
    if (type.type === "list") {
      return this.#out.declareLocal(
        field.property,
        listText(typeText(this.#out.program, this.#out.file, type.of, "value", this.#out.codec)),
      );
    }
    if ((type.type === "within" || type.type === "at") && type.of.type === "list") {
      return this.#out.declareLocal(
        field.property,
        listText(typeText(this.#out.program, this.#out.file, type.of.of, "value", this.#out.codec)),
      );
    }
    const text = typeText(this.#out.program, this.#out.file, type, "field", this.#out.codec);
    for (const one of splitUnion(text)) this.#out.declareLocal(field.property, one);
  }

  isOptional({ property }: FieldModel): boolean {
    return isOptional(this.#out.plan?.members ?? [], property);
  }
}

export function listText(element: string): string {
  return element.includes(" ") ? `(${element})[]` : `${element}[]`;
}

function splitUnion(text: string): readonly string[] {
  return /[(<]/.test(text) ? [text] : text.split(" | ");
}
