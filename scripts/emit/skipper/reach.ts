/** What skipping needs: which codecs are met on the way over responses, and which of their parameters matter. */
import type { Codec, ParamModel, TypeModel } from "../../ir/model.js";
import type { Tree } from "../../plan/plan.js";
import type { Program } from "../program.js";

/** A window says its own size, so what is in it is never looked at. */
export class SkipReach {
  readonly #program: Program;
  /** By name of the codec: the parameters that decide how long it is. */
  readonly #params = new Map<string, ReadonlySet<string>>();

  constructor(program: Program) {
    this.#program = program;
    for (const { response } of program.model.rops) if (response !== undefined) this.#visit(response);
    this.#settle();
  }

  /** Whether a codec can be skipped: every response, and the structures outside of windows that do not contain themselves. */
  has({ name }: Codec): boolean {
    return this.#params.has(name);
  }

  /** Whether it can be skipped by a part of a loop: in a window, `end` would be another for what comes next. */
  canLoop(codec: Codec): boolean {
    const plan = this.#program.plan(codec);
    return this.has(codec) && !(plan !== undefined && opensWindow(plan.tree));
  }

  params(codec: Codec): readonly ParamModel[] {
    const used = this.#params.get(codec.name);
    return codec.params.filter(({ name }) => used?.has(name) === true);
  }

  /** The codec of a structure that can be skipped. */
  structure(name: string): Codec | undefined {
    const codec = this.#program.structures.get(name);
    return codec !== undefined && this.has(codec) ? codec : undefined;
  }

  #visit(codec: Codec): void {
    if (this.#params.has(codec.name) || codec.depth !== undefined) return;
    this.#params.set(codec.name, new Set());
    for (const type of structuresIn(codec.body)) {
      const inner = this.#program.structures.get(type.name);
      if (inner !== undefined) this.#visit(inner);
    }
  }

  /** A structure's parameter matters to its user as well: until nothing is added. */
  #settle(): void {
    for (let grew = true; grew; ) {
      grew = false;
      for (const codec of this.#program.codecs) {
        const known = this.#params.get(codec.name);
        if (known === undefined) continue;
        const used = new Set(namesIn(codec.body, (type, arg) => this.#params.get(type)?.has(arg) === true));
        const next = codec.params.map(({ name }) => name).filter((name) => used.has(name));
        if (next.length === known.size) continue;
        this.#params.set(codec.name, new Set(next));
        grew = true;
      }
    }
  }
}

function opensWindow({ items, end }: Tree): boolean {
  if (items.some(({ item }) => item === "open")) return true;
  if (end.end !== "split") return false;
  const others = end.otherwise === undefined ? [] : [end.otherwise];
  return [...end.branches.map(({ tree }) => tree), ...others].some(opensWindow);
}

type StructureType = TypeModel & { type: "structure" };

function isType<T extends TypeModel["type"]>(node: object, type: T): node is TypeModel & { type: T } {
  return (node as { type?: unknown }).type === type;
}

/** Every structure outside of windows. */
function structuresIn(node: unknown): readonly StructureType[] {
  if (typeof node !== "object" || node === null) return [];
  if (isType(node, "within")) return [];
  if (isType(node, "structure")) return [node];
  return Object.values(node).flatMap(structuresIn);
}

/** The parameters that are referred to outside of windows. */
function namesIn(node: unknown, matters: (structure: string, parameter: string) => boolean): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  if (isType(node, "within")) return namesIn(node.size, matters);
  if (isType(node, "structure"))
    return node.args.flatMap((arg) => (matters(node.name, arg.name) ? namesIn(arg.value, matters) : []));
  const { ref, name } = node as { ref?: unknown; name?: unknown };
  if (ref === "parameter" || ref === "context" || ref === "request") return [String(name)];
  return Object.values(node).flatMap((inner) => namesIn(inner, matters));
}
