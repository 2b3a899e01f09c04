/**
 * Turns the rows of a codec into the tree that every emitter walks: straight runs of items, and at their end either one
 * form of the value or a split by a value that has been read. Each form (member) has fixed properties in wire order.
 */
import type {
  CaseModel,
  Codec,
  ConditionModel,
  DerivedModel,
  EnumerationModel,
  FieldModel,
  Model,
  PartModel,
  RefModel,
  RowModel,
  TypeModel,
} from "../ir/model.js";
import { capital } from "../ir/names.js";
import type { Place, Problems } from "../problems.js";
import { and, type Fact, type Facts, simplify } from "./conditions.js";

export type Item =
  | { readonly item: "field"; readonly field: FieldModel; readonly condition?: ConditionModel }
  | {
      readonly item: "derived";
      readonly derived: DerivedModel;
      readonly condition?: ConditionModel;
      readonly position?: Place;
    }
  | { readonly item: "open"; readonly size: DerivedModel; readonly position?: Place }
  | { readonly item: "close"; readonly size: DerivedModel }
  | {
      readonly item: "mayEnd";
      readonly erratum: string;
      readonly condition?: ConditionModel;
      readonly position?: Place;
    };

export interface Tree {
  readonly items: readonly Item[];
  readonly end: Split | { readonly end: "member"; readonly member: Member };
}

export interface Split {
  readonly end: "split";
  readonly ref: RefModel;
  readonly by: "name" | "boolean" | "outcome";
  /** The enumeration's name, where it is one. */
  readonly enumeration?: string;
  readonly branches: readonly Branch[];
  readonly otherwise?: Tree;
}

export interface Branch {
  readonly keys: readonly string[];
  readonly values: readonly number[];
  readonly hex?: string;
  readonly tree: Tree;
}

/** One form of the value. */
export interface Member {
  /** The codec's name and the last case on the way; the whole way where that alone would not be unique. */
  name: string;
  /** The cases on the way. */
  readonly names: readonly string[];
  /** Document and section of the form, or of the codec. */
  readonly section: string;
  readonly properties: readonly Property[];
  /** What each bit that only says whether fields follow is derived from. */
  readonly presence: ReadonlyMap<string, Presence>;
  readonly facts: Facts;
  /** All items on the way to this form. */
  readonly path: readonly Item[];
}

/** A presence bit: said by a property, a property of its own, or meaningless in this form. */
export type Presence =
  | { readonly by: "field"; readonly property: string }
  | { readonly by: "value" }
  | { readonly by: "none" };

export interface Property {
  readonly name: string;
  readonly doc: string;
  readonly section: string;
  readonly optional: boolean;
  readonly value:
    | { readonly kind: "type"; readonly type: TypeModel; readonly open: boolean }
    | { readonly kind: "literals"; readonly literals: readonly (string | number | boolean)[] }
    /** Any name or number of the enumeration but these. */
    | { readonly kind: "others"; readonly enumeration: string; readonly except: readonly string[] }
    | { readonly kind: "part"; readonly part: PartModel };
}

/** What a sender can send otherwise than the documents ask for. */
export interface Deviation {
  readonly name: string;
  readonly type: "number" | "bytes" | "true" | "text";
  readonly doc: string;
}

export interface Plan {
  readonly codec: Codec;
  readonly tree: Tree;
  readonly members: readonly Member[];
  readonly deviations: readonly Deviation[];
}

/** A row in the queue: with the condition of the rows around it, or the end of a window. */
type Queued = { readonly row: RowModel; readonly condition?: ConditionModel } | { readonly close: DerivedModel };

export class Planner {
  readonly #enumerations: ReadonlyMap<string, EnumerationModel>;
  readonly #structures: ReadonlyMap<string, Codec>;
  readonly #problems: Problems;

  constructor(model: Model, problems: Problems) {
    this.#enumerations = new Map(model.enumerations.map((enumeration) => [enumeration.name, enumeration]));
    this.#structures = new Map(model.structures.map((codec) => [codec.name, codec]));
    this.#problems = problems;
  }

