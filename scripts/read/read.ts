/** Reads schema values into the intermediate representation and resolves every reference; reports what does not resolve. */
import type {
  Argument,
  ChooseRows,
  Condition,
  Count,
  EnumerationType,
  Field,
  FlagsType,
  Offset,
  On,
  Outcomes,
  Parameter,
  Part,
  Ref,
  Rop,
  Row,
  Schema,
  Section,
  Size,
  Structure,
  Table,
  Type,
  WhenParts,
} from "../../schema/language/index.js";
import type {
  ArgumentModel,
  BodyModel,
  CaseModel,
  Codec,
  ConditionModel,
  DerivedModel,
  EnumerationModel,
  ExtentModel,
  FieldModel,
  FlagsModel,
  FormModel,
  LengthModel,
  Model,
  ParamModel,
  PartModel,
  RefModel,
  RopModel,
  RowModel,
  TypeModel,
} from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import type { Place, Position, Problems } from "../problems.js";
import type { Loaded, Site } from "./load.js";
import { Scope } from "./scope.js";

const WIDTH = { u8: 1, u16: 2, u32: 4, i16: 2, i32: 4 } as const;

/** The codec that is being read: its path for problems and the parameters that turn up. */
interface Frame {
  readonly path: string;
  readonly section: string;
  readonly params: Map<string, ParamModel>;
  /** Contexts and request fields may be used (ROP buffers only). */
  readonly rop: boolean;
  /** Every field, count, size and offset placed anywhere in this table, to tell "later" from "elsewhere". */
  readonly placed: Set<object>;
  readonly unresolved: Unresolved[];
}

/** A reference that is not on the way to where it is used. */
interface Unresolved {
  readonly node: object;
  /** It has been placed already, but in another case. */
  readonly before: boolean;
  readonly position: Position | undefined;
  readonly path: string;
  readonly what: string;
}

export function readSchema(schema: Schema, loaded: Loaded, problems: Problems): Model {
  return new SchemaReader(loaded, problems).read(schema);
}

class SchemaReader {
  readonly #loaded: Loaded;
  readonly #problems: Problems;
  readonly #structures = new Map<Structure, Codec | undefined>();
  readonly #queue: Structure[] = [];
  readonly #enumerations = new Map<EnumerationType, EnumerationModel>();
  readonly #flags = new Map<FlagsType, FlagsModel>();
  readonly #lates: { name: string; path: string; position: Position | undefined }[] = [];
  readonly #errata = new Set<string>();
  readonly #byName = new Map<string, Structure>();

  constructor(loaded: Loaded, problems: Problems) {
    this.#loaded = loaded;
    this.#problems = problems;
  }

