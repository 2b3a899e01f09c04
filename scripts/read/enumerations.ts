/** Enumerations and flags: each read once, where it is first used. */
import type { EnumerationType, FlagsType } from "../../schema/language/index.js";
import type { EnumerationModel, FlagsModel } from "../ir/model.js";
import { declaration, type Here, into, origin, problem } from "./here.js";
import { fits, wireValues } from "./values.js";

export function readEnumeration(type: EnumerationType, outer: Here): EnumerationModel {
  const { enumerations, loaded } = outer.reading;
  const known = enumerations.get(type);
  if (known !== undefined) return known;
  const here = declared(type, outer);
  const { base } = type;
  const taken = new Map<number | string, string>();
  const cases = Object.keys(type.cases).map((key) => {
    const site = loaded.siteIn(type.cases, key);
    const there = into(here, key, site);
    const values = wireValues(type, key) ?? [];
    for (const value of values) {
      const other = taken.get(value);
      if (other !== undefined) problem(there, `has the same wire value as "${other}"`);
      taken.set(value, key);
      if (typeof value === "number" && base.is === "integer" && !fits(value, base.wire))
        problem(there, `the value ${value} does not fit ${base.wire}`);
    }
    return { key, values, doc: site?.doc ?? "", ...origin(there) };
  });
  for (const key of type.frequent ?? []) {
    if (!Object.hasOwn(type.cases, key)) problem(here, `there is no case "${key}" that could be frequent`);
  }
  const wire = base.is === "integer" ? base.wire : (`bytes${Number(base.extent)}` as const);
  const model = { name: type.name, ...declaration(here), wire, cases };
  enumerations.set(type, model);
  return model;
}

export function readFlags(type: FlagsType, outer: Here): FlagsModel {
  const { flags, loaded } = outer.reading;
  const known = flags.get(type);
  if (known !== undefined) return known;
  const here = declared(type, outer);
  const { wire } = type.base;
  const names = Object.entries(type.names).map(([key, mask]) => {
    const site = loaded.siteIn(type.names, key);
    const there = into(here, key, site);
    if (!fits(mask, wire)) problem(there, `the mask ${mask} does not fit ${wire}`);
    return { key, mask, doc: site?.doc ?? "", ...origin(there) };
  });
  const model = { name: type.name, ...declaration(here), wire, names };
  flags.set(type, model);
  return model;
}

/** At the declaration, whose name nobody else has. */
function declared(type: EnumerationType | FlagsType, { reading, ...here }: Here): Here {
  const path = type.name;
  const site = reading.loaded.site(type) ?? here.site;
  if ([...reading.enumerations.values(), ...reading.flags.values()].some(({ name }) => name === type.name))
    reading.problem(site, path, "there are two enumerations or flags of this name");
  return { ...here, reading, path, site, section: reading.section(type.section, site, path) };
}