  /** The plan of a codec that is a table; a codec that is a type has none. */
  plan(codec: Codec): Plan | undefined {
    if (codec.body.body === "type") return undefined;
    const way = new Way(codec, this.#enumerations, this.#structures, this.#problems);
    const { body } = codec;
    const head = (rows: readonly RowModel[]): Queued[] => rows.map((row) => ({ row }));
    const tree =
      body.body === "rows"
        ? way.expand(head(body.rows), new Map(), [], codec.splitBy, [])
        : way.outcomes(body, head(body.head));
    way.report();
    const members = membersOf(tree);
    nameMembers(codec.name, members);
    return {
      codec,
      tree,
      members,
      deviations: [...ropIdDeviation(codec), ...deviationsOf(members, this.#enumerations)],
    };
  }
}

class Way {
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

  outcomes(body: Codec["body"] & { body: "outcomes" }, head: readonly Queued[]): Tree {
    const { items, path } = this.#headItems(head);
    const taken = body.forms.flatMap(({ values }) => (values ?? []).map(String));
    const branch = (form: (typeof body.forms)[number]): Tree => {
      const fact: Fact = form.values === undefined ? { not: taken } : { one: form.values.map(String) };
      const facts = new Map([[body.deciding.name, fact]]);
      return this.expand(
        form.rows.map((row) => ({ row })),
        facts,
        path,
        [],
        body.forms.length === 1 ? [] : [form.name],
        form.section,
        form.name,
      );
    };
    const only = body.forms[0];
    if (body.forms.length === 1 && only !== undefined) {
      const tree = branch(only);
      return { items: [...items, ...tree.items], end: tree.end };
    }
    const rest = body.forms.find(({ values }) => values === undefined);
    return {
      items,
      end: {
        end: "split",
        ref: body.deciding,
        by: "outcome",
        branches: body.forms
          .filter(({ values }) => values !== undefined)
          .map((form) => ({ keys: [form.name], values: form.values ?? [], tree: branch(form) })),
        ...(rest === undefined ? {} : { otherwise: branch(rest) }),
      },
    };
  }

  #headItems(head: readonly Queued[]): { items: Item[]; path: Item[] } {
    const items = head.flatMap((queued): Item[] =>
      "row" in queued && queued.row.row === "field" ? [{ item: "field", field: queued.row }] : [],
    );
    return { items, path: [...items] };
  }

  /** Walks the rows under the facts; `path` is what stands before, `names` the cases on the way. */
  expand(
    rows: readonly Queued[],
    facts: Facts,
    path: readonly Item[],
    splits: readonly RefModel[],
    names: readonly string[],
    section: string = this.#codec.section,
    outcome?: string,
  ): Tree {
    const queue = [...rows];
    const known = new Map(facts);
    for (const name of meaninglessParts(path, facts)) known.set(name, { absent: true });
    const items: Item[] = [];
    const go = (
      more: readonly Queued[],
      newFacts: Facts,
      name: string,
      rest: readonly RefModel[],
      at = section,
    ): Tree =>
      this.expand(
        [...more, ...queue],
        newFacts,
        [...path, ...items],
        rest,
        name === "" ? names : [...names, name],
        at,
        outcome,
      );
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if ("close" in next) {
        items.push({ item: "close", size: decided(next.close, known) });
        continue;
      }
      const { row } = next;
      const condition = next.condition === undefined ? true : simplify(next.condition, known);
      if (next.condition !== undefined) this.#held.set(row, (this.#held.get(row) ?? false) || condition !== false);
      if (condition === false) {
        if (row.row === "field") known.set(row.property, { absent: true });
        continue;
      }
      const conditional = condition === true ? {} : { condition };
      switch (row.row) {
        case "field": {
          items.push({ item: "field", field: decided(row, known), ...conditional });
          const split = splits.find((ref) =>
            ref.ref === "part" ? hasPart(row.type, ref.name) : ref.name === row.property,
          );
          if (split !== undefined && condition === true && !known.has(split.name)) {
            const rest = splits.filter((ref) => ref !== split);
            return { items, end: this.#splitBy(split, row, known, (newFacts, name) => go([], newFacts, name, rest)) };
          }
          break;
        }
        case "derived":
          items.push({ item: "derived", derived: decided(row.derived, known), ...conditional, ...at(row) });
          break;
        case "when":
          queue.unshift(
            ...row.rows.map((inner): Queued => {
              const both = and(condition === true ? undefined : condition, row.condition);
              return both === undefined ? { row: inner } : { row: inner, condition: both };
            }),
          );
          break;
        case "within": {
          this.#refuseConditional(condition, row.position, "within() with rows");
          const size = decided(row.size, known);
          items.push({ item: "open", size, ...at(row) });
          queue.unshift(...row.rows.map((inner): Queued => ({ row: inner })), { close: size });
          break;
        }
        case "mayEnd": {
          const both = and(condition === true ? undefined : condition, row.condition);
          const own = both === undefined ? true : simplify(both, known);
          if (own !== false)
            items.push({
              item: "mayEnd",
              erratum: row.erratum,
              ...(own === true ? {} : { condition: own }),
              ...at(row),
            });
          break;
        }
        case "choose": {
          this.#refuseConditional(condition, row.position, "choose() with rows");
          const tree = this.#choose(row, known, (more, newFacts, name, at) => go(more, newFacts, name, splits, at));
          return { items: [...items, ...tree.items], end: tree.end };
        }
      }
    }
    return { items, end: { end: "member", member: this.#member(known, [...path, ...items], names, section, outcome) } };
  }

  #refuseConditional(condition: boolean | ConditionModel, position: Place | undefined, what: string): void {
    if (condition !== true)
      this.#problem(
        position,
        `${what} cannot stand under a condition that the table does not decide: make a structure of it`,
      );
  }

  #choose(
    row: RowModel & { row: "choose" },
    facts: Facts,
    go: (rows: readonly Queued[], facts: Facts, name: string, section?: string) => Tree,
  ): Tree {
    const { ref } = row;
    const fact = facts.get(ref.name);
    const booleans = row.cases.every(({ key }) => key === "true" || key === "false");
    const taken = row.cases.map(({ key }) => key);
    const cases = row.cases.filter(({ key }) => isPossible(key, fact));
    const queued = (rows: readonly RowModel[]): Queued[] => rows.map((inner) => ({ row: inner }));
    // What an earlier choice has decided leaves no choice.
    const left = fact !== undefined && "one" in fact ? fact.one.filter((key) => !taken.includes(key)) : undefined;
    const [only] = cases;
    if (cases.length === 0) return go(queued(row.otherwise ?? []), facts, "");
    if (only !== undefined && cases.length === 1 && left?.length === 0)
      return go(queued(only.of), facts, "", only.section);
    const branch = (one: CaseModel<readonly RowModel[]>): Branch => ({
      keys: [one.key],
      values: one.values,
      ...(one.hex === undefined ? {} : { hex: one.hex }),
      tree: go(queued(one.of), withFact(facts, ref.name, { one: [one.key] }), caseName(ref, one.key), one.section),
    });
    const split = (all: readonly CaseModel<readonly RowModel[]>[], rest: { otherwise?: Tree }): Tree => ({
      items: [],
      end: { end: "split", ref, by: booleans ? "boolean" : "name", branches: all.map(branch), ...rest },
    });
    if (row.otherwise === undefined || left?.length === 0) return split(cases, {});
    if (booleans) {
      const missing = ["true", "false"].find((key) => !taken.includes(key));
      return split(missing === undefined ? cases : [...cases, { key: missing, values: [], of: row.otherwise }], {});
    }
    const rest: Fact =
      left !== undefined
        ? { one: left }
        : { not: [...(fact !== undefined && "not" in fact ? fact.not : []), ...taken] };
    return split(cases, { otherwise: go(queued(row.otherwise), withFact(facts, ref.name, rest), "other") });
  }

  /** One branch for each case of the enumeration; cases that lead to the same table share one. */
  #splitBy(ref: RefModel, row: FieldModel, facts: Facts, go: (facts: Facts, name: string) => Tree): Tree["end"] {
    const type = ref.ref === "part" ? partOf(row.type, ref.name)?.type : row.type;
    const enumeration = type?.type === "enumeration" ? this.#enumerations.get(type.name) : undefined;
    if (enumeration === undefined) return go(facts, "").end;
    const groups: { keys: string[]; values: number[] }[] = [];
    const shapes = new Map<string, { keys: string[]; values: number[] }>();
    for (const { key, values } of enumeration.cases) {
      const numbers = values.filter((value) => typeof value === "number");
      const shape = shapeOf(go(withFact(facts, ref.name, { one: [key] }), key), ref.name);
      const same = shapes.get(shape);
      if (same === undefined) {
        const group = { keys: [key], values: [...numbers] };
        groups.push(group);
        shapes.set(shape, group);
      } else {
        same.keys.push(key);
        same.values.push(...numbers);
      }
    }
    return {
      end: "split",
      ref,
      by: "name",
      enumeration: enumeration.name,
      branches: groups.map(({ keys, values }) => ({
        keys,
        values,
        tree: go(withFact(facts, ref.name, { one: keys }), keys[0] ?? ""),
      })),
    };
  }

