/** The body of a buffer or structure: a table, or a head whose last field decides between tables. */
import type { On, Outcomes, Table } from "../../schema/language/index.js";
import type { BodyModel, FormModel } from "../ir/model.js";
import { type Here, inside, into, origin, problem } from "./here.js";
import { readRows } from "./rows.js";
import { fits } from "./values.js";

export function readBody(body: Table | Outcomes, here: Here): BodyModel {
  return body.is === "table"
    ? { body: "rows", rows: readRows(body.rows, here) }
    : readOutcomes(body, { ...here, site: here.reading.loaded.site(body) });
}

function readOutcomes(body: Outcomes, here: Here): BodyModel {
  const head = readRows(body.head, here);
  const last = head.at(-1);
  if (last?.row !== "field" || last.type.type !== "integer") {
    problem(here, "the last row of the head decides the outcome: it must be a field with an integer type");
    return { body: "rows", rows: head };
  }
  const { wire } = last.type;
  const taken = new Map<number, string>();
  const forms = Object.entries(body.forms).map(([name, form]): FormModel => {
    const table = form.is === "on" ? form.table : form;
    const there = inside(into(here, name, here.reading.loaded.siteIn(body.forms, name)));
    const section = here.reading.section(table.section, there.site, there.path);
    const values = formValues(name, form);
    if (values?.length === 0) problem(there, "on() names no value: the form can never be");
    for (const value of values ?? []) {
      if (!fits(value, wire)) problem(there, `"${last.name}" can never be ${value}: it is ${wire}`);
      const other = taken.get(value);
      if (other !== undefined) problem(there, `the value 0x${value.toString(16)} already means the form "${other}"`);
      taken.set(value, name);
    }
    if (values === undefined && name !== "failure" && name !== "response")
      problem(there, 'only "success", "failure" and "response" have values of their own: say on(value, table(…))');
    const rows = readRows(table.rows, { ...there, section });
    return { name, ...(values === undefined ? {} : { values }), section, rows, ...origin(there) };
  });
  if (forms.filter(({ values }) => values === undefined).length !== 1)
    problem(here, 'exactly one of "failure" and "response" must say what any other value means');
  return { body: "outcomes", head, deciding: { ref: "field", name: last.property }, forms };
}

/** The values of the deciding field; none: any other. */
function formValues(name: string, form: Table | On): readonly number[] | undefined {
  if (form.is === "on") return form.values;
  return name === "success" ? [0] : undefined;
}
