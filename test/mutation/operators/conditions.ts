/** Operators on conditions, choices and outcomes. */
import type {
  CaseModel,
  Codec,
  ConditionModel,
  FormModel,
  PartModel,
  RefModel,
  TypeModel,
} from "../../../scripts/ir/model.js";
import { everyNode } from "../../support/nodes.js";
import { type Change, isPart, labelOf, NONE, type Place, rowsAt } from "./place.js";

/** Negated, or all and any exchanged, or one of several left out; a condition itself is left out as a whole. */
export function condition(place: Place): readonly Change[] {
  const found = conditionAt(place);
  if (found !== undefined) {
    const isWhole = place.key === "condition" || place.key === "unicode" || place.key === "last";
    const negated = isWhole ? [{ label: "negated", to: { test: "not", of: found } }] : [];
    if (found.test !== "all" && found.test !== "any") return negated;
    return [
      ...negated,
      { label: `${found.test} exchanged`, to: { ...found, test: found.test === "all" ? "any" : "all" } },
      ...found.of.map((_, index) => ({
        label: `${index + 1} of ${found.of.length} left out`,
        to: { ...found, of: found.of.toSpliced(index, 1) },
      })),
    ];
  }
  if (isPart(place.node) && place.node.condition !== undefined) {
    const { condition: _, ...always } = place.node;
    return [{ label: "removed", to: always }];
  }
  return rowsAt(place).flatMap((row, index, rows) => {
    if (row.row === "when") return [{ label: `${labelOf(row)} always`, to: rows.toSpliced(index, 1, ...row.rows) }];
    if (row.row !== "mayEnd" || row.condition === undefined) return [];
    const { condition: _, ...always } = row;
    return [{ label: "mayEnd always", to: rows.with(index, always) }];
  });
}

export function compared(place: Place): readonly Change[] {
  const found = conditionAt(place);
  if (found?.test === "has") return [{ label: "mask moved", to: { ...found, mask: found.mask * 2 } }];
  if (found?.test !== "is") return NONE;
  const less =
    found.numbers.length < 2 ? [] : [{ label: "one less", to: { ...found, numbers: found.numbers.slice(1) } }];
  return [
    { label: "first changed", to: { ...found, numbers: found.numbers.with(0, Number(found.numbers[0]) + 1) } },
    ...less,
  ];
}

/** Another field, or another part of the same word, is asked. */
export function reference(place: Place): readonly Change[] {
  const { node, codec, key, path } = place;
  const ref = node as RefModel;
  if (typeof ref.ref !== "string" || !["ref", "deciding", "items"].includes(String(key))) return NONE;
  const others = refsLike(ref, codec);
  const index = others.findIndex(({ name }) => name === ref.name);
  const other = others[(index + others.length - 1) % others.length];
  // Nothing can ask for itself.
  if (index < 0 || other === undefined || other.name === ref.name || path.includes(other.name)) return NONE;
  return [{ label: `${ref.name} to ${other.name}`, to: other }];
}

/** Two cases exchanged, one missing, what stands for all others missing. */
export function cases({ node, ...place }: Place): readonly Change[] {
  const found = casesAt({ node, ...place });
  if (found === undefined) return NONE;
  const others = found.slice(1).flatMap((second, index) => {
    const first = found[index] as CaseModel<unknown>;
    if (onWire(first.of) === onWire(second.of)) return [];
    const swapped = found.with(index, { ...first, of: second.of }).with(index + 1, { ...second, of: first.of });
    return [{ label: `${first.key} and ${second.key} exchanged`, to: { ...(node as object), cases: swapped } }];
  });
  const dropped = found.map(({ key }, index) => ({
    label: `${key} missing`,
    to: { ...(node as object), cases: found.toSpliced(index, 1) },
  }));
  if (!("otherwise" in (node as object))) return [...others, ...dropped];
  const { otherwise: _, ...closed } = node as { readonly otherwise: unknown };
  return [...others, ...dropped, { label: "otherwise missing", to: closed }];
}

export function outcome({ node }: Place): readonly Change[] {
  const { forms } = node as { readonly forms?: readonly FormModel[] };
  if (!Array.isArray(forms)) return NONE;
  return (forms as readonly FormModel[]).flatMap((form, index) => {
    if (form.values === undefined) return [];
    const changed = { ...form, values: form.values.map((each) => each + 1) };
    const missing = { label: `${form.name} missing`, to: { ...(node as object), forms: forms.toSpliced(index, 1) } };
    const fewer = { ...form, values: form.values.slice(1) };
    return [
      { label: `${form.name} for another value`, to: { ...(node as object), forms: forms.with(index, changed) } },
      ...(forms.length > 1 ? [missing] : []),
      ...(fewer.values.length > 0
        ? [{ label: `${form.name} for one value less`, to: { ...(node as object), forms: forms.with(index, fewer) } }]
        : []),
    ];
  });
}

function conditionAt({ node }: Place): ConditionModel | undefined {
  return typeof (node as { readonly test?: unknown }).test === "string" ? (node as ConditionModel) : undefined;
}

function refsLike(ref: RefModel, codec: Codec): readonly RefModel[] {
  const found: RefModel[] = [];
  everyNode(codec.body, (node) => {
    if (ref.ref === "field" && node.row === "field") {
      if (["integer", "boolean", "enumeration", "flags", "presence"].includes((node.type as TypeModel).type))
        found.push({ ref: "field", name: String(node.property) });
    }
    if (ref.ref === "part" && node.row === "field" && node.property === ref.word) {
      for (const { name, mask, shift } of (node.type as { readonly parts?: readonly PartModel[] }).parts ?? [])
        found.push({ ...ref, name, mask, shift });
    }
  });
  return found.filter(({ name }, index) => found.findIndex((one) => one.name === name) === index);
}

function casesAt({ node }: Place): readonly CaseModel<unknown>[] | undefined {
  const { cases: found } = node as { readonly cases?: unknown };
  return Array.isArray(found) ? found : undefined;
}

/** What tells two tables apart, but for where they are said. */
function onWire(rows: unknown): string {
  return JSON.stringify(rows, (key, inner) => (["doc", "position", "section"].includes(key) ? undefined : inner));
}
