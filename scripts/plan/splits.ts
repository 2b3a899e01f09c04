/** Splits: where a value that has been read decides what follows, one branch for each way on. */
import type { CaseModel, EnumerationModel, RefModel, RowModel } from "../ir/model.js";
import { capital } from "../ir/names.js";
import { type Fact, type Facts, isPossible, withFact } from "./facts.js";
import type { Branch, Split, Tree } from "./tree.js";

/** How the walk goes on: with rows before those that are left, a case that gives forms their name, a section of its own. */
export interface Step {
  readonly facts: Facts;
  readonly rows?: readonly RowModel[];
  readonly name?: string;
  readonly section?: string | undefined;
}

export type GoOn = (step: Step) => Tree;

/** A `choose` with rows: split, unless what is known leaves one case. */
export function choose(row: RowModel & { row: "choose" }, facts: Facts, goOn: GoOn): Tree {
  const { ref, otherwise } = row;
  const fact = facts.get(ref.name);
  const said = row.cases.map(({ key }) => key);
  const cases = row.cases.filter(({ key }) => isPossible(key, fact));
  /** What can still be and has no case; undefined: any value may come. */
  const left = fact !== undefined && "one" in fact ? fact.one.filter((key) => !said.includes(key)) : undefined;
  const [only] = cases;
  if (only === undefined) return goOn({ facts, rows: otherwise ?? [] });
  if (cases.length === 1 && left?.length === 0) return goOn({ facts, rows: only.of, section: only.section });

  const by = said.every((key) => key === "true" || key === "false") ? "boolean" : "name";
  const split = (all: readonly CaseModel<readonly RowModel[]>[], rest?: Tree): Tree => {
    const branches = all.map(({ key, values, hex, of, section }): Branch => {
      const tree = goOn({
        facts: withFact(facts, ref.name, { one: [key] }),
        rows: of,
        name: caseName(ref, key),
        section,
      });
      return { keys: [key], values, ...(hex === undefined ? {} : { hex }), tree };
    });
    return { items: [], end: { end: "split", ref, by, branches, ...(rest === undefined ? {} : { otherwise: rest }) } };
  };
  if (otherwise === undefined || left?.length === 0) return split(cases);
  if (by === "boolean") {
    const missing = ["true", "false"].find((key) => !said.includes(key));
    return split(missing === undefined ? cases : [...cases, { key: missing, values: [], of: otherwise }]);
  }
  const before = fact !== undefined && "not" in fact ? fact.not : [];
  const rest: Fact = left === undefined ? { not: [...before, ...said] } : { one: left };
  return split(
    cases,
    goOn({
      facts: withFact(facts, ref.name, rest),
      rows: otherwise,
      name: said.includes("other") ? "otherwise" : "other",
    }),
  );
}

/** One branch for each case of the enumeration; cases that lead to the same table share one. */
export function splitByCases(ref: RefModel, enumeration: EnumerationModel, facts: Facts, goOn: GoOn): Split {
  const groups = new Map<string, { readonly keys: string[]; readonly values: number[] }>();
  for (const { key, values } of enumeration.cases) {
    const shape = shapeOf(goOn({ facts: withFact(facts, ref.name, { one: [key] }), name: key }), ref.name);
    const group = groups.get(shape) ?? { keys: [], values: [] };
    group.keys.push(key);
    group.values.push(...values.filter((value) => typeof value === "number"));
    groups.set(shape, group);
  }
  return {
    end: "split",
    ref,
    by: "name",
    enumeration: enumeration.name,
    branches: [...groups.values()].map(({ keys, values }) => ({
      keys,
      values,
      tree: goOn({ facts: withFact(facts, ref.name, { one: keys }), name: keys[0] ?? "" }),
    })),
  };
}

function caseName(ref: RefModel, key: string): string {
  if (key === "true") return ref.name;
  return key === "false" ? `not${capital(ref.name)}` : key;
}

/** What two branches must share to be one: everything but the value they are split by. */
function shapeOf({ items, end }: Tree, splitName: string): string {
  const rest =
    end.end === "split"
      ? end.branches.map(({ keys, tree }) => [keys, shapeOf(tree, splitName)])
      : [
          end.member.properties.map((property) => (property.name === splitName ? splitName : property)),
          [...end.member.presence],
        ];
  return JSON.stringify([items, rest], (key, value: unknown) => (key === "position" ? undefined : value));
}