  read(schema: Schema): Model {
    for (const { id } of schema.errata) this.#errata.add(id);
    for (const structure of schema.structures) this.#register(structure);
    const rops = schema.rops.map((rop) => this.#rop(rop));
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      this.#structures.set(next, this.#structure(next));
    }
    for (const { name, path, position } of this.#lates) {
      if (!this.#byName.has(name)) {
        this.#problems.add(
          position,
          path,
          `there is no structure "${name}"${didYouMean(name, [...this.#byName.keys()])}`,
        );
      }
    }
    return {
      rops: rops.toSorted((a, b) => a.id - b.id),
      structures: [...this.#structures.values()].filter((codec) => codec !== undefined).toSorted(byName),
      enumerations: [...this.#enumerations.values()].toSorted(byName),
      flags: [...this.#flags.values()].toSorted(byName),
      errata: schema.errata.map(({ id, document, wire, evidence }) => ({ id, document, wire, evidence })),
    };
  }

  // ---- ROPs and structures --------------------------------------------------------------------------------------

  #rop(rop: Rop): RopModel {
    const site = this.#loaded.site(rop);
    const responseId = rop.responseId ?? rop.id;
    if (!/^Rop[A-Z]\w*$/.test(rop.name)) this.#problem(site, rop.name, "a ROP's name begins with Rop");
    if (!Number.isInteger(rop.id) || rop.id < 0 || rop.id > 0xff)
      this.#problem(site, rop.name, "a RopId is a number from 0 to 0xff");
    if (rop.answersAs !== undefined) this.#erratum(rop.answersAs.erratum, site, rop.name);
    const scopes = new Map<"request" | "response", Scope>();
    const codec = (kind: "request" | "response", body: Table | Outcomes): Codec => {
      const path = `${rop.name}.${kind}`;
      const section = this.#section(body.is === "table" ? body.section : rop.section, site, path);
      const frame = newFrame(path, section, true);
      const scope = new Scope();
      scopes.set(kind, scope);
      const read = this.#body(body, scope, frame);
      this.#settle(frame);
      return {
        name: `${rop.name}${kind === "request" ? "Request" : "Response"}`,
        kind,
        section,
        doc: site?.doc ?? "",
        file: site?.file ?? "",
        ...at(site, path),
        ropId: kind === "request" ? rop.id : responseId,
        ...(kind === "response" && rop.answersAs !== undefined ? { alsoRopId: rop.answersAs.id } : {}),
        params: [...frame.params.values()],
        body: read,
        splitBy: [],
      };
    };
    const request = rop.request === undefined ? {} : { request: codec("request", rop.request) };
    const response = rop.response === undefined ? {} : { response: codec("response", rop.response) };
    const frame = newFrame(rop.name, "", true);
    const asynchronousIf =
      rop.asynchronousIf === undefined
        ? {}
        : { asynchronousIf: this.#condition(rop.asynchronousIf, scopes.get("request") ?? new Scope(), frame, site) };
    const remembers = rop.remembers.map(({ context, source }) => {
      const from = source.is === "fromRequest" ? ("request" as const) : ("response" as const);
      const node = source.is === "fromRequest" ? source.field : source;
      const found = findAnywhere(from === "request" ? rop.request : rop.response, node);
      if (!found) this.#problem(site, rop.name, `remembers "${nameOf(node)}", which is no row of its ${from}`);
      return { context: context.name, key: propertyName(context.key.name), from, source: this.#plainRef(node) };
    });
    this.#settle(frame);
    return {
      name: rop.name,
      id: rop.id,
      responseId,
      section: this.#section(rop.section, site, rop.name),
      doc: site?.doc ?? "",
      file: site?.file ?? "",
      ...at(site, rop.name),
      ...request,
      ...response,
      ...asynchronousIf,
      remembers,
      forgets: rop.forgets.map(({ context, after }) => ({
        context: context.name,
        key: propertyName(context.key.name),
        after,
      })),
    };
  }

  #register(structure: Structure): void {
    if (this.#structures.has(structure)) return;
    const other = this.#byName.get(structure.name);
    if (other !== undefined) {
      this.#problem(
        this.#loaded.site(structure),
        structure.name,
        `the name is taken by the structure at ${placeText(this.#loaded.site(other))}`,
      );
    }
    this.#structures.set(structure, undefined);
    this.#byName.set(structure.name, structure);
    this.#queue.push(structure);
  }

  #structure(structure: Structure): Codec {
    const site = this.#loaded.site(structure);
    const section = this.#section(structure.section, site, structure.name);
    const frame = newFrame(structure.name, section, false);
    const scope = new Scope();
    for (const parameter of structure.takes) {
      if (frame.params.has(parameter.name)) this.#problem(site, structure.name, `takes "${parameter.name}" twice`);
      frame.params.set(parameter.name, {
        name: parameter.name,
        kind: "parameter",
        type: this.#type(parameter.type, new Scope(), frame, site, parameter.name),
      });
      scope.add(parameter, { ref: "parameter", name: parameter.name });
    }
    const { body } = structure;
    const read: BodyModel =
      body.is === "table" || body.is === "outcomes"
        ? this.#body(body, scope, frame)
        : { body: "type", type: this.#type(body, scope, frame, site, "") };
    const splitBy = structure.splitBy.map((ref) => this.#plainRef(ref));
    for (const ref of structure.splitBy) {
      if (!frame.placed.has(ref))
        this.#problem(site, structure.name, `splitBy names "${nameOf(ref)}", which is no row of the structure`);
    }
    this.#settle(frame);
    return {
      name: structure.name,
      kind: "structure",
      section,
      doc: site?.doc ?? "",
      file: site?.file ?? "",
      ...at(site, structure.name),
      params: [...frame.params.values()],
      body: read,
      splitBy,
      ...(structure.depth === undefined ? {} : { depth: structure.depth }),
    };
  }

  #body(body: Table | Outcomes, scope: Scope, frame: Frame): BodyModel {
    if (body.is === "table") return { body: "rows", rows: this.#rows(body.rows, scope, frame) };
    const site = this.#loaded.site(body);
    const head = this.#rows(body.head, scope, frame);
    const deciding = body.head.at(-1);
    const last = head.at(-1);
    if (deciding?.is !== "field" || last?.row !== "field" || last.type.type !== "integer") {
      this.#problem(
        site,
        frame.path,
        "the last row of the head decides the outcome: it must be a field with an integer type",
      );
      return { body: "rows", rows: head };
    }
    const taken = new Map<number, string>();
    const forms = Object.entries(body.forms).map(([name, form]): FormModel => {
      const table = form.is === "on" ? form.table : form;
      const position = this.#loaded.siteIn(body.forms, name) ?? site;
      const path = `${frame.path}.${name}`;
      const section = this.#section(table.section, position, path);
      const values = formValues(name, form);
      for (const value of values ?? []) {
        const other = taken.get(value);
        if (other !== undefined)
          this.#problem(position, path, `the value 0x${value.toString(16)} already means the form "${other}"`);
        taken.set(value, name);
      }
      if (values === undefined && name !== "failure" && name !== "response") {
        this.#problem(
          position,
          path,
          'only "success", "failure" and "response" have values of their own: say on(value, table(…))',
        );
      }
      const rows = this.#rows(table.rows, new Scope(scope), { ...frame, path, section });
      return { name, ...(values === undefined ? {} : { values }), section, rows, ...at(position, path) };
    });
    if (forms.filter(({ values }) => values === undefined).length !== 1) {
      this.#problem(site, frame.path, 'exactly one of "failure" and "response" must say what any other value means');
    }
    return { body: "outcomes", head, deciding: { ref: "field", name: last.property }, forms };
  }

  // ---- rows -----------------------------------------------------------------------------------------------------

  #rows(rows: readonly Row[], scope: Scope, frame: Frame): RowModel[] {
    return rows.flatMap((row, index) => {
      const site = this.#loaded.siteIn(rows, index) ?? this.#loaded.site(row);
      return this.#row(row, scope, frame, site, "");
    });
  }