  #member(
    facts: Facts,
    path: readonly Item[],
    names: readonly string[],
    section: string,
    outcome: string | undefined,
  ): Member {
    const presence = new Map<string, Presence>();
    const end = path.findIndex((item) => item.item === "mayEnd");
    const conditions = (end < 0 ? path : path.slice(0, end)).flatMap((item) => {
      if (item.item !== "field" || item.condition === undefined || !showsItself(item.field.type, this.#structures))
        return [];
      const left = simplify(item.condition, facts);
      return typeof left === "boolean" ? [] : [{ property: item.field.property, condition: left }];
    });
    const decide = (name: string, own: ConditionModel | undefined): Presence => {
      if (own !== undefined && simplify(own, facts) === false) return { by: "none" };
      const said = conditions.find(({ condition }) => condition.test === "true" && condition.ref.name === name);
      return said === undefined ? { by: "value" } : { by: "field", property: said.property };
    };
    let afterEnd = false;
    const properties: Property[] = [];
    for (const item of path) {
      if (item.item === "mayEnd") afterEnd = true;
      if (item.item !== "field") continue;
      const { field } = item;
      const left = item.condition === undefined ? true : simplify(item.condition, facts);
      if (left === false) continue;
      if (
        outcome !== undefined &&
        names.length > 0 &&
        facts.has(field.property) &&
        field.type.type === "integer" &&
        item === lastHead(path, facts)
      ) {
        properties.push({
          name: "outcome",
          doc: "Which form of the response this is.",
          section,
          optional: false,
          value: { kind: "literals", literals: [outcome] },
        });
      }
      if (field.type.type === "presence") {
        const how = decide(field.property, undefined);
        presence.set(field.property, how);
        if (how.by === "value") properties.push(plain(field, left !== true || afterEnd));
      } else if (field.type.type === "bits") {
        for (const part of field.type.parts) {
          const how = decide(part.name, part.condition);
          if (part.type.type === "presence") presence.set(part.name, how);
          if (part.type.type === "reserved" || how.by === "none") continue;
          if (part.type.type === "presence" && how.by === "field") continue;
          const literals = literalsOf(facts.get(part.name));
          properties.push({
            name: part.name,
            doc: part.doc,
            section: field.section,
            optional:
              left !== true || afterEnd || (part.condition !== undefined && simplify(part.condition, facts) !== true),
            value: literals === undefined ? { kind: "part", part } : { kind: "literals", literals },
          });
        }
      } else if (field.type.type !== "reserved" && field.type.type !== "nothing") {
        const fact = facts.get(field.property);
        const literals = field.type.type === "integer" ? numbersOf(fact) : literalsOf(fact);
        const property = plain(field, left !== true || afterEnd || canBeNone(field.type));
        if (literals !== undefined) properties.push({ ...property, value: { kind: "literals", literals } });
        else if (fact !== undefined && "not" in fact && field.type.type === "enumeration") {
          properties.push({ ...property, value: { kind: "others", enumeration: field.type.name, except: fact.not } });
        } else properties.push(property);
      }
    }
    return { name: this.#codec.name, names, section, properties, presence, facts, path };
  }

  report(): void {
    for (const [row, held] of this.#held) {
      if (held || row.position === undefined) continue;
      this.#problems.add(
        row.position,
        row.position.path,
        "its condition can never hold: the values it asks for exclude each other",
      );
    }
  }

  #problem(position: Place | undefined, text: string): void {
    const place = position ?? this.#codec.position;
    this.#problems.add(place, place?.path ?? this.#codec.name, text);
  }
}

