/** Walks the rows of a codec: straight runs of items, and at their end a form of the value or a split. */
import type {
  Codec,
  ConditionModel,
  DerivedModel,
  EnumerationModel,
  FormModel,
  RefModel,
  RowModel,
} from "../ir/model.js";
import type { Place, Problems } from "../problems.js";
import { and, refsOf, simplify } from "./conditions.js";
import { decided, type Facts, withFact } from "./facts.js";
import { memberOf } from "./members.js";
import { choose, type GoOn, type Step, splitByCases } from "./splits.js";
import type { Item, Tree } from "./tree.js";
import { meaninglessParts, partOf } from "./words.js";

/** How far a walk has come. */
export interface Way {
  readonly facts: Facts;
  /** All items on the way. */
  readonly path: readonly Item[];
  /** What the structure is still to be split by. */
  readonly splits: readonly RefModel[];
  /** The cases on the way. */
  readonly names: readonly string[];
  readonly section: string;
  readonly outcome?: string;
}

/** A row in the queue, with the condition of the rows around it; or the end of a window. */
type Queued = { readonly row: RowModel; readonly condition?: ConditionModel } | { readonly close: DerivedModel };

export class Walker {
  readonly #codec: Codec;
  readonly #enumerations: ReadonlyMap<string, EnumerationModel>;
  readonly #structures: ReadonlyMap<string, Codec>;
  readonly #problems: Problems;
  /** Conditional rows, and whether any form has them. */
  readonly #held = new Map<RowModel, boolean>();

  constructor(
    codec: Codec,
    enumerations: ReadonlyMap<string, EnumerationModel>,
    structures: ReadonlyMap<string, Codec>,
    problems: Problems,
  ) {
    this.#codec = codec;
    this.#enumerations = enumerations;
    this.#structures = structures;
    this.#problems = problems;
  }

  rows(rows: readonly RowModel[]): Tree {
    return this.#walk(queued(rows), this.#start(this.#codec.splitBy), (way) => this.#member(way));
  }

