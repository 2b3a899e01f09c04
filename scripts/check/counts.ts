/** Every count, size and offset belongs to one thing on each way through its table, and nothing decides by what is not known yet. */

import { withImplied } from "../emit/flatten.js";
import type { Program } from "../emit/program.js";
import type { DerivedModel, RefModel, TypeModel } from "../ir/model.js";
import { refsOf } from "../plan/conditions.js";
import type { Item, Member } from "../plan/plan.js";
import type { Place } from "../problems.js";
import type { Report, Rule } from "./rule.js";

export const counts: Rule = (program, report) => {
  for (const codec of program.codecs) {
    for (const member of program.plan(codec)?.members ?? []) checkMember(program, member, codec.position, report);
  }
};

/** Something that a count, size or offset is named by. */
interface Use {
  readonly by: "list" | "bytes" | "window" | "offset" | "first";
  readonly place: Place | undefined;
  /** The structure that takes the first items has a list with an element for each of them. */
  readonly counted: boolean;
}

function checkMember(program: Program, member: Member, codec: Place | undefined, report: Report): void {
  const uses = new Map<string, Use[]>();
  for (const item of member.path) {
    for (const [name, use] of usesOf(program, item, codec)) uses.set(name, [...(uses.get(name) ?? []), use]);
  }
  for (const item of withImplied(member.path)) {
    if (item.item !== "derived") continue;
    const { derived } = item;
    const all = uses.get(derived.property) ?? [];
    const [first, second] = all;
    if (first === undefined) {
      report(item.position ?? codec, nothingText(derived));
      continue;
    }
    if (!first.counted)
      report(
        first.place,
        `"${derived.name}" cannot be counted: the structure has no list with one element for each item`,
      );
    if (second === undefined) continue;
    const shared = all.every(({ by }) => by === "list") || all.every(({ by }) => by === "bytes");
    if (!shared)
      report(
        second.place,
        `the ${derived.derived} "${derived.name}" already belongs to something else: only lists, or only bytes, can share one`,
      );
  }
  for (const { ref, place } of asked(member, codec)) {
    const known = (uses.get(ref.name) ?? []).every(({ by }) => by === "list" || by === "bytes" || by === "first");
    if (ref.ref === "derived" && !known)
      report(
        place,
        `"${ref.name}" is known only behind its content and cannot decide anything: ask for something else`,
      );
  }
}

function nothingText({ derived, name }: DerivedModel): string {
  const word = { count: "list(…)", size: "bytes(…) or within(…)", offset: "at(…)" }[derived];
  return `the ${derived} "${name}" belongs to nothing: name it in ${word} behind it, or make it a field`;
}

function usesOf(program: Program, item: Item, codec: Place | undefined): readonly (readonly [string, Use])[] {
  if (item.item === "open")
    return [[item.size.property, { by: "window", place: item.position ?? codec, counted: true }]];
  if (item.item !== "field") return [];
  const place = item.field.position ?? codec;
  const visit = (type: TypeModel): readonly (readonly [string, Use])[] => {
    switch (type.type) {
      case "list":
        return type.length.length === "count"
          ? [[type.length.count.property, { by: "list", place, counted: true }]]
          : [];
      case "bytes":
        return type.extent.extent === "size"
          ? [[type.extent.size.property, { by: "bytes", place, counted: true }]]
          : [];
      case "within":
        return [[type.size.property, { by: "window", place, counted: true }], ...visit(type.of)];
      case "at":
        return [[type.offset.property, { by: "offset", place, counted: true }], ...visit(type.of)];
      case "structure":
        return type.args.flatMap(({ name, value }) =>
          value.argument === "first"
            ? [[value.count, { by: "first", place, counted: hasEach(program, type.name, name) }] as const]
            : [],
        );
      default:
        return [];
    }
  };
  return visit(item.field.type);
}

/** Whether a structure has a list with an element for each item of a parameter. */
function hasEach(program: Program, structure: string, parameter: string): boolean {
  const codec = program.structures.get(structure);
  const members = codec === undefined ? [] : (program.plan(codec)?.members ?? []);
  return members.every(({ path }) =>
    path.some(
      (item) =>
        item.item === "field" &&
        item.field.type.type === "list" &&
        item.field.type.length.length === "each" &&
        item.field.type.length.items.name === parameter,
    ),
  );
}

/** Every reference in conditions and arguments. */
function asked(
  member: Member,
  codec: Place | undefined,
): readonly { readonly ref: RefModel; readonly place: Place | undefined }[] {
  return member.path.flatMap((item) => {
    const place = item.item === "field" ? (item.field.position ?? codec) : codec;
    const ofCondition = "condition" in item && item.condition !== undefined ? refsOf(item.condition) : [];
    const type = item.item === "field" ? contentOf(item.field.type) : undefined;
    const args = type?.type === "structure" ? type.args : [];
    const ofArguments = args.flatMap(({ value }) => (value.argument === "ref" ? [value.ref] : []));
    return [...ofCondition, ...ofArguments].map((ref) => ({ ref, place }));
  });
}

function contentOf(type: TypeModel): TypeModel {
  return type.type === "within" || type.type === "at" || type.type === "list" ? contentOf(type.of) : type;
}