function at(row: RowModel): { readonly position?: Place } {
  return row.position === undefined ? {} : { position: row.position };
}

function plain(field: FieldModel, optional: boolean): Property {
  return {
    name: field.property,
    doc: field.doc,
    section: field.section,
    optional,
    value: { kind: "type", type: field.type, open: true },
  };
}

/** The head row whose value decides the outcome: the last one that a fact is known of. */
function lastHead(path: readonly Item[], facts: Facts): Item | undefined {
  return path.find(
    (item) => item.item === "field" && item.field.type.type === "integer" && facts.has(item.field.property),
  );
}

/** The same with every choice resolved that the facts already decide. */
function decided<T>(node: T, facts: Facts): T {
  if (facts.size === 0) return node;
  const visit = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) {
      const all = part.map(visit);
      return all.some((one, index) => one !== part[index]) ? all : part;
    }
    const choice = part as TypeModel & { type: "choose" };
    if (choice.type === "choose") {
      const fact = facts.get(choice.ref.name);
      if (fact !== undefined && "one" in fact && fact.one.length === 1) {
        const hit = choice.cases.find(({ key }) => key === fact.one[0])?.of ?? choice.otherwise;
        if (hit !== undefined) return visit(hit);
      }
    }
    let changed = false;
    const copy = Object.fromEntries(
      Object.entries(part).map(([key, value]) => {
        const next = visit(value);
        changed ||= next !== value;
        return [key, next];
      }),
    );
    return changed ? copy : part;
  };
  return visit(node) as T;
}