  #row(row: Row, scope: Scope, frame: Frame, site: Site | undefined, outerDoc: string): RowModel[] {
    const doc = site?.doc || outerDoc;
    switch (row.is) {
      case "field":
        return [this.#field(row, scope, frame, site, doc || (this.#loaded.site(row)?.doc ?? ""))];
      case "count":
      case "size":
      case "offset":
        if (scope.find(row) !== undefined) {
          this.#problem(
            site,
            `${frame.path}.${row.name}`,
            `this ${row.is} is declared after what it belongs to: move the row before it`,
          );
          return [];
        }
        return [
          {
            row: "derived",
            derived: this.#place(row, scope, frame, site, true),
            ...at(site, `${frame.path}.${row.name}`),
          },
        ];
      case "when": {
        const condition = this.#condition(row.condition, scope, frame, site);
        const rows = row.rows.flatMap((inner) => this.#row(inner, scope, frame, this.#loaded.site(inner) ?? site, doc));
        if (rows.length === 0)
          this.#problem(site, frame.path, "when() has no rows: say which rows depend on the condition");
        return [{ row: "when", condition, rows, ...at(site, frame.path) }];
      }
      case "chooseRows":
        return [this.#chooseRows(row, scope, frame, site)];
      case "withinRows": {
        const size = this.#derived(row.size, scope, frame, site);
        const inner = new Scope(scope);
        return [{ row: "within", size, rows: this.#rows(row.rows, inner, frame), ...at(site, frame.path) }];
      }
      case "mayEnd": {
        this.#erratum(row.erratum, site, frame.path);
        const condition =
          row.condition === undefined ? {} : { condition: this.#condition(row.condition, scope, frame, site) };
        return [{ row: "mayEnd", erratum: row.erratum, ...condition, ...at(site, frame.path) }];
      }
      default:
        this.#problem(
          site,
          frame.path,
          "this is not a row: a table consists of field(), count(), size(), offset(), when(), choose(), within() and mayEnd()",
        );
        return [];
    }
  }

  #field(field: Field, scope: Scope, frame: Frame, site: Site | undefined, doc: string): FieldModel {
    const property = propertyName(field.name);
    const path = `${frame.path}.${field.name}`;
    if (!/^[A-Za-z]\w*$/.test(field.name))
      this.#problem(site, path, "a field's name consists of letters, digits and underscores, as in the document");
    const type = this.#type(field.type, scope, { ...frame, path }, site, property);
    if (type.type === "bits" || type.type === "packed")
      this.#parts(field.type, property, scope, { ...frame, path }, site);
    if (type.type !== "bits" && scope.hasName(property)) {
      this.#problem(site, path, takenText(property));
    }
    scope.add(field, { ref: "field", name: property });
    frame.placed.add(field);
    return { row: "field", name: field.name, property, type, doc, section: frame.section, ...at(site, path) };
  }

  /** Makes the parts of a word referable. */
  #parts(type: Type, word: string, scope: Scope, frame: Frame, site: Site | undefined): void {
    if (type.is !== "bits" && type.is !== "packed") return;
    let seen = 0;
    for (const item of type.parts) {
      for (const part of item.is === "part" ? [item] : item.parts) {
        const place = this.#loaded.site(part) ?? site;
        if ((seen & part.mask) !== 0)
          this.#problem(place, `${frame.path}.${part.name}`, "its mask overlaps the mask of an earlier part");
        seen |= part.mask;
        if (type.is === "bits" && scope.hasName(part.name)) {
          this.#problem(place, `${frame.path}.${part.name}`, takenText(part.name));
        }
        scope.add(part, { ref: "part", name: part.name, word, mask: part.mask >>> 0, shift: shiftOf(part.mask) });
        frame.placed.add(part);
      }
    }
  }

  #place(
    node: Count | Size | Offset,
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
    placed: boolean,
  ): DerivedModel {
    const property = propertyName(node.name);
    const path = `${frame.path}.${node.name}`;
    if (placed && scope.find(node) === undefined && scope.hasName(property))
      this.#problem(site, path, takenText(property));
    scope.add(node, { ref: "derived", name: property });
    frame.placed.add(node);
    return this.#derivedModel(node, scope, frame, site, placed);
  }

