/** Prints the plan's tree: fields in their order, then a form or a split, and what each form refuses. */
import { deviationsOf, type Item, type Member, membersOf, type Split, type Tree } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Contents } from "./contents.js";
import type { Items } from "./items.js";
import type { Output } from "./output.js";
import type { RunPart } from "./runs.js";

export class Trees {
  readonly #out: Output;
  readonly #contents: Contents;
  readonly #items: Items;

  constructor(out: Output, contents: Contents, items: Items) {
    this.#out = out;
    this.#contents = contents;
    this.#items = items;
  }

  tree(tree: Tree, start: readonly RunPart[], pending: readonly Item[]): void {
    const items = [...pending, ...withImplied(tree.items)];
    if (tree.end.end === "member") {
      this.#member(tree.end.member, items, start);
      return;
    }
    const { end } = tree;
    // What depends on the form is written in the branches.
    const at = items.findIndex(
      (item, index) => this.#dependsOnForm(item, items) || (index === items.length - 1 && isDecidingName(item, end)),
    );
    const now = at < 0 ? items : items.slice(0, at);
    const later = at < 0 ? [] : items.slice(at);
    const before = this.#out.now;
    this.#out.now = [...before, ...items];
    if (now.length > 0) this.#items.items(now, start);
    this.#split(tree.end, now.length > 0 ? [] : start, later);
    this.#out.now = before;
  }

  #member(member: Member, items: readonly Item[], start: readonly RunPart[]): void {
    if (this.#out.plan?.members.length === 1) return this.#form(member, items, start);
    // V8 remembers the shapes that it met by variable and property: forms with variables of their own do not share them.
    this.#narrowed("", () => this.#form(member, items, start));
  }

  #form(member: Member, items: readonly Item[], start: readonly RunPart[]): void {
    const { lines } = this.#out.file;
    const mark = lines.mark();
    this.#out.member = member;
    this.#refuseOthers(member);
    this.#items.items(items, start);
    this.#out.member = undefined;
    const body = lines.cut(mark);
    this.#out.line(`const sent = ${this.#out.value}.asSent;`);
    lines.restore(this.#keep(member, body));
  }

