/** Keeps the bits of words that have no name. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { type Member, openParts, unnamedMask } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";

export class Words {
  readonly #out: Output;
  readonly #refs: References;

  constructor(out: Output, refs: References) {
    this.#out = out;
    this.#refs = refs;
  }

  /** Whether the same bits of a word have no name in every form. */
  sameUnnamed(field: FieldModel): boolean {
    const { type } = field;
    if (type.type !== "bits") return true;
    const members =
      this.#out.plan?.members.filter((member) =>
        member.path.some((item) => item.item === "field" && item.field === field),
      ) ?? [];
    const masks = members.map((member) => JSON.stringify([unnamedMask(type, member), openParts(type, member)]));
    return new Set(masks).size <= 1;
  }

  /** Keeps the bits of a word that have no name, among them those of parts whose condition does not hold. */
  unnamed(
    field: FieldModel,
    type: TypeModel & { type: "bits" },
    member: Member,
    at: string,
    conditional = false,
  ): void {
    const mask = unnamedMask(type, member);
    const open = openParts(type, member).map(
      ({ condition, mask: bits }) => `(${this.#refs.condition(condition)} ? 0 : ${hex(bits)})`,
    );
    if (mask === 0 && open.length === 0) return;
    const name = local(field.property);
    const text = open.length === 0 ? hex(mask) : `(${[hex(mask), ...open].join(" | ")})`;
    const left = wireSize(type.wire) === 4 ? `(${name} & ${text}) >>> 0` : `${name} & ${text}`;
    const there = conditional ? `${name} !== undefined && ` : "";
    this.#out.line(
      `if (${there}(${name} & ${text}) !== 0) sent = ${this.#out.wire("deviation")}(r, sent, ${JSON.stringify(field.property)}, ${left}, ${at});`,
    );
  }
}
