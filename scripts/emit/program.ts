/** What all emitters share: the model with its plans, and the answers to questions about it. */
import type { Codec, EnumerationModel, FlagsModel, Model, ParamModel } from "../ir/model.js";
import { kebab } from "../ir/names.js";
import { Ends } from "../plan/ends.js";
import { neededParameters } from "../plan/needed.js";
import { type Plan, Planner } from "../plan/plan.js";
import { Sizes } from "../plan/sizes.js";
import type { Problems } from "../problems.js";
import { GeneratedFile } from "./file.js";

/** Files of the output that hold something else than what one file of the schema says. */
const OWN_FILES: ReadonlySet<string> = new Set([
  "coverage.ts", // among the parsers
  "enumerations.ts",
  "index.ts",
  "rop-info.ts",
  "rops.ts",
  "shapes.ts",
]);

export class Program {
  readonly model: Model;
  readonly sizes: Sizes;
  readonly ends: Ends;
  /** Where the wire's runtime is imported from, seen from the output folder. */
  readonly wire: string;
  readonly codecs: readonly Codec[];
  readonly structures: ReadonlyMap<string, Codec>;
  readonly enumerations: ReadonlyMap<string, EnumerationModel>;
  readonly flags: ReadonlyMap<string, FlagsModel>;
  /** The enumerations that are used other than as the type of a field or a part. */
  readonly bareEnumerations: ReadonlySet<string>;
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #needed: ReadonlySet<string>;

  constructor(model: Model, wire: string, problems: Problems) {
    this.model = model;
    this.wire = wire;
    this.structures = new Map(model.structures.map((codec) => [codec.name, codec]));
    this.enumerations = new Map(model.enumerations.map((one) => [one.name, one]));
    this.flags = new Map(model.flags.map((one) => [one.name, one]));
    this.sizes = new Sizes(this.structures);
    this.ends = new Ends(this.structures);
    this.codecs = [
      ...model.structures,
      ...model.rops.flatMap(({ request, response }) => [request, response].filter((codec) => codec !== undefined)),
    ];
    this.#needed = neededParameters(this.codecs);
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

  /**
   * The generated file of a codec: it mirrors the schema's folders. What is said in an index.ts, or where else the
   * output holds something of its own, gets a file by its name, as structures among the ROPs do.
   */
  fileOf({ file, kind, name }: Codec): string {
    const path = file.replace(/^(.*\/)?schema\//, "");
    const taken = OWN_FILES.has(path) || /^(parsers|arbitraries|byte-maps)\//.test(path);
    if (kind === "structure") return taken || path.startsWith("rops/") ? `structures/${kebab(name)}.ts` : path;
    return taken ? `rops/${kebab(name.replace(/(Request|Response)$/, ""))}.ts` : path;
  }

  fileOfStructure(name: string): string {
    const codec = this.structures.get(name);
    return codec === undefined ? `structures/${kebab(name)}.ts` : this.fileOf(codec);
  }

  /** Whether a structure can be read without the parameter: every use of it stands in a window of its own. */
  lenient(structure: string, parameter: string): boolean {
    return this.structures.has(structure) && !this.#needed.has(`${structure}.${parameter}`);
  }

  /** The same of a context of a ROP. It is asked for without its name, and so it must be the only one. */
  optional({ name, params }: Codec, context: string): boolean {
    return params.length === 1 && !this.#needed.has(`${name}.${context}`);
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

export { GeneratedFile };
