/** What is wrong with what a model says beyond layouts: what exchanges leave and need, where bytes may end early. */
import type { Codec, ConditionModel, Model, RefModel, RopModel, RowModel } from "../../scripts/ir/model.js";
import { conditionProblem } from "./conditions.js";
import { type FlatRow, flattenCodec } from "./flatten.js";
import { specTable } from "./spec-tables.js";

const contexts = specTable("contexts.tsv", "rop", "does", "context", "key", "source");
const tolerances = specTable("tolerances.tsv", "of", "form", "may_end_behind", "condition", "erratum");

export function contextProblems(rop: RopModel): readonly string[] {
  const actual = [
    ...rop.remembers.map(({ context, key, from, source }) =>
      ["remembers", context, key, `${from} ${sourceOf(rop, from, source)}`].join(" "),
    ),
    ...rop.forgets.map(({ context, key, after }) => ["forgets", context, key, after].join(" ")),
    ...(["request", "response"] as const).flatMap((direction) =>
      (rop[direction]?.params ?? []).flatMap(({ name, kind, key = "" }) =>
        kind === "context" ? [`${direction} needs ${name} ${key}`] : [],
      ),
    ),
  ];
  const stated = contexts
    .filter((row) => row.rop === rop.name)
    .map(({ does, context, key, source }) => `${does} ${context} ${key} ${source}`.trimEnd());
  return [
    ...actual.filter((one) => !stated.includes(one)).map((one) => `${rop.name} ${one}: not in the tables`),
    ...stated.filter((one) => !actual.includes(one)).map((one) => `${rop.name} ${one}: missing`),
  ];
}

/** The field that a source is or is a part of, by its name on the wire. */
function sourceOf(rop: RopModel, from: "request" | "response", source: RefModel): string {
  const { body } = rop[from] ?? {};
  const rows =
    body?.body === "rows"
      ? body.rows
      : body?.body === "outcomes"
        ? [...body.head, ...body.forms.flatMap((form) => form.rows)]
        : [];
  const found = rows.find(
    (row) =>
      row.row === "field" &&
      (row.property === source.name ||
        (row.type.type === "bits" &&
          row.type.parts.some(
            ({ name, mask }) => source.ref === "part" && name === source.name && mask === source.mask,
          ))),
  );
  return found?.row === "field" ? found.name : "nothing";
}

/** Where bytes may end early, and when; and the other RopId that is tolerated. */
export function toleranceProblems(model: Model, codec: Codec): readonly string[] {
  const all = tolerances.filter(({ of }) => of === codec.name);
  const stated = all.filter((row) => row.may_end_behind !== "");
  const ids = all.filter((row) => row.may_end_behind === "").map(({ condition }) => condition);
  const id = codec.alsoRopId === undefined ? [] : [`RopId == 0x${codec.alsoRopId.toString(16).toUpperCase()}`];
  if (ids.join() !== id.join()) return [`${codec.name} also has ${id.join()}, not ${ids.join()}`];
  const actual = formsOf(codec).flatMap(({ form, rows }) => endsIn(rows).map((end) => ({ form, ...end })));
  if (actual.length !== stated.length)
    return [`${codec.name} may end early in ${actual.length} places, not ${stated.length}`];
  return actual.flatMap(({ form, behind, erratum, condition }, index) => {
    const row = stated[index];
    const is = `${form} ${behind} ${erratum}`;
    const said = `${row?.form} ${row?.may_end_behind} ${row?.erratum}`;
    const flat = flattenCodec(model, codec).find(({ buffer }) => form === "" || buffer.startsWith(form));
    const end = { ...NO_ROW, conditions: condition === undefined ? [] : [condition] };
    const problem = conditionProblem(end, flat?.rows ?? [], row?.condition ?? "");
    return [
      ...(is === said ? [] : [`${codec.name} may end: ${is}, not ${said}`]),
      ...(problem === undefined ? [] : [problem]),
    ];
  });
}

const NO_ROW: FlatRow = {
  name: "the early end",
  property: "",
  size: 0,
  type: "",
  given: "",
  conditions: [],
  sentinels: [],
  emptyIfZero: undefined,
  value: undefined,
  parts: [],
};

function formsOf({ body }: Codec): readonly { readonly form: string; readonly rows: readonly RowModel[] }[] {
  if (body.body === "type") return [];
  if (body.body === "rows") return [{ form: "", rows: body.rows }];
  return body.forms.map(({ name, rows }) => ({ form: name, rows: [...body.head, ...rows] }));
}

interface End {
  readonly behind: string;
  readonly erratum: string;
  readonly condition: ConditionModel | undefined;
}

function endsIn(rows: readonly RowModel[]): readonly End[] {
  return rows.flatMap((row, index) => {
    if (row.row !== "mayEnd") return [];
    const before = rows[index - 1];
    return [{ behind: before?.row === "field" ? before.name : "", erratum: row.erratum, condition: row.condition }];
  });
}
