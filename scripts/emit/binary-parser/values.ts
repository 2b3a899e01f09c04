/** Prints the steps that read a value of each type. */
import type { DerivedModel, FieldModel, TypeModel } from "../../ir/model.js";
import { wireSize } from "../../plan/sizes.js";
import { bareNameFunction, nameFunction } from "../enumerations.js";
import { impliedBy } from "../flatten.js";
import type { Call, Expression } from "../layout.js";
import type { Choices } from "./choices.js";
import { Containers } from "./containers.js";
import { isRead } from "./models.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import type { Structures } from "./structures.js";
import { formatter, Inexpressible, numberName, quoted } from "./text.js";

export class Values {
  readonly #out: Output;
  readonly #refs: References;
  readonly #structures: Structures;
  readonly #choices: Choices;
  readonly containers: Containers;

  constructor(out: Output, refs: References, structures: Structures, choices: Choices) {
    this.#out = out;
    this.#refs = refs;
    this.#structures = structures;
    this.#choices = choices;
    this.containers = new Containers(out, refs, structures, choices, this);
  }

  /** The steps that read a type as `name` of the record; `field` is given where it is a property, so that what deviates can be kept. */
  read(declared: TypeModel, name: string, field: FieldModel | undefined): readonly Call[] {
    const type = this.#out.program.sizes.alias(declared);
    const quotedName = quoted(name);
    const one = (call: string, ...args: readonly Expression[]): readonly Call[] => [
      { call, args: [quotedName, ...args] },
    ];
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
      case "flags":
      case "packed":
      case "bits":
        return one(numberName(type.wire));
      case "boolean":
        return one(
          numberName(type.wire),
          field === undefined
            ? formatter(this.#out.file.value(this.#out.program.wire, "booleanOf"))
            : this.#out.call("boolean", quoted(field.property)),
        );
      case "enumeration":
        return one(type.wire.startsWith("bytes") ? "buffer" : numberName(type.wire), this.#enumeration(type, field));
      case "guid":
        return one("buffer", this.#out.call("fixed", "16"));
      case "bytes":
        return this.containers.bytes(type, name, field);
      case "string":
        return one("array", this.#string(type.encoding));
      case "stringBy": {
        const narrow = this.#out.chain(one("array", this.#string("string8")));
        return [
          this.#out.choice(
            "when",
            this.#refs.test(type.unicode),
            this.#out.chain(one("array", this.#string("utf16"))),
            narrow,
          ),
        ];
      }
      case "list":
        return this.containers.list(type, name, field);
      case "within":
        return this.containers.within(type, name, field);
      case "choose": {
        const read = (of: TypeModel): Expression => this.#out.chain(this.readBare(of, name));
        const cases = type.cases.map(({ key, values, of }) => ({ keys: [key], values, of: read(of) }));
        return this.#choices.alternatives(
          type.ref,
          cases,
          type.otherwise === undefined ? undefined : read(type.otherwise),
        );
      }
      case "nothing":
        return [];
      case "structure":
        return type.args.some(isRead)
          ? [this.#out.nest(this.#structures.later(type, name))]
          : one("nest", { entries: [["type", this.#structures.structure(type)]] });
      case "at":
        throw new Inexpressible("parts at offsets: binary-parser's pointers do not account for what lies between them");
      default:
        throw new Inexpressible(`${type.type} as an element`);
    }
  }

  /** The same for a type that is no field: its counts and sizes stand in front of it. */
  readBare(type: TypeModel, name: string): readonly Call[] {
    return [...impliedBy(type).flatMap((derived) => this.derived(derived)), ...this.read(type, name, undefined)];
  }

  /** A type by itself: the `type` of an array or of a step. */
  element(declared: TypeModel, parser = false): Expression {
    const type = this.#out.program.sizes.alias(declared);
    const plain = ["integer", "bigInteger", "float", "flags", "packed", "bits"].includes(type.type);
    if (plain && !parser && "wire" in type) return quoted(numberName(type.wire));
    if (type.type === "structure" && !type.args.some(isRead)) return this.#structures.structure(type);
    if (type.type === "choose" && (type.ref.ref === "parameter" || type.ref.ref === "item")) {
      const cases = type.cases.map(({ key, values, of }) => ({ keys: [key], values, of: this.element(of, true) }));
      return this.#choices.known(
        type.ref,
        cases,
        type.otherwise === undefined ? undefined : this.element(type.otherwise, true),
      );
    }
    this.#out.bare++;
    const steps = this.readBare(type, "$");
    this.#out.bare--;
    const [only] = steps;
    const rest = only?.call === "nest" && steps.length === 1 && type.type === "bytes";
    return rest ? this.#out.call("rest") : this.#out.call("bare", this.#out.chain(steps));
  }

  #enumeration(type: TypeModel & { type: "enumeration" }, field: FieldModel | undefined): Expression {
    const nameOf = this.#out.file.value(
      ENUMERATIONS,
      field === undefined ? bareNameFunction(this.#out.program, type.name) : nameFunction(type.name),
    );
    if (type.wire.startsWith("bytes")) return this.#out.call("fixed", String(wireSize(type.wire)), nameOf);
    const aliased =
      this.#out.program.enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1) === true;
    if (field === undefined || !aliased) return formatter(nameOf);
    return this.#out.call("aliased", quoted(field.property), this.#out.file.value(ENUMERATIONS, type.name), nameOf);
  }

  #string(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode"): Expression {
    if (encoding === "utf16") return this.#out.step("utf16Z");
    return encoding === "string8" ? this.#out.call("string8Z", "codePage") : this.#out.step("asciiZ");
  }

  derived({ base, property }: DerivedModel): readonly Call[] {
    return this.read(complete(base), this.#out.hide(property), undefined);
  }
}

/** A width by a parameter is taken for complete, as in decoders: only schemas fill that in. */
function complete(base: TypeModel): TypeModel {
  const last = base.type === "choose" ? base.cases.at(-1) : undefined;
  if (base.type !== "choose" || base.ref.ref !== "parameter" || base.otherwise !== undefined || last === undefined)
    return base;
  return { ...base, cases: base.cases.slice(0, -1), otherwise: last.of };
}

export const ENUMERATIONS = "enumerations.ts";