/** Whether a value can still be this one. */
function isPossible(key: string, fact: Fact | undefined): boolean {
  if (fact === undefined || "absent" in fact) return true;
  return "one" in fact ? fact.one.includes(key) : !fact.not.includes(key);
}

function withFact(facts: Facts, name: string, fact: Fact): Facts {
  return new Map([...facts, [name, fact]]);
}

function hasPart(type: TypeModel, name: string): boolean {
  return partOf(type, name) !== undefined;
}

export function partOf(type: TypeModel, name: string): PartModel | undefined {
  return type.type === "bits" || type.type === "packed" ? type.parts.find((part) => part.name === name) : undefined;
}

function literalsOf(fact: Fact | undefined): readonly (string | boolean)[] | undefined {
  if (fact === undefined || !("one" in fact)) return undefined;
  return fact.one.map((key) => (key === "true" ? true : key === "false" ? false : key));
}

/** One number is a literal; several are said by the outcome. */
function numbersOf(fact: Fact | undefined): readonly number[] | undefined {
  return fact !== undefined && "one" in fact && fact.one.length === 1 ? [Number(fact.one[0])] : undefined;
}

/** Whether a wire value of its count or size means that the field is not there. */
export function canBeNone(type: TypeModel): boolean {
  return noneOf(type) !== undefined;
}

/** The count or size with a value that means "not there". */
export function noneOf(type: TypeModel): DerivedModel | undefined {
  const derived =
    type.type === "list" && type.length.length === "count"
      ? type.length.count
      : type.type === "within"
        ? type.size
        : type.type === "bytes" && type.extent.extent === "size"
          ? type.extent.size
          : type.type === "at"
            ? type.offset
            : undefined;
  if (derived === undefined) return undefined;
  if (derived.derived === "offset") return { ...derived, none: derived.none ?? 0 };
  return derived.none === undefined ? undefined : derived;
}

/** Whether a value shows that it is there: by a property of its own that is never `undefined` then. */
export function showsItself(type: TypeModel, structures: ReadonlyMap<string, Codec>): boolean {
  switch (type.type) {
    case "reserved":
    case "bits":
    case "presence":
    case "nothing":
      return false;
    case "choose":
      return (
        type.cases.every(({ of }) => showsItself(of, structures)) &&
        (type.otherwise === undefined || showsItself(type.otherwise, structures))
      );
    case "within":
      return !canBeNone(type) && showsItself(type.of, structures);
    case "structure": {
      const body = structures.get(type.name)?.body;
      return body?.body !== "type" || body.type.type === "structure" || showsItself(body.type, structures);
    }
    default:
      return !canBeNone(type);
  }
}

function nameMembers(codec: string, members: readonly Member[]): void {
  const short = members.map(({ names }) => names.at(-1) ?? "");
  members.forEach((member, index) => {
    const last = short[index] ?? "";
    const unique = short.filter((name) => name === last).length === 1;
    member.name = `${codec}${unique ? capital(last) : member.names.map(capital).join("")}`;
  });
}

function caseName(ref: RefModel, key: string): string {
  if (key === "true") return ref.name;
  return key === "false" ? `not${capital(ref.name)}` : key;
}

/** What two branches must share to be one: everything but the value they are split by. */
function shapeOf(tree: Tree, splitName: string): string {
  return JSON.stringify(
    {
      items: tree.items,
      end:
        tree.end.end === "split"
          ? tree.end.branches.map(({ keys, tree: inner }) => [keys, shapeOf(inner, splitName)])
          : [
              tree.end.member.properties.map((property) => (property.name === splitName ? splitName : property)),
              [...tree.end.member.presence],
            ],
    },
    (key, value: unknown) => (key === "position" ? undefined : value),
  );
}

export function membersOf(tree: Tree): readonly Member[] {
  if (tree.end.end === "member") return [tree.end.member];
  const trees = tree.end.branches.map((branch) => branch.tree);
  return [...trees, ...(tree.end.otherwise === undefined ? [] : [tree.end.otherwise])].flatMap(membersOf);
}

