/** What all emitters share: the model with its plans, and the answers to questions about it. */
import type { Codec, EnumerationModel, FlagsModel, Model, ParamModel, TypeModel } from "../ir/model.js";
import { kebab } from "../ir/names.js";
import { type Plan, Planner } from "../plan/plan.js";
import { Sizes } from "../plan/sizes.js";
import type { Problems } from "../problems.js";
import { GeneratedFile } from "./file.js";

export class Program {
  readonly model: Model;
  readonly sizes: Sizes;
  /** Where the wire's runtime is imported from, seen from the output folder. */
  readonly wire: string;
  readonly codecs: readonly Codec[];
  readonly structures: ReadonlyMap<string, Codec>;
  readonly enumerations: ReadonlyMap<string, EnumerationModel>;
  readonly flags: ReadonlyMap<string, FlagsModel>;
  /** The enumerations that are used other than as the type of a field or a part. */
  readonly bareEnumerations: ReadonlySet<string>;
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #lenient = new Map<string, boolean>();

  constructor(model: Model, wire: string, problems: Problems) {
    this.model = model;
    this.wire = wire;
    this.structures = new Map(model.structures.map((codec) => [codec.name, codec]));
    this.enumerations = new Map(model.enumerations.map((one) => [one.name, one]));
    this.flags = new Map(model.flags.map((one) => [one.name, one]));
    this.sizes = new Sizes(this.structures);
    this.codecs = [
      ...model.structures,
      ...model.rops.flatMap(({ request, response }) => [request, response].filter((codec) => codec !== undefined)),
    ];
    this.bareEnumerations = new Set(this.codecs.flatMap(({ body }) => [...bareEnumerationsIn(body, false)]));
    const planner = new Planner(model, problems);
    this.#plans = new Map(
      this.codecs.flatMap((codec) => {
        const plan = planner.plan(codec);
        return plan === undefined ? [] : [[codec.name, plan] as const];
      }),
    );
  }

  plan(codec: Codec): Plan | undefined {
    return this.#plans.get(codec.name);
  }

  /** The generated file of a codec: it mirrors the schema's folders. */
  fileOf(codec: Codec): string {
    const path = codec.file.replace(/^(.*\/)?schema\//, "");
    if (codec.kind !== "structure") return path;
    return path.startsWith("rops/") ? `structures/${kebab(codec.name)}.ts` : path;
  }

  fileOfStructure(name: string): string {
    const codec = this.structures.get(name);
    return codec === undefined ? `structures/${kebab(name)}.ts` : this.fileOf(codec);
  }

  /** Whether a structure can be read without the parameter: every use of it stands in a window of its own. */
  lenient(structure: string, parameter: string): boolean {
    const key = `${structure}.${parameter}`;
    const known = this.#lenient.get(key);
    if (known !== undefined) return known;
    this.#lenient.set(key, true);
    const codec = this.structures.get(structure);
    const answer = codec !== undefined && !usesBare(codec, parameter, (name, inner) => this.lenient(name, inner));
    this.#lenient.set(key, answer);
    return answer;
  }

  /** Whether a parameter of a structure is a boolean. */
  takesBoolean(structure: string, parameter: string): boolean {
    const type = this.structures.get(structure)?.params.find(({ name }) => name === parameter)?.type.type;
    return type === "boolean" || type === "bit" || type === "presence";
  }

  /** Whether a parameter of a codec may be missing. */
  mayBeMissing(codec: Codec, param: ParamModel): boolean {
    return param.kind !== "parameter" || this.lenient(codec.name, param.name);
  }
}

/** Every enumeration in a part of the model that is not the type of a field or a part. */
function bareEnumerationsIn(node: unknown, ofField: boolean): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((inner) => bareEnumerationsIn(inner, false));
  const one = node as { row?: unknown; mask?: unknown; type?: unknown; name?: unknown };
  if (one.type === "enumeration") return ofField ? [] : [String(one.name)];
  const property = one.row === "field" || one.mask !== undefined;
  return Object.entries(node).flatMap(([key, inner]) => bareEnumerationsIn(inner, property && key === "type"));
}

/** Whether a parameter is used other than for a structure that fills a window. */
function usesBare(
  codec: Codec,
  parameter: string,
  lenient: (structure: string, parameter: string) => boolean,
): boolean {
  const visit = (node: unknown, windowed: boolean): boolean => {
    if (typeof node !== "object" || node === null) return false;
    if (Array.isArray(node)) return node.some((inner) => visit(inner, false));
    const one = node as { ref?: unknown; name?: unknown; type?: unknown; size?: unknown; of?: unknown };
    if (one.ref === "parameter") return one.name === parameter;
    if (one.type === "structure") {
      const { name, args } = node as TypeModel & { type: "structure" };
      return args.some((arg) => visit(arg.value, false) && !windowed && !lenient(name, arg.name));
    }
    if (one.type === "within") return visit(one.size, false) || visit(one.of, true);
    return Object.values(one).some((inner) => visit(inner, false));
  };
  return visit(codec.body, false);
}

export { GeneratedFile };
