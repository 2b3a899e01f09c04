/** What one run over a schema gathers, beside what it returns: structures and enumerations as they turn up, and problems. */
import type { EnumerationType, FlagsType, Schema, Section, Structure } from "../../schema/language/index.js";
import type { EnumerationModel, FlagsModel } from "../ir/model.js";
import type { Position, Problems } from "../problems.js";
import type { Loaded, Site } from "./load.js";
import { didYouMean } from "./suggest.js";

/** A structure that is named before it is declared. */
interface Late {
  readonly name: string;
  readonly path: string;
  readonly position: Position | undefined;
}

export class Reading {
  readonly loaded: Loaded;
  readonly enumerations: Map<EnumerationType, EnumerationModel> = new Map();
  readonly flags: Map<FlagsType, FlagsModel> = new Map();
  /** Every structure that is declared or used, in the order of appearance. */
  readonly structures: Set<Structure> = new Set();
  readonly #problems: Problems;
  readonly #errata: readonly string[];
  readonly #byName = new Map<string, Structure>();
  readonly #lates: Late[] = [];

  constructor(schema: Schema, loaded: Loaded, problems: Problems) {
    this.loaded = loaded;
    this.#problems = problems;
    this.#errata = schema.errata.map(({ id }) => id);
  }

  /** Notes a structure, so that it is read once. */
  register(structure: Structure): void {
    if (this.structures.has(structure)) return;
    const other = this.#byName.get(structure.name);
    if (other !== undefined) {
      const site = this.loaded.site(other);
      const place = site === undefined ? "an unknown place" : `${site.file}:${site.line}`;
      this.problem(this.loaded.site(structure), structure.name, `the name is taken by the structure at ${place}`);
    }
    this.structures.add(structure);
    this.#byName.set(structure.name, structure);
  }

  /** The structure of a name that may still be to come; whether it came is seen at the end. */
  late(late: Late): Structure | undefined {
    this.#lates.push(late);
    return this.#byName.get(late.name);
  }

  /** Reports the structures that were named and never came. */
  reportMissing(): void {
    for (const { name, path, position } of this.#lates) {
      if (!this.#byName.has(name))
        this.problem(position, path, `there is no structure "${name}"${didYouMean(name, [...this.#byName.keys()])}`);
    }
  }

  /** Document and section, as the generated documentation prints them. */
  section(section: Section | undefined, site: Site | undefined, path: string): string {
    if (section?.is === "section" && section.document !== "" && /^\d+(\.\d+)*$/.test(section.number))
      return `${section.document} ${section.number}`;
    this.problem(
      site,
      path,
      'lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")',
    );
    return "";
  }

  /** Reports an erratum that is named and not declared. */
  erratum(id: string, site: Site | undefined, path: string): void {
    if (!this.#errata.includes(id))
      this.problem(
        site,
        path,
        `names the erratum "${id}", which is not in the schema's errata${didYouMean(id, this.#errata)}`,
      );
  }

  problem(position: Position | undefined, path: string, text: string): void {
    this.#problems.add(position, path, text);
  }
}