  #derivedModel(
    node: Count | Size | Offset,
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
    placed: boolean,
  ): DerivedModel {
    const property = propertyName(node.name);
    const base = this.#type(node.base, scope, { ...frame, path: `${frame.path}.${node.name}` }, site, property);
    return {
      derived: node.is,
      name: node.name,
      property,
      base,
      ...(node.none === undefined ? {} : { none: node.none }),
      ...(node.plus === undefined ? {} : { plus: node.plus }),
      placed,
    };
  }

  /** A count, size or offset as its content names it: placed before, or implied right here. */
  #derived(node: Count | Size | Offset, scope: Scope, frame: Frame, site: Site | undefined): DerivedModel {
    return scope.find(node) === undefined
      ? this.#place(node, scope, frame, site, false)
      : this.#derivedModel(node, scope, frame, site, true);
  }

  #chooseRows(row: ChooseRows, scope: Scope, frame: Frame, site: Site | undefined): RowModel {
    const ref = this.#ref(row.ref, scope, frame, site);
    const rowsOf = (of: readonly Row[] | Table, key: string): { rows: RowModel[]; section?: string } => {
      if (!("is" in of)) return { rows: this.#rows(of, new Scope(scope), { ...frame, path: `${frame.path}.${key}` }) };
      const section = this.#section(of.section, this.#loaded.siteIn(row.cases, key) ?? site, `${frame.path}.${key}`);
      return {
        rows: this.#rows(of.rows, new Scope(scope), { ...frame, path: `${frame.path}.${key}`, section }),
        section,
      };
    };
    const cases = Object.entries(row.cases).map(([key, of]): CaseModel<readonly RowModel[]> => {
      const { rows, section } = rowsOf(of, key);
      return {
        ...this.#caseValues(row.ref, key, frame, this.#loaded.siteIn(row.cases, key) ?? site),
        ...(section === undefined ? {} : { section }),
        of: rows,
      };
    });
    this.#complete(row.ref, Object.keys(row.cases), row.otherwise !== undefined, frame, site);
    const otherwise = row.otherwise === undefined ? {} : { otherwise: rowsOf(row.otherwise, "otherwise").rows };
    return { row: "choose", ref, cases, ...otherwise, ...at(site, frame.path) };
  }

  // ---- types ----------------------------------------------------------------------------------------------------

  #type(type: Type, scope: Scope, frame: Frame, site: Site | undefined, property: string): TypeModel {
    switch (type.is) {
      case "integer":
        return { type: "integer", wire: type.wire };
      case "bigInteger":
        return { type: "bigInteger", wire: type.wire };
      case "float":
        return { type: "float", wire: type.wire };
      case "boolean":
        return { type: "boolean", wire: type.base.wire as "u8" | "u16" };
      case "bit":
        return { type: "bit" };
      case "guid":
        return { type: "guid" };
      case "bytes":
        return {
          type: "bytes",
          extent: this.#extent(type.extent, scope, frame, site),
          ...(type.holds === undefined ? {} : { holds: type.holds }),
        };
      case "string":
        return { type: "string", encoding: type.encoding };
      case "stringBy":
        return { type: "stringBy", unicode: this.#condition(type.unicode, scope, frame, site) };
      case "list": {
        const length = this.#length(type.length, type.of, scope, frame, site);
        const inner = new Scope(scope);
        if (typeof type.length === "object" && type.length.is === "each") {
          for (const part of type.length.view.parts) {
            inner.add(part, { ref: "item", name: part.name, mask: part.mask >>> 0, shift: shiftOf(part.mask) });
          }
        }
        return { type: "list", length, of: this.#type(type.of, inner, frame, site, property) };
      }
      case "enumeration":
        return { type: "enumeration", name: type.name, wire: this.#enumeration(type, site).wire };
      case "flags":
        return { type: "flags", name: type.name, wire: this.#flagsOf(type, site).wire };
      case "bits":
      case "packed":
        return {
          type: type.is,
          wire: type.base.wire,
          parts: this.#partModels(type.parts, scope, frame, site, property, type.base.wire),
        };
      case "presence":
        return { type: "presence", wire: type.base.is === "bit" ? "bit" : (type.base.base.wire as "u8" | "u16") };
      case "reserved":
        return { type: "reserved", base: this.#type(type.base, scope, frame, site, property), value: type.value };
      case "constant":
        if (type.value < 0 || type.value >= 2 ** (8 * WIDTH[type.base.wire]))
          this.#problem(site, frame.path, `the constant ${type.value} does not fit ${type.base.wire}`);
        return { type: "constant", wire: type.base.wire, value: type.value };
      case "nothing":
        return { type: "nothing" };
      case "chooseType": {
        const ref = this.#ref(type.ref, scope, frame, site);
        const cases = Object.entries(type.cases).map(([key, of]) => ({
          ...this.#caseValues(type.ref, key, frame, this.#loaded.siteIn(type.cases, key) ?? site),
          of: this.#type(of, new Scope(scope), { ...frame, path: `${frame.path}.${key}` }, site, property),
        }));
        this.#complete(type.ref, Object.keys(type.cases), type.otherwise !== undefined, frame, site);
        const otherwise =
          type.otherwise === undefined
            ? {}
            : { otherwise: this.#type(type.otherwise, new Scope(scope), frame, site, property) };
        return { type: "choose", ref, cases, ...otherwise };
      }
      case "withinType": {
        const size = this.#derived(type.size, scope, frame, site);
        return { type: "within", size, of: this.#type(type.of, scope, frame, site, property) };
      }
      case "at": {
        const offset = this.#derived(type.offset, scope, frame, site);
        if (!offset.placed)
          this.#problem(
            site,
            frame.path,
            `the offset "${offset.name}" must be placed as a row of its own, before the content`,
          );
        return { type: "at", offset, of: this.#type(type.of, scope, frame, site, property) };
      }
      case "given":
        this.#register(type.structure);
        return {
          type: "structure",
          name: type.structure.name,
          args: this.#arguments(type.structure, type.args, scope, frame, site),
        };
      case "late": {
        this.#lates.push({ name: type.name, path: frame.path, position: site });
        const structure = this.#byName.get(type.name);
        return {
          type: "structure",
          name: type.name,
          args: structure === undefined ? [] : this.#arguments(structure, type.args, scope, frame, site),
        };
      }
      case "structure":
        this.#register(type);
        return { type: "structure", name: type.name, args: this.#arguments(type, {}, scope, frame, site) };
      default:
        this.#problem(site, frame.path, "this is not a type of the language");
        return { type: "nothing" };
    }
  }

  #extent(extent: number | Size | { is: "toEnd" }, scope: Scope, frame: Frame, site: Site | undefined): ExtentModel {
    if (typeof extent === "number") return { extent: "fixed", bytes: extent };
    return extent.is === "toEnd"
      ? { extent: "toEnd" }
      : { extent: "size", size: this.#derived(extent, scope, frame, site) };
  }

  #length(
    length: (Type & { is: "list" })["length"],
    of: Type,
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
  ): LengthModel {
    if (typeof length === "number") return { length: "fixed", count: length };
    switch (length.is) {
      case "toEnd":
        return { length: "toEnd" };
      case "count":
        return { length: "count", count: this.#derived(length, scope, frame, site) };
      case "each":
        return {
          length: "each",
          items: this.#ref(length.items, scope, frame, site),
          parts: this.#partModels(length.view.parts, scope, frame, site, "", length.view.base.wire),
        };
      default: {
        // The condition looks at the element: its structure's own rows are what can be referred to.
        const inner = new Scope();
        const structure = of.is === "given" ? of.structure : of;
        if (structure.is === "structure" && structure.body.is === "table") addAll(structure.body.rows, inner);
        return { length: "until", last: this.#condition(length.last, inner, frame, site) };
      }
    }
  }

  #partModels(
    items: readonly (Part | WhenParts)[],
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
    word: string,
    wire: keyof typeof WIDTH,
  ): PartModel[] {
    const bits = 8 * WIDTH[wire];
    // Conditions on parts look at other parts of the same word.
    const inner = new Scope(scope);
    for (const part of items.flatMap((item) => (item.is === "part" ? [item] : [...item.parts]))) {
      inner.add(part, { ref: "part", name: part.name, word, mask: part.mask >>> 0, shift: shiftOf(part.mask) });
    }
    const model = (part: Part, condition?: Condition): PartModel => {
      const path = `${frame.path}.${part.name}`;
      const partSite = this.#loaded.site(part) ?? site;
      if (part.mask >>> 0 === 0 || part.mask >= 2 ** bits)
        this.#problem(
          partSite,
          path,
          `its mask 0x${(part.mask >>> 0).toString(16)} lies outside a word of ${bits} bits`,
        );
      const type = this.#type(part.type, inner, { ...frame, path }, partSite, part.name);
      if (!["bit", "presence", "integer", "enumeration", "reserved"].includes(type.type)) {
        this.#problem(partSite, path, "a part is a bit, a presence bit, an integer or an enumeration");
      }
      return {
        name: part.name,
        mask: part.mask >>> 0,
        shift: shiftOf(part.mask),
        type,
        ...(condition === undefined ? {} : { condition: this.#condition(condition, inner, frame, partSite) }),
        doc: this.#loaded.site(part)?.doc ?? "",
        ...at(partSite, path),
      };
    };
    return items.flatMap((item) =>
      item.is === "part" ? [model(item)] : item.parts.map((part) => model(part, item.condition)),
    );
  }

  #enumeration(type: EnumerationType, site: Site | undefined): EnumerationModel {
    const known = this.#enumerations.get(type);
    if (known !== undefined) return known;
    const place = this.#loaded.site(type) ?? site;
    const same = [...this.#enumerations.values(), ...this.#flags.values()].find(({ name }) => name === type.name);
    if (same !== undefined) this.#problem(place, type.name, "there are two enumerations or flags of this name");
    const wire = type.base.is === "integer" ? type.base.wire : (`bytes${Number(type.base.extent)}` as const);
    const taken = new Map<number | string, string>();
    const cases = Object.entries(type.cases).map(([key, value]) => {
      const values = Array.isArray(value) ? (value as readonly (number | string)[]) : [value as number | string];
      const position = this.#loaded.siteIn(type.cases, key) ?? place;
      for (const one of values) {
        const other = taken.get(one);
        if (other !== undefined)
          this.#problem(position, `${type.name}.${key}`, `has the same wire value as "${other}"`);
        taken.set(one, key);
        if (typeof one === "number" && type.base.is === "integer" && !fits(one, type.base.wire)) {
          this.#problem(position, `${type.name}.${key}`, `the value ${one} does not fit ${type.base.wire}`);
        }
      }
      return {
        key,
        values,
        doc: this.#loaded.siteIn(type.cases, key)?.doc ?? "",
        ...at(position, `${type.name}.${key}`),
      };
    });
    const model: EnumerationModel = {
      name: type.name,
      section: this.#section(type.section, place, type.name),
      doc: place?.doc ?? "",
      file: place?.file ?? "",
      ...at(place, type.name),
      wire,
      cases,
    };
    this.#enumerations.set(type, model);
    return model;
  }

  #flagsOf(type: FlagsType, site: Site | undefined): FlagsModel {
    const known = this.#flags.get(type);
    if (known !== undefined) return known;
    const place = this.#loaded.site(type) ?? site;
    const same = [...this.#enumerations.values(), ...this.#flags.values()].find(({ name }) => name === type.name);
    if (same !== undefined) this.#problem(place, type.name, "there are two enumerations or flags of this name");
    const names = Object.entries(type.names).map(([key, mask]) => {
      if (!fits(mask, type.base.wire))
        this.#problem(
          this.#loaded.siteIn(type.names, key) ?? place,
          `${type.name}.${key}`,
          `the mask ${mask} does not fit ${type.base.wire}`,
        );
      const position = this.#loaded.siteIn(type.names, key);
      return { key, mask, doc: position?.doc ?? "", ...at(position ?? place, `${type.name}.${key}`) };
    });
    const model: FlagsModel = {
      name: type.name,
      section: this.#section(type.section, place, type.name),
      doc: place?.doc ?? "",
      file: place?.file ?? "",
      ...at(place, type.name),
      wire: type.base.wire,
      names,
    };
    this.#flags.set(type, model);
    return model;
  }

  #arguments(
    structure: Structure,
    args: Readonly<Record<string, Argument>>,
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
  ): ArgumentModel[] {
    const path = `${frame.path} (${structure.name})`;
    for (const name of Object.keys(args)) {
      if (!structure.takes.some((parameter) => parameter.name === name)) {
        this.#problem(
          site,
          path,
          `it takes no parameter "${name}"${didYouMean(
            name,
            structure.takes.map((parameter) => parameter.name),
          )}`,
        );
      }
    }
    return structure.takes.flatMap((parameter) => {
      const value = args[parameter.name];
      if (value === undefined) {
        this.#problem(
          site,
          path,
          `its parameter "${parameter.name}" is not given: say given(${structure.name}, { ${parameter.name}: … })`,
        );
        return [];
      }
      return [{ name: parameter.name, value: this.#argument(parameter, value, scope, frame, site) }];
    });
  }

  #argument(
    parameter: Parameter,
    value: Argument,
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
  ): ArgumentModel["value"] {
    if (typeof value === "number" || isNumbers(value)) return { argument: "literal", value };
    if (typeof value === "string") {
      const { type } = parameter;
      const number = type.is === "enumeration" ? canonical(type, value) : undefined;
      if (number === undefined)
        this.#problem(site, frame.path, `"${value}" is no value of the parameter "${parameter.name}"`);
      return { argument: "literal", value: number ?? 0 };
    }
    if (typeof value === "boolean") return { argument: "literal", value: Number(value) };
    if (value.is === "first") {
      const count = this.#ref(value.count, scope, frame, site);
      return { argument: "first", count: count.name, items: this.#ref(value.items, scope, frame, site) };
    }
    return { argument: "ref", ref: this.#ref(value, scope, frame, site) };
  }

  // ---- references and conditions --------------------------------------------------------------------------------

  #ref(ref: Ref, scope: Scope, frame: Frame, site: Site | undefined): RefModel {
    if (ref.is === "context" || ref.is === "fromRequest") {
      const name = ref.is === "context" ? ref.name : propertyName(ref.field.name);
      if (!frame.rop) {
        this.#problem(
          site,
          frame.path,
          `a structure cannot use the ${ref.is === "context" ? "context" : "request field"} "${name}": take it as a parameter`,
        );
      }
      const kind = ref.is === "context" ? "context" : "request";
      if ((frame.params.get(name)?.kind ?? kind) !== kind)
        this.#problem(
          site,
          frame.path,
          `"${name}" is taken both from the request and from the conversation: give one of them another name`,
        );
      const type = ref.is === "context" ? ref.type : ref.field.type;
      const key = ref.is === "context" ? { key: propertyName(ref.key.name) } : {};
      frame.params.set(name, {
        name,
        kind: ref.is === "context" ? "context" : "request",
        type: this.#type(type, new Scope(), frame, site, name),
        ...key,
      });
      return { ref: ref.is === "context" ? "context" : "request", name };
    }
    const found = scope.find(ref);
    if (found !== undefined) return found.ref;
    const before = frame.placed.has(ref);
    frame.unresolved.push({ node: ref, before, position: site, path: frame.path, what: `"${nameOf(ref)}"` });
    return this.#plainRef(ref);
  }

  /** The reference by its name alone, wherever it stands. */
  #plainRef(ref: Ref): RefModel {
    switch (ref.is) {
      case "part":
        return { ref: "part", name: ref.name, word: "", mask: ref.mask >>> 0, shift: shiftOf(ref.mask) };
      case "field":
        return { ref: "field", name: propertyName(ref.name) };
      case "count":
      case "size":
      case "offset":
        return { ref: "derived", name: propertyName(ref.name) };
      default:
        return { ref: "parameter", name: nameOf(ref) };
    }
  }

  #condition(condition: Condition, scope: Scope, frame: Frame, site: Site | undefined): ConditionModel {
    switch (condition.is) {
      case "is":
        return this.#is(condition.ref, condition.values, scope, frame, site);
      case "has": {
        const type = typeOf(condition.ref);
        const mask = type?.is === "flags" ? type.names[condition.flag] : undefined;
        if (mask === undefined) {
          const names = type?.is === "flags" ? Object.keys(type.names) : [];
          this.#problem(
            site,
            frame.path,
            `"${nameOf(condition.ref)}" has no flag "${condition.flag}"${didYouMean(condition.flag, names)}`,
          );
        }
        return { test: "has", ref: this.#ref(condition.ref, scope, frame, site), mask: mask ?? 0 };
      }
      case "all":
      case "any":
        return { test: condition.is, of: condition.of.map((inner) => this.#condition(inner, scope, frame, site)) };
      case "not":
        return { test: "not", of: this.#condition(condition.of, scope, frame, site) };
      default: {
        const type = typeOf(condition);
        const word = type?.is === "presence" ? type.base.is : type?.is;
        if (word !== "boolean" && word !== "bit") {
          this.#problem(site, frame.path, `"${nameOf(condition)}" is no boolean: say is(${nameOf(condition)}, …)`);
        }
        return { test: "true", ref: this.#ref(condition, scope, frame, site) };
      }
    }
  }

  #is(
    ref: Ref,
    values: readonly (string | number | boolean)[],
    scope: Scope,
    frame: Frame,
    site: Site | undefined,
  ): ConditionModel {
    const resolved = this.#ref(ref, scope, frame, site);
    if (values.length === 0)
      this.#problem(site, frame.path, `is(${nameOf(ref)}) names no value: the condition can never hold`);
    const numbers = values.flatMap((value) => {
      const found = wireNumbers(ref, value);
      if (found === undefined) {
        const type = typeOf(ref);
        const names = type?.is === "enumeration" ? Object.keys(type.cases) : [];
        this.#problem(
          site,
          frame.path,
          `"${nameOf(ref)}" can never be ${JSON.stringify(value)}: the condition can never hold${didYouMean(String(value), names)}`,
        );
      }
      return found ?? [];
    });
    if (typeof values[0] === "boolean") {
      // A boolean that is asked for by value is the boolean itself, or its negation.
      const plain: ConditionModel = { test: "true", ref: resolved };
      if (new Set(values).size > 1)
        this.#problem(site, frame.path, `is(${nameOf(ref)}) names both values: the condition always holds`);
      return values[0] ? plain : { test: "not", of: plain };
    }
    const of = typeof values[0] === "string" ? "name" : "number";
    return { test: "is", ref: resolved, keys: values.map(String), numbers, of };
  }

  /** The wire values of a case. */
  #caseValues(
    ref: Ref,
    key: string,
    frame: Frame,
    site: Site | undefined,
  ): { key: string; values: readonly number[]; hex?: string } {
    const type = typeOf(ref);
    if (type?.is === "enumeration") {
      const value = type.cases[key];
      if (value === undefined)
        this.#problem(
          site,
          frame.path,
          `"${nameOf(ref)}" has no case "${key}"${didYouMean(key, Object.keys(type.cases))}`,
        );
      const all = value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as readonly (number | string)[]);
      const hex = all.find((one) => typeof one === "string");
      return { key, values: all.filter((one) => typeof one === "number"), ...(hex === undefined ? {} : { hex }) };
    }
    if (type?.is === "boolean" || type?.is === "bit" || type?.is === "presence") {
      if (key !== "true" && key !== "false")
        this.#problem(site, frame.path, `"${nameOf(ref)}" is a boolean: its cases are true and false`);
      return { key, values: [] };
    }
    this.#problem(site, frame.path, `choose() needs an enumeration or a boolean, which "${nameOf(ref)}" is not`);
    return { key, values: [] };
  }

  /** Every case is said, or there is an otherwise. */
  #complete(ref: Ref, keys: readonly string[], otherwise: boolean, frame: Frame, site: Site | undefined): void {
    if (otherwise) return;
    const type = typeOf(ref);
    const all = type?.is === "enumeration" ? Object.keys(type.cases) : ["true", "false"];
    const missing = all.filter((key) => !keys.includes(key));
    if (missing.length > 0)
      this.#problem(site, frame.path, `choose(${nameOf(ref)}) lacks ${missing.join(", ")}: add them or say otherwise`);
  }

  // ---- problems -------------------------------------------------------------------------------------------------

  #section(section: Section | undefined, site: Position | undefined, path: string): string {
    if (
      section === undefined ||
      section.is !== "section" ||
      section.document === "" ||
      !/^\d+(\.\d+)*$/.test(section.number)
    ) {
      this.#problem(
        site,
        path,
        'lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")',
      );
      return "";
    }
    return `${section.document} ${section.number}`;
  }

  #erratum(id: string, site: Site | undefined, path: string): void {
    if (!this.#errata.has(id)) {
      this.#problem(
        site,
        path,
        `names the erratum "${id}", which is not in the schema's errata${didYouMean(id, [...this.#errata])}`,
      );
    }
  }

  /** Says of every reference that did not resolve whether it stands later or elsewhere. */
  #settle(frame: Frame): void {
    for (const { node, before, position, path, what } of frame.unresolved) {
      const where = before
        ? "which stands in another case: move it in front of the choice, or what refers to it into the case"
        : frame.placed.has(node)
          ? "which stands later in the table: conditions and choices look back only"
          : "which is no row of this table or of the way to here: place it, or pass it as a parameter";
      this.#problem(position, path, `refers to ${what}, ${where}`);
    }
  }

  #problem(position: Position | undefined, path: string, text: string): void {
    this.#problems.add(position === undefined ? undefined : { file: position.file, line: position.line }, path, text);
  }
}

