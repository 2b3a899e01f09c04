/** What a model says under a name. */
import type { Codec, EnumerationModel, Model, TypeModel } from "../ir/model.js";
import type { Raw } from "./conditions.js";

export class Definitions {
  readonly #codecs: ReadonlyMap<string, Codec>;
  readonly #enumerations: ReadonlyMap<string, EnumerationModel>;

  constructor({ rops, structures, enumerations }: Pick<Model, "rops" | "structures" | "enumerations">) {
    const buffers = rops.flatMap(({ request, response }) => [request, response].flatMap((codec) => codec ?? []));
    this.#codecs = new Map([...structures, ...buffers].map((codec) => [codec.name, codec]));
    this.#enumerations = new Map(enumerations.map((one) => [one.name, one]));
  }

  /** @throws RangeError if nothing has the name */
  codec(name: string): Codec {
    const codec = this.#codecs.get(name);
    if (codec === undefined) throw new RangeError(`no structure, request or response is named ${name}`);
    return codec;
  }

  enumeration(name: string): EnumerationModel {
    const found = this.#enumerations.get(name);
    if (found === undefined) throw new RangeError(`no enumeration is named ${name}`);
    return found;
  }

  /** Whether a value of the type is one number on the wire. */
  isNumber(type: TypeModel): boolean {
    if (type.type === "structure") {
      const { body } = this.codec(type.name);
      return body.body === "type" && this.isNumber(body.type);
    }
    if (type.type === "enumeration") return !type.wire.startsWith("bytes");
    return ["integer", "bigInteger", "flags", "packed", "boolean", "presence", "constant", "bits"].includes(type.type);
  }

  /** Parameters of a codec as they stand on the wire: names of enumerations may be given for their numbers. */
  raw({ params }: Codec, given: Readonly<Record<string, unknown>>): ReadonlyMap<string, Raw> {
    return new Map(
      params.map(({ name, type }) => {
        const value = given[name] as Raw;
        if (type.type !== "enumeration" || typeof value !== "string") return [name, value];
        return [name, this.enumeration(type.name).cases.find(({ key }) => key === value)?.values[0]];
      }),
    );
  }
}

/** The name of a number; `bare` where no other number with the same name could be kept. */
export function nameOf({ cases }: EnumerationModel, raw: number | string, bare: boolean): unknown {
  const hit = cases.find(({ values }) => (bare ? values[0] === raw : values.includes(raw)));
  if (hit !== undefined) return hit.key;
  return typeof raw === "string"
    ? Uint8Array.from(raw.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
    : raw;
}