  /** The head is walked like any rows; at each of its ends its last field decides the form. */
  outcomes({ head, deciding, forms }: Codec["body"] & { body: "outcomes" }): Tree {
    const taken = forms.flatMap(({ values }) => (values ?? []).map(String));
    const alone = forms.length === 1;
    const treeOf = (way: Way, { name, values, rows, section }: FormModel): Tree => {
      const facts = withFact(
        way.facts,
        deciding.name,
        values === undefined ? { not: taken } : { one: values.map(String) },
      );
      const names = alone ? way.names : [...way.names, name];
      return this.#walk(queued(rows), { ...way, facts, names, section, outcome: name }, (end) => this.#member(end));
    };
    return this.#walk(queued(head), this.#start([]), (way) => {
      const [first] = forms;
      if (alone && first !== undefined) return treeOf(way, first);
      const branches = forms.flatMap((form) =>
        form.values === undefined ? [] : [{ keys: [form.name], values: form.values, tree: treeOf(way, form) }],
      );
      const rest = forms.find(({ values }) => values === undefined);
      const otherwise = rest === undefined ? {} : { otherwise: treeOf(way, rest) };
      return { items: [], end: { end: "split", ref: deciding, by: "outcome", branches, ...otherwise } };
    });
  }

  #start(splits: readonly RefModel[]): Way {
    return { facts: new Map(), path: [], splits, names: [], section: this.#codec.section };
  }

  #member(way: Way): Tree {
    return { items: [], end: { end: "member", member: memberOf(this.#codec.name, way, this.#structures) } };
  }

  /** `atEnd` says what follows the last row. */
  #walk(rows: readonly Queued[], way: Way, atEnd: (way: Way) => Tree): Tree {
    const queue = [...rows];
    const items: Item[] = [];
    const known = new Map(way.facts);
    for (const name of meaninglessParts(way.path, way.facts)) known.set(name, { absent: true });
    const so = (): Way => ({ ...way, facts: known, path: [...way.path, ...items] });
    const goOn = ({ facts, rows: more = [], name, section = way.section }: Step, splits = way.splits): Tree => {
      const names = name === undefined ? way.names : [...way.names, name];
      return this.#walk([...queued(more), ...queue], { ...so(), facts, splits, names, section }, atEnd);
    };
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if ("close" in next) {
        items.push({ item: "close", size: decided(next.close, known) });
        continue;
      }
      const { row } = next;
      const holds = simplify(next.condition, known);
      if (next.condition !== undefined) this.#held.set(row, (this.#held.get(row) ?? false) || holds !== false);
      if (holds === false) {
        if (row.row === "field") known.set(row.property, { absent: true });
        continue;
      }
      const condition = holds === true ? undefined : holds;
      const decider = condition === undefined ? undefined : deciderIn(queue, condition);
      if (decider !== undefined) {
        // The forms part here: each of them knows whether the condition holds.
        queue.unshift(next);
        const tree = choose(decider, known, goOn);
        return { items: [...items, ...tree.items], end: tree.end };
      }
      switch (row.row) {
        case "field": {
          items.push({ item: "field", field: decided(row, known), ...under(condition) });
          const ref = condition === undefined ? this.#splitAt(row, way.splits, known) : undefined;
          if (ref === undefined) break;
          const rest = way.splits.filter((other) => other !== ref);
          return { items, end: this.#splitBy(ref, row, known, (step) => goOn(step, rest)) };
        }
        case "derived":
          items.push({ item: "derived", derived: decided(row.derived, known), ...under(condition), ...at(row) });
          break;
        case "when":
          queue.unshift(...queued(row.rows, and(condition, row.condition)));
          break;
        case "within": {
          this.#refuseConditional(condition, row.position, "within() with rows");
          const size = decided(row.size, known);
          items.push({ item: "open", size, ...at(row) });
          queue.unshift(...queued(row.rows), { close: size });
          break;
        }
        case "mayEnd": {
          const ends = simplify(and(condition, row.condition), known);
          if (ends !== false)
            items.push({
              item: "mayEnd",
              erratum: row.erratum,
              ...under(ends === true ? undefined : ends),
              ...at(row),
            });
          break;
        }
        case "choose": {
          this.#refuseConditional(condition, row.position, "choose() with rows");
          const tree = choose(row, known, goOn);
          return { items: [...items, ...tree.items], end: tree.end };
        }
      }
    }
    const rest = atEnd(so());
    return { items: [...items, ...rest.items], end: rest.end };
  }

  /** What the structure is split by, if this field says it and nothing has said it before. */
  #splitAt(
    { type, property }: RowModel & { row: "field" },
    splits: readonly RefModel[],
    known: Facts,
  ): RefModel | undefined {
    const ref = splits.find(({ ref, name }) => (ref === "part" ? partOf(type, name) !== undefined : name === property));
    return ref === undefined || known.has(ref.name) ? undefined : ref;
  }

  #splitBy(ref: RefModel, row: RowModel & { row: "field" }, known: Facts, goOn: GoOn): Tree["end"] {
    const type = ref.ref === "part" ? partOf(row.type, ref.name)?.type : row.type;
    const enumeration = type?.type === "enumeration" ? this.#enumerations.get(type.name) : undefined;
    return enumeration === undefined ? goOn({ facts: known }).end : splitByCases(ref, enumeration, known, goOn);
  }

  #refuseConditional(condition: ConditionModel | undefined, position: Place | undefined, what: string): void {
    if (condition === undefined) return;
    const place = position ?? this.#codec.position;
    this.#problems.add(
      place,
      place?.path ?? this.#codec.name,
      `${what} cannot stand under a condition that the table does not decide: make a structure of it`,
    );
  }

  /** Reports the rows that no form has. */
  report(): void {
    for (const [{ position }, held] of this.#held) {
      if (!held && position !== undefined)
        this.#problems.add(
          position,
          position.path,
          "its condition can never hold: the values it asks for exclude each other",
        );
    }
  }
}

function queued(rows: readonly RowModel[], condition?: ConditionModel): readonly Queued[] {
  return rows.map((row) => ({ row, ...under(condition) }));
}

/** The choice among the rows to come that decides a condition, without its rows. */
function deciderIn(queue: readonly Queued[], condition: ConditionModel): (RowModel & { row: "choose" }) | undefined {
  const names = new Set(refsOf(condition).map(({ name }) => name));
  for (const next of queue) {
    if ("close" in next || next.condition !== undefined || next.row.row !== "choose") continue;
    const { row } = next;
    if (!names.has(row.ref.name)) continue;
    const cases = row.cases.map((one) => ({ ...one, of: [] }));
    return { ...row, cases, ...(row.otherwise === undefined ? {} : { otherwise: [] }) };
  }
  return undefined;
}

function under(condition: ConditionModel | undefined): { readonly condition?: ConditionModel } {
  return condition === undefined ? {} : { condition };
}

function at({ position }: RowModel): { readonly position?: Place } {
  return position === undefined ? {} : { position };
}