// ---- helpers ------------------------------------------------------------------------------------------------------

function newFrame(path: string, section: string, rop: boolean): Frame {
  return { path, section, params: new Map(), rop, placed: new Set(), unresolved: [] };
}

/** Two rows, parts or counts of one name on one way through a table. */
export function takenText(name: string): string {
  return `the name "${name}" is already taken on the way to here: two of one name cannot be told apart`;
}

function at(site: Position | undefined, path: string): { position?: Place } {
  return site === undefined ? {} : { position: { file: site.file, line: site.line, path } };
}

function placeText(site: Site | undefined): string {
  return site === undefined ? "an unknown place" : `${site.file}:${site.line}`;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function isNumbers(value: Argument): value is readonly number[] {
  return Array.isArray(value);
}

function shiftOf(mask: number): number {
  return mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
}

function fits(value: number, wire: keyof typeof WIDTH): boolean {
  const bits = 8 * WIDTH[wire];
  return (
    Number.isInteger(value) &&
    (wire.startsWith("i") ? value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1) : value >= 0 && value < 2 ** bits)
  );
}

/** The type of what can be referred to. */
function typeOf(ref: Ref): Type | undefined {
  switch (ref.is) {
    case "fromRequest":
      return ref.field.type;
    case "count":
    case "size":
    case "offset":
      return ref.base;
    default:
      return ref.type;
  }
}