  /** Lets another variable hold the value, maybe cast. */
  #narrowed(cast: string, inner: () => void): void {
    const outer = this.#out.value;
    this.#out.value = outer === "value" ? "form" : `${outer}Form`;
    this.#out.line(`const ${this.#out.value} = ${outer}${cast};`);
    inner();
    this.#out.value = outer;
  }

  /** Looks up once what a form asks for more often: where objects of many shapes arrive, every look-up is a call. */
  #keep({ properties }: Member, body: readonly string[]): readonly string[] {
    const text = body.join("\n");
    const params = this.#out.codec.params.map(({ name }) => local(name));
    const asked = properties
      .map(({ name }) => ({ name, access: new RegExp(`(?<![\\w.])${this.#out.value}\\.${name}\\b`, "g") }))
      .filter(({ name, access }) => !params.includes(local(name)) && (text.match(access)?.length ?? 0) > 1);
    for (const { name } of asked) this.#out.line(`const ${local(name)} = ${this.#out.value}.${name};`);
    return body.map((line) => asked.reduce((rest, { name, access }) => rest.replace(access, local(name)), line));
  }

  #dependsOnForm(item: Item, items: readonly Item[]): boolean {
    if (item.item === "derived") return this.#contents.contentOf(item.derived, items) === undefined;
    if (item.item === "open") return true;
    if (item.item !== "field") return false;
    const { type } = item.field;
    if (type.type === "presence") return true;
    return (
      type.type === "bits" && type.parts.some((part) => part.type.type === "presence" || part.condition !== undefined)
    );
  }

  /** Properties of other forms must not be set: they would be dropped. */
  #refuseOthers(member: Member): void {
    const { members } = this.#out.plan ?? { members: [] };
    const own = new Set(member.properties.map(({ name }) => name));
    const others = [...new Set(members.flatMap(({ properties }) => properties.map(({ name }) => name)))].filter(
      (name) => !own.has(name),
    );
    this.#out.refuseOthers(others, [...own]);
    this.#refuseOtherDeviations(member);
  }

  /** What was sent otherwise in another form cannot be written in this one. */
  #refuseOtherDeviations(member: Member): void {
    const { enumerations } = this.#out.program;
    const own = new Set(deviationsOf([member], enumerations).map(({ name }) => name));
    const others = (this.#out.plan?.deviations ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== "ropId" && !own.has(name));
    this.#out.refuseOthersSent(others, [...own]);
  }

  #split(split: Split, start: readonly RunPart[], pending: readonly Item[]): void {
    const { chain } = this.#out;
    const branch = (tree: Tree): void => {
      this.#out.chain = chain;
      this.tree(tree, start, pending);
    };
    if (split.ref.ref === "parameter") this.#splitByParameter(split, branch);
    else this.#splitByValue(split, branch);
    this.#out.chain = undefined;
  }

  #splitByValue(split: Split, branch: (tree: Tree) => void): void {
    const { ref } = split;
    if (split.by === "boolean") {
      const yes = split.branches.find(({ keys }) => keys[0] === "true")?.tree ?? split.otherwise;
      const no = split.branches.find(({ keys }) => keys[0] === "false")?.tree ?? split.otherwise;
      this.#out.block(`if (${this.#out.value}.${ref.name})`, () => yes !== undefined && branch(yes), " else {");
      this.#out.file.lines.indented(() => no !== undefined && branch(no));
      this.#out.line("}");
      return;
    }
    const discriminant = split.by === "outcome" ? "outcome" : ref.name;
    this.#out.block(`switch (${this.#out.value}.${discriminant})`, () => {
      for (const { keys, values, tree } of split.branches) {
        keys.slice(0, -1).forEach((key) => {
          this.#out.line(`case ${JSON.stringify(key)}:`);
        });
        this.#out.block(`case ${JSON.stringify(keys.at(-1))}:`, () => {
          if (split.by === "outcome") this.#out.decide("oneOf", ref.name, values);
          branch(tree);
          this.#out.line("break;");
        });
      }
      const { otherwise } = split;
      if (otherwise !== undefined && split.by === "outcome") {
        const name = this.#outcomeOf(otherwise);
        this.#out.block(`case ${JSON.stringify(name)}:`, () => {
          this.#out.decide(
            "noneOf",
            ref.name,
            split.branches.flatMap(({ values }) => values),
          );
          branch(otherwise);
          this.#out.line("break;");
        });
      }
      if (otherwise !== undefined && split.by !== "outcome") {
        this.#out.block("default:", () => branch(otherwise));
      } else {
        this.#out.line("default:");
        this.#out.file.lines.indented(() => {
          this.#out.line(
            `throw ${this.#out.wire("noCase")}(w, "${discriminant}", (value as { ${discriminant}?: unknown }).${discriminant});`,
          );
        });
      }
    });
  }

  /** A parameter decides: the value itself does not say its form. */
  #splitByParameter(split: Split, branch: (tree: Tree) => void): void {
    const { ref } = split;
    const narrowed = (tree: Tree): void => {
      const forms = membersOf(tree).map(({ name }) => name);
      this.#narrowed(` as ${forms.join(" | ")}`, () => branch(tree));
    };
    const { branches, otherwise } = split;
    this.#out.block(`switch (${local(ref.name)})`, () => {
      for (const { keys, values, tree } of branches) {
        const labels = split.by === "boolean" ? keys : values.map(hex);
        for (const label of labels.slice(0, -1)) this.#out.line(`case ${label}:`);
        this.#out.block(`case ${labels.at(-1)}:`, () => {
          narrowed(tree);
          this.#out.line("break;");
        });
      }
      this.#out.block("default:", () => {
        if (otherwise === undefined) this.#out.line(`throw ${this.#out.wire("noCase")}(w, "", ${local(ref.name)});`);
        else narrowed(otherwise);
      });
    });
  }

  #outcomeOf(tree: Tree): string {
    const member = firstMember(tree);
    const outcome = member?.properties.find(({ name }) => name === "outcome")?.value;
    return outcome?.kind === "literals" ? String(outcome.literals[0]) : "";
  }
}

/** Whether this is the name that decides the form: in each form it is one number, which need not be looked up. */
function isDecidingName(item: Item, { ref }: Split): boolean {
  return item.item === "field" && item.field.property === ref.name && item.field.type.type === "enumeration";
}

function firstMember(tree: Tree): Member | undefined {
  if (tree.end.end === "member") return tree.end.member;
  const next = tree.end.branches[0]?.tree ?? tree.end.otherwise;
  return next === undefined ? undefined : firstMember(next);
}
