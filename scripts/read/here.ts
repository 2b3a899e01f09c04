/** Where the reader stands in a schema: what a row, a type or a condition is read with, and what can be said from there. */
import type { ParamModel } from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import type { Place, Position } from "../problems.js";
import type { Site } from "./load.js";
import type { Reading } from "./reading.js";
import { Scope } from "./scope.js";

export interface Here {
  readonly reading: Reading;
  readonly codec: Draft;
  /** What can be referred to. */
  readonly scope: Scope;
  /** From the ROP or structure to here, for problems. */
  readonly path: string;
  /** Document and section of the table. */
  readonly section: string;
  readonly site: Site | undefined;
  /** The property whose type is being read: what parts are parts of. */
  readonly property: string;
}

/** The codec that is being read: what turns up anywhere in it. */
export interface Draft {
  /** Contexts and request fields may be used (ROP buffers only). */
  readonly rop: boolean;
  readonly params: Map<string, ParamModel>;
  /** Every field, part, count, size and offset of the table, to tell "later" from "elsewhere". */
  readonly placed: Set<object>;
  readonly unresolved: Unresolved[];
}

/** A reference that is not on the way to where it is used. */
interface Unresolved {
  readonly node: object;
  readonly name: string;
  /** It has been placed already, but in another case. */
  readonly before: boolean;
  readonly position: Position | undefined;
  readonly path: string;
}

/** At the beginning of a codec. */
export function beginning(
  reading: Reading,
  start: { readonly path: string; readonly section: string; readonly site: Site | undefined; readonly rop: boolean },
): Here {
  const { path, section, site, rop } = start;
  const codec = { rop, params: new Map(), placed: new Set<object>(), unresolved: [] };
  return { reading, codec, scope: new Scope(), path, section, site, property: "" };
}

/** One step further down. */
export function into(here: Here, name: string, site: Site | undefined = here.site): Here {
  return { ...here, path: `${here.path}.${name}`, site };
}

/** What is placed from here on is seen only from here on. */
export function inside(here: Here): Here {
  return { ...here, scope: new Scope(here.scope) };
}

export function problem({ reading, site, path }: Here, text: string): void {
  reading.problem(site, path, text);
}

/** Where a model comes from. */
export function origin({ site, path }: Here): { readonly position?: Place } {
  return site === undefined ? {} : { position: { file: site.file, line: site.line, path } };
}

/** What every declaration says of itself. */
export function declaration(here: Here): {
  readonly section: string;
  readonly doc: string;
  readonly file: string;
  readonly position?: Place;
} {
  return { section: here.section, doc: here.site?.doc ?? "", file: here.site?.file ?? "", ...origin(here) };
}

/** Two rows, parts or counts of one name on one way through a table. */
export function takenText(name: string): string {
  return `the name "${name}" is already taken on the way to here: two of one name cannot be told apart`;
}

/** The name of a row becomes that of a property, and of a local variable. */
export function checkName(name: string, here: Here): void {
  if (!/^[A-Za-z]\w*$/.test(name))
    problem(here, "a field's name consists of letters, digits and underscores, as in the document");
  else if (propertyName(name) in Object.prototype)
    problem(here, `every object has a property "${propertyName(name)}" already: give it another name`);
}