function nameOf(ref: Ref): string {
  return ref.is === "fromRequest" ? ref.field.name : ref.name;
}

function canonical(type: EnumerationType, key: string): number | undefined {
  const value = Object.hasOwn(type.cases, key) ? type.cases[key] : undefined;
  const one = Array.isArray(value) ? (value[0] as unknown) : value;
  return typeof one === "number" ? one : undefined;
}

/** What a value named in a condition is on the wire; undefined if the reference can never have it. */
function wireNumbers(ref: Ref, value: string | number | boolean): readonly number[] | undefined {
  const type = typeOf(ref);
  if (typeof value === "boolean")
    return type?.is === "boolean" || type?.is === "bit" || type?.is === "presence" ? [Number(value)] : undefined;
  if (typeof value === "string") {
    if (type?.is !== "enumeration" || !Object.hasOwn(type.cases, value)) return undefined;
    const wire = type.cases[value];
    return ((Array.isArray(wire) ? wire : [wire]) as readonly unknown[]).filter((one) => typeof one === "number");
  }
  const base = type?.is === "flags" || type?.is === "packed" ? type.base : type;
  if (base?.is === "integer") {
    const max = ref.is === "part" ? (ref.mask >>> 0) >>> shiftOf(ref.mask) : Number.POSITIVE_INFINITY;
    return fits(value, base.wire) && value <= max ? [value] : undefined;
  }
  return base?.is === "chooseType" ? [value] : undefined;
}