/** What of a word has no name in this form. */
export function unnamedMask(type: TypeModel & { type: "bits" }, member: Member): number {
  const full = type.wire === "u32" || type.wire === "i32" ? 0xffffffff : type.wire === "u8" ? 0xff : 0xffff;
  const named = type.parts
    .filter(
      (part) =>
        part.type.type !== "reserved" && member.presence.get(part.name)?.by !== "none" && !excluded(part, member.facts),
    )
    .reduce((mask, part) => mask | part.mask, 0);
  return (full & ~named) >>> 0;
}

/** The parts of a word that have a meaning only under a condition which this form does not decide. */
export function openParts(
  type: TypeModel & { type: "bits" },
  member: Member,
): readonly { readonly condition: ConditionModel; readonly mask: number }[] {
  const found = new Map<string, { condition: ConditionModel; mask: number }>();
  for (const { condition, mask, type: of } of type.parts) {
    if (condition === undefined || of.type === "reserved") continue;
    const left = simplify(condition, member.facts);
    if (typeof left === "boolean") continue;
    const key = JSON.stringify(left);
    found.set(key, { condition: left, mask: (mask | (found.get(key)?.mask ?? 0)) >>> 0 });
  }
  return [...found.values()];
}

/** The parts of the words on the way that have no meaning under the facts. */
function meaninglessParts(path: readonly Item[], facts: Facts): readonly string[] {
  return path.flatMap((item) =>
    item.item === "field" && item.field.type.type === "bits"
      ? item.field.type.parts.filter((part) => excluded(part, facts)).map(({ name }) => name)
      : [],
  );
}

/** Whether a part has no meaning in this form. */
export function excluded(part: PartModel, facts: Facts): boolean {
  return part.condition !== undefined && simplify(part.condition, facts) === false;
}

export function deviationsOf(
  members: readonly Member[],
  enumerations: ReadonlyMap<string, EnumerationModel>,
): readonly Deviation[] {
  const found = new Map<string, Deviation>();
  const add = (name: string, type: Deviation["type"], doc: string): void => {
    if (!found.has(name)) found.set(name, { name, type, doc });
  };
  for (const member of members) {
    let ends = false;
    for (const item of member.path) {
      if (item.item === "close")
        add(`${item.size.property}Rest`, "bytes", `What stood in the window of ${item.size.name} behind its content.`);
      if (item.item === "mayEnd") ends = true;
      if (item.item === "field") {
        const { type } = item.field;
        const aliased =
          type.type === "enumeration" && enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1);
        if (type.type !== "enumeration" || aliased === true) deviationOf(item.field, member, add);
        if (type.type === "at")
          add(
            "block",
            "bytes",
            "The whole block, where its parts do not stand one after the other; it is what is written.",
          );
      }
    }
    if (ends) add("endsBefore", "text", "The first field that the sender left out.");
  }
  return [...found.values()];
}

/** The RopId, where another one is tolerated. */
function ropIdDeviation(codec: Codec): readonly Deviation[] {
  return codec.alsoRopId === undefined
    ? []
    : [{ name: "ropId", type: "number", doc: "Another RopId that the sender used." }];
}

/** Under which name the content of a reserved field is kept. */
export function reservedName({ property, type }: FieldModel): string {
  return type.type === "reserved" && type.base.type === "bytes" ? `${property}Bytes` : property;
}

function deviationOf(
  field: FieldModel,
  member: Member,
  add: (name: string, type: Deviation["type"], doc: string) => void,
): void {
  const { type, property, name } = field;
  switch (type.type) {
    case "reserved":
      return add(
        reservedName(field),
        type.base.type === "bytes" ? "bytes" : "number",
        `What stood in the reserved ${name}.`,
      );
    case "boolean":
      return add(property, "number", `A true ${name} that was not 1.`);
    case "presence":
      return add(property, "number", `A true ${name} that was not 1.`);
    case "enumeration":
      return add(property, "number", `Another number that means the same ${name}.`);
    case "bits":
      if (unnamedMask(type, member) !== 0 || openParts(type, member).length > 0)
        add(property, "number", `Bits of ${name} that have no name.`);
      return;
    case "within":
      add(`${property}Rest`, "bytes", `What stood in the window of ${name} behind its content.`);
      if (type.of.type === "string")
        add(`${property}Unterminated`, "true", `${name} filled its window without a terminator.`);
      return;
    default:
      return;
  }
}
