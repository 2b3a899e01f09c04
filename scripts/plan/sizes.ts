/** How many bytes a type takes: always the same, or at least. */
import type { BodyModel, Codec, DerivedModel, RowModel, TypeModel } from "../ir/model.js";

const WIRE: Readonly<Record<string, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  i16: 2,
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
  bit: 0,
};

export function wireSize(wire: string): number {
  return wire.startsWith("bytes") ? Number(wire.slice(5)) : (WIRE[wire] ?? 0);
}

/** Answers for one set of structures. */
export class Sizes {
  readonly #structures: ReadonlyMap<string, Codec>;
  readonly #least = new Map<string, number>();

  constructor(structures: ReadonlyMap<string, Codec>) {
    this.#structures = structures;
  }

  structure(name: string): Codec | undefined {
    return this.#structures.get(name);
  }

  /** A structure that is only another name for a plain type without parameters is that type. */
  alias(type: TypeModel, seen: ReadonlySet<string> = new Set()): TypeModel {
    if (type.type !== "structure" || seen.has(type.name)) return type;
    const codec = this.#structures.get(type.name);
    if (codec?.body.body !== "type" || codec.params.length > 0 || codec.depth !== undefined) return type;
    const of = this.alias(codec.body.type, new Set([...seen, type.name]));
    return this.#isPlain(of) ? of : type;
  }

  /** Whether a type of fixed size has one value for all bytes, so that nothing of it can deviate. */
  #isPlain(type: TypeModel): boolean {
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
      case "flags":
      case "packed":
      case "guid":
        return true;
      case "bytes":
        return type.extent.extent === "fixed";
      case "list":
        return type.length.length === "fixed" && this.#isPlain(this.alias(type.of));
      default:
        return false;
    }
  }

  /** The size of a value that is read in place: a scalar, bytes of fixed length, a fixed list of such. */
  fixed(type: TypeModel): number | undefined {
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
      case "boolean":
      case "enumeration":
      case "flags":
      case "bits":
      case "packed":
      case "constant":
      case "presence":
        return wireSize(type.wire);
      case "reserved":
        return this.fixed(type.base);
      case "guid":
        return 16;
      case "nothing":
        return 0;
      case "bytes":
        return type.extent.extent === "fixed" ? type.extent.bytes : undefined;
      case "list": {
        const of = this.fixed(this.alias(type.of));
        return type.length.length === "fixed" && of !== undefined ? type.length.count * of : undefined;
      }
      case "structure": {
        const alias = this.alias(type);
        return alias.type === "structure" ? undefined : this.fixed(alias);
      }
      default:
        return undefined;
    }
  }

  /** The size of a value that is always as long, whether it is read in place or by a function of its own. */
  constant(type: TypeModel): number | undefined {
    const alias = this.alias(type);
    const size = this.fixed(alias);
    if (size !== undefined || alias.type !== "structure") return size;
    const body = this.#structures.get(alias.name)?.body;
    if (body?.body !== "rows") return undefined;
    return body.rows.reduce<number | undefined>((sum, row) => {
      const own = row.row === "field" ? this.constant(row.type) : undefined;
      return sum === undefined || own === undefined ? undefined : sum + own;
    }, 0);
  }

  /** The fewest bytes a value can take. */
  least(type: TypeModel): number {
    switch (type.type) {
      case "string":
        return type.encoding === "utf16" ? 2 : 1;
      case "stringBy":
        return 1;
      case "bytes":
        return type.extent.extent === "fixed"
          ? type.extent.bytes
          : type.extent.extent === "size"
            ? this.#derived(type.extent.size)
            : 0;
      case "list": {
        const { length } = type;
        if (length.length === "fixed") return length.count * this.least(type.of);
        if (length.length === "count") return this.#derived(length.count);
        return length.length === "until" ? this.least(type.of) : 0;
      }
      case "within":
        return this.#derived(type.size);
      case "choose": {
        const cases =
          type.otherwise === undefined
            ? type.cases.map(({ of }) => of)
            : [...type.cases.map(({ of }) => of), type.otherwise];
        return Math.min(...cases.map((of) => this.least(of)));
      }
      case "structure":
        return this.#ofStructure(type.name);
      case "at":
        return 0;
      default:
        return this.fixed(type) ?? 0;
    }
  }

  #derived(derived: DerivedModel): number {
    return derived.placed ? 0 : this.least(derived.base);
  }

  #ofStructure(name: string): number {
    const known = this.#least.get(name);
    if (known !== undefined) return known;
    const codec = this.#structures.get(name);
    if (codec === undefined) return 1;
    this.#least.set(name, 0); // a circle adds nothing
    const size = this.#body(codec.body);
    this.#least.set(name, size);
    return size;
  }

  #body(body: BodyModel): number {
    if (body.body === "type") return this.least(body.type);
    if (body.body === "rows") return this.#rows(body.rows);
    return this.#rows(body.head) + Math.min(...body.forms.map(({ rows }) => this.#rows(rows)));
  }

  #rows(rows: readonly RowModel[]): number {
    let sum = 0;
    for (const row of rows) {
      if (row.row === "mayEnd") return sum;
      sum += this.#row(row);
    }
    return sum;
  }

  #row(row: RowModel): number {
    switch (row.row) {
      case "field":
        return this.least(row.type);
      case "derived":
        return this.least(row.derived.base);
      case "choose": {
        const cases =
          row.otherwise === undefined
            ? row.cases.map(({ of }) => of)
            : [...row.cases.map(({ of }) => of), row.otherwise];
        return Math.min(...cases.map((rows) => this.#rows(rows)));
      }
      case "within":
        return this.#derived(row.size);
      default:
        return 0;
    }
  }
}