function formValues(name: string, form: Table | On): readonly number[] | undefined {
  if (form.is === "on") return form.values;
  return name === "success" ? [0] : undefined;
}

/** Every field and part of a table, for conditions over an element of a list. */
function addAll(rows: readonly Row[], scope: Scope): void {
  for (const row of rows) {
    if (row.is === "field") {
      scope.add(row, { ref: "field", name: propertyName(row.name) });
      if (row.type.is === "bits") {
        for (const part of row.type.parts.flatMap((item) => (item.is === "part" ? [item] : [...item.parts]))) {
          scope.add(part, { ref: "field", name: part.name });
        }
      }
    }
  }
}

/** Whether a field or part is a row anywhere in a buffer. */
function findAnywhere(body: Table | Outcomes | undefined, node: object): boolean {
  if (body === undefined) return false;
  const inRows = (rows: readonly Row[]): boolean =>
    rows.some((row) => {
      if (row === node) return true;
      switch (row.is) {
        case "field":
          return (
            (row.type.is === "bits" || row.type.is === "packed") &&
            row.type.parts.some(
              (item) => item === node || (item.is === "whenParts" && item.parts.some((part) => part === node)),
            )
          );
        case "when":
        case "withinRows":
          return inRows(row.rows);
        case "chooseRows":
          return Object.values(row.cases).some((of) => inRows("is" in of ? of.rows : of));
        default:
          return false;
      }
    });
  if (body.is === "table") return inRows(body.rows);
  return (
    inRows(body.head) ||
    Object.values(body.forms).some((form) => inRows(form.is === "on" ? form.table.rows : form.rows))
  );
}

/** ` (did you mean "x"?)` where a known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  const close = known
    .map((other) => ({ other, distance: editDistance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, distance }) => distance <= Math.max(1, Math.floor(other.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return close === undefined ? "" : ` (did you mean "${close.other}"?)`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
