/** The forms of a value: their properties in wire order, what their presence bits follow from, and their names. */
import type { Codec, FieldModel, PartModel } from "../ir/model.js";
import { capital } from "../ir/names.js";
import { canBeNone, showsItself } from "./absence.js";
import { simplify } from "./conditions.js";
import { type Facts, literalsOf, numbersOf } from "./facts.js";
import type { Way } from "./runs.js";
import type { Item, Member, Presence, Property } from "./tree.js";

/** The form at the end of a way. */
export function memberOf(codec: string, way: Way, structures: ReadonlyMap<string, Codec>): Member {
  const { facts, path, names, section, outcome } = way;
  const presence = new Map<string, Presence>();
  const properties: Property[] = [];
  const saidBy = conditionsShown(path, facts, structures);
  const decide = (name: string): Presence => {
    const property = saidBy.get(name);
    return property === undefined ? { by: "value" } : { by: "field", property };
  };
  const addPart = (part: PartModel, field: FieldModel, optional: boolean): void => {
    const holds = simplify(part.condition, facts);
    const how: Presence = holds === false ? { by: "none" } : decide(part.name);
    if (part.type.type === "presence") presence.set(part.name, how);
    if (part.type.type === "reserved" || how.by === "none") return;
    if (part.type.type === "presence" && how.by === "field") return;
    const literals = literalsOf(facts.get(part.name));
    properties.push({
      name: part.name,
      doc: part.doc,
      section: field.section,
      optional: optional || holds !== true,
      value: literals === undefined ? { kind: "part", part } : { kind: "literals", literals },
    });
  };
  const deciding = outcome === undefined || names.length === 0 ? undefined : decidingItem(path, facts);
  let optionalFromHere = false;
  for (const item of path) {
    if (item.item === "mayEnd") optionalFromHere = true;
    if (item.item !== "field") continue;
    const { field } = item;
    const { type } = field;
    const holds = simplify(item.condition, facts);
    if (holds === false) continue;
    const optional = holds !== true || optionalFromHere;
    if (item === deciding) properties.push(outcomeProperty(outcome ?? "", section));
    const from = properties.length;
    switch (type.type) {
      case "reserved":
      case "nothing":
        break;
      case "presence": {
        const how = decide(field.property);
        presence.set(field.property, how);
        if (how.by === "value") properties.push(propertyOf(field, optional, { kind: "type", type, open: true }));
        break;
      }
      case "bits":
        for (const part of type.parts) addPart(part, field, optional);
        break;
      default:
        properties.push(propertyOf(field, optional || canBeNone(type), valueIn(field, facts)));
    }
    if (optionalFromHere && holds === true && !canBeNone(type)) {
      for (const property of properties.splice(from)) properties.push({ ...property, leftOut: true });
    }
  }
  return { name: codec, names, section, properties, presence, facts, path };
}

/** Each boolean that decides alone, up to where a sender may stop, whether a property is there, and that property. */
function conditionsShown(
  path: readonly Item[],
  facts: Facts,
  structures: ReadonlyMap<string, Codec>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const item of path) {
    if (item.item === "mayEnd") break;
    if (item.item !== "field" || !showsItself(item.field.type, structures)) continue;
    const left = simplify(item.condition, facts);
    if (typeof left !== "boolean" && left.test === "true" && !found.has(left.ref.name))
      found.set(left.ref.name, item.field.property);
  }
  return found;
}

/** The head row whose value decides the outcome: the one that a fact is known of. */
function decidingItem(path: readonly Item[], facts: Facts): Item | undefined {
  return path.find(
    (item) => item.item === "field" && item.field.type.type === "integer" && facts.has(item.field.property),
  );
}

function outcomeProperty(outcome: string, section: string): Property {
  return {
    name: "outcome",
    doc: "Which form of the response this is.",
    section,
    optional: false,
    value: { kind: "literals", literals: [outcome] },
  };
}

function propertyOf({ property, doc, section }: FieldModel, optional: boolean, value: Property["value"]): Property {
  return { name: property, doc, section, optional, value };
}

/** What is left of a field's values in a form. */
function valueIn({ property, type }: FieldModel, facts: Facts): Property["value"] {
  const fact = facts.get(property);
  const literals = type.type === "integer" ? numbersOf(fact) : literalsOf(fact);
  if (literals !== undefined) return { kind: "literals", literals };
  return fact !== undefined && "not" in fact && type.type === "enumeration"
    ? { kind: "others", enumeration: type.name, except: fact.not }
    : { kind: "type", type, open: true };
}

/** Names each form by the last case on its way, or by the whole way where that alone would not be unique; a sole form is the value. */
export function nameMembers(codec: string, members: readonly Member[]): void {
  const short = members.map(({ names }) => names.at(-1) ?? "");
  members.forEach((member, index) => {
    const last = short[index] ?? "";
    const unique = short.filter((name) => name === last).length === 1;
    if (members.length > 1) member.name = `${codec}${unique ? capital(last) : member.names.map(capital).join("")}`;
  });
}
