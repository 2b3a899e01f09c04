/**
 * Emits the reference: a page per ROP with the layout of its buffers, what the code calls them, and bytes from outside; and
 * one per structure file.
 */
import type {
  Codec,
  ConditionModel,
  DerivedModel,
  FormModel,
  PartModel,
  RefModel,
  RopModel,
  RowModel,
  TypeModel,
} from "../../ir/model.js";
import type { Examples } from "../../read/examples.js";
import { impliedBy } from "../flatten.js";
import type { Program } from "../program.js";
import { hex, ropHex } from "../types.js";
import { exampleText } from "./example.js";
import type { Modules } from "./modules.js";

/**
 * Pages by path from the output folder.
 *
 * @param examples bytes from outside; without them pages say nothing about any
 */
export function emitReference(
  program: Program,
  modules: Modules,
  examples: Examples | undefined,
): ReadonlyMap<string, string> {
  const pages = new Map<string, readonly string[]>();
  const byFile = new Map<string, Codec[]>();
  for (const codec of program.codecs) {
    const path = program.fileOf(codec);
    byFile.set(path, [...(byFile.get(path) ?? []), codec]);
  }
  const more: More = {
    names(codec) {
      const path = program.fileOf(codec);
      return modules.text(path, codec, byFile.get(path) ?? []);
    },
    example(codec, heading) {
      const own = examples?.get(codec.name) ?? [];
      // Structures lie in ROPs, and few are known alone.
      const silent = examples === undefined || (codec.kind === "structure" && own.length === 0);
      return silent ? [] : [`${heading} Example`, "", ...exampleText(codec, own)];
    },
  };
  // A file may hold several ROPs, and structures besides.
  const add = (path: string, text: string): void => void pages.set(path, [...(pages.get(path) ?? []), text]);
  for (const rop of program.model.rops) add(pageOf(program, rop), ropPage(rop, more));
  for (const codec of program.model.structures) add(pagePath(program.fileOf(codec)), structureText(codec, more));
  const structures = [...new Set(program.model.structures.map((codec) => pagePath(program.fileOf(codec))))];
  add("reference/README.md", indexPage(program, structures));
  return new Map([...pages].map(([path, texts]) => [path, texts.join("\n")]));
}

/** What is said of a codec besides its layout. */
interface More {
  readonly names: (codec: Codec) => readonly string[];
  readonly example: (codec: Codec, heading: string) => readonly string[];
}

function pagePath(file: string): string {
  return `reference/${file.replace(/\.ts$/, ".md")}`;
}

function pageOf(program: Program, { request, response }: RopModel): string {
  const codec = request ?? response;
  return pagePath(codec === undefined ? "" : program.fileOf(codec));
}

function indexPage(program: Program, structures: readonly string[]): string {
  const rows = program.model.rops.map(
    (rop) =>
      `| ${ropHex(rop.id)} | [${rop.name}](${pageOf(program, rop).replace("reference/", "")}) | ${rop.section} |`,
  );
  const files = structures.toSorted().map((path) => {
    const relative = path.replace("reference/", "");
    return `- [${relative.replace(/\.md$/, "")}](${relative})`;
  });
  return [
    "# Reference",
    "",
    "Generated from the schema: every ROP and structure with its layout, what the code calls it, and bytes from outside.",
    "",
    "| id | ROP | section |",
    "|---|---|---|",
    ...rows,
    "",
    "## Structures and frames",
    "",
    ...files,
    "",
  ].join("\n");
}

function ropPage(rop: RopModel, more: More): string {
  const parts = [
    `# ${rop.name} (${ropHex(rop.id)})`,
    "",
    `[${rop.section.replace(" ", "] ")}`,
    "",
    rop.doc,
    "",
    ...(rop.request === undefined
      ? ["No request: only servers send it.", ""]
      : bufferText("Request", rop.request, more)),
    ...(rop.response === undefined ? ["No response.", ""] : bufferText("Response", rop.response, more)),
  ];
  if (rop.asynchronousIf !== undefined) {
    parts.push(`RopProgress may stand in for the response if ${conditionText(rop.asynchronousIf)}.`, "");
  }
  for (const { context, from, source } of rop.remembers) {
    parts.push(`A success leaves \`${source.name}\` of the ${from} in the conversation, as ${context}.`, "");
  }
  return parts.join("\n");
}

function structureText(codec: Codec, more: More): string {
  const head = [`# ${codec.name}`, "", `[${codec.section.replace(" ", "] ")}`, "", codec.doc, ""];
  return [...head, ...more.names(codec), ...bodyText(codec), ...more.example(codec, "##")].join("\n");
}

function bufferText(title: string, codec: Codec, more: More): readonly string[] {
  const id = codec.ropId === undefined ? [] : [row("RopId", "u8", "", `${ropHex(codec.ropId)}`)];
  const needs = codec.params.map(({ name, kind, key }) =>
    kind === "request" ? `\`${name}\` of the request` : `the ${name} remembered for its ${key ?? "key"}`,
  );
  return [
    `## ${title}`,
    "",
    ...more.names(codec),
    ...(needs.length === 0 ? [] : [`Needs ${needs.join(" and ")}.`, ""]),
    ...bodyText(codec, id),
    ...more.example(codec, "###"),
  ];
}

const HEAD = ["| field | on the wire | present if | |", "|---|---|---|---|"];

function bodyText(codec: Codec, first: readonly string[] = []): readonly string[] {
  const { body } = codec;
  if (body.body === "type") return [`On the wire: ${typeText(body.type)}.`, ""];
  if (body.body === "rows") return [...HEAD, ...first, ...body.rows.flatMap((one) => rowsOf(one, [])), ""];
  const forms = body.forms.flatMap((form) => {
    const rows = form.rows.flatMap((one) => rowsOf(one, []));
    return [
      `### ${form.name} (${formText(form)})`,
      "",
      `[${form.section.replace(" ", "] ")}`,
      "",
      ...(rows.length === 0 ? ["Nothing more.", ""] : [...HEAD, ...rows, ""]),
    ];
  });
  return [...HEAD, ...first, ...body.head.flatMap((one) => rowsOf(one, [])), "", ...forms];
}

function formText({ values }: FormModel): string {
  return values === undefined ? "any other value" : values.map(hex).join(" or ");
}

function row(name: string, type: string, conditions: string, doc: string): string {
  return `| ${name} | ${type} | ${conditions} | ${doc.replaceAll("\n", " ").replaceAll("|", "\\|")} |`;
}

function rowsOf(model: RowModel, conditions: readonly string[]): readonly string[] {
  const when = conditions.join("; ");
  switch (model.row) {
    case "field": {
      const implied = impliedBy(model.type).map((derived) => derivedRow(derived, when));
      const parts = "parts" in model.type ? model.type.parts.map((part) => partRow(part, when)) : [];
      return [...implied, row(model.name, typeText(model.type), when, model.doc), ...parts];
    }
    case "derived":
      return [derivedRow(model.derived, when)];
    case "when":
      return model.rows.flatMap((inner) => rowsOf(inner, [...conditions, conditionText(model.condition)]));
    case "choose": {
      const cases = model.cases.flatMap(({ key, of }) =>
        of.flatMap((inner) => rowsOf(inner, [...conditions, `${refText(model.ref)} is ${key}`])),
      );
      const others = (model.otherwise ?? []).flatMap((inner) =>
        rowsOf(inner, [...conditions, `any other ${refText(model.ref)}`]),
      );
      return [...cases, ...others];
    }
    case "within": {
      const size = model.size.placed ? [] : [derivedRow(model.size, when)];
      return [...size, ...model.rows.flatMap((inner) => rowsOf(inner, conditions))];
    }
    case "mayEnd": {
      const only = model.condition === undefined ? "" : ` if ${conditionText(model.condition)}`;
      return [row("", "", when, `Some senders end here${only} (${model.erratum}).`)];
    }
  }
}

function derivedRow(derived: DerivedModel, when: string): string {
  const none = derived.none === undefined ? "" : ` ${hex(derived.none)} means absent.`;
  const plus = derived.plus === undefined ? "" : ` Counts ${derived.plus} bytes more.`;
  const what = { count: "Number of elements.", size: "Number of bytes.", offset: "Distance from the start." }[
    derived.derived
  ];
  return row(derived.name, typeText(derived.base), when, `${what}${none}${plus}`);
}

function partRow(part: PartModel, when: string): string {
  const own =
    part.condition === undefined
      ? when
      : [when, conditionText(part.condition)].filter((text) => text !== "").join("; ");
  return row(`… ${part.name}`, `bits 0x${part.mask.toString(16)}`, own, part.doc);
}

function typeText(type: TypeModel): string {
  switch (type.type) {
    case "integer":
    case "bigInteger":
    case "float":
      return type.wire;
    case "boolean":
      return type.wire === "u8" ? "bool8" : "bool16";
    case "presence":
      return type.wire === "bit" ? "bit" : "bool8, says whether fields follow";
    case "enumeration":
      return `${type.wire}, ${type.name}`;
    case "flags":
      return `${type.wire}, ${type.name}`;
    case "bits":
    case "packed":
      return type.wire;
    case "reserved":
      return `${typeText(type.base)}, reserved`;
    case "constant":
      return `${type.wire}, ${hex(type.value)}`;
    case "bytes":
      return type.extent.extent === "fixed"
        ? `${type.extent.bytes} bytes`
        : type.extent.extent === "toEnd"
          ? "bytes to the end"
          : `bytes[${type.extent.size.name}]`;
    case "string":
      return {
        ascii: "ASCII, zero-terminated",
        string8: "8-bit, zero-terminated",
        utf16: "UTF-16, zero-terminated",
        reducedUnicode: "reduced UTF-16, zero-terminated",
      }[type.encoding];
    case "stringBy":
      return `zero-terminated; UTF-16 if ${conditionText(type.unicode)}, else 8-bit`;
    case "list": {
      const { length } = type;
      const many =
        length.length === "fixed"
          ? String(length.count)
          : length.length === "count"
            ? length.count.name
            : length.length === "each"
              ? `each of ${length.items.name}`
              : length.length === "toEnd"
                ? "to the end"
                : "until the last";
      return `${typeText(type.of)}[${many}]`;
    }
    case "within":
      return `${typeText(type.of)} in ${type.size.name} bytes`;
    case "at":
      return `${typeText(type.of)} at ${type.offset.name}`;
    case "choose":
      return [
        ...new Set([
          ...type.cases.map(({ of }) => typeText(of)),
          ...(type.otherwise === undefined ? [] : [typeText(type.otherwise)]),
        ]),
      ].join(" or ");
    case "structure":
      return type.name;
    default:
      return type.type;
  }
}

function refText(ref: RefModel): string {
  return `\`${ref.name}\``;
}

function conditionText(condition: ConditionModel): string {
  switch (condition.test) {
    case "is":
      return `${refText(condition.ref)} is ${condition.keys.map((key, index) => (condition.of === "number" ? hex(condition.numbers[index] ?? 0) : key)).join(" or ")}`;
    case "has":
      return `${refText(condition.ref)} has ${hex(condition.mask)}`;
    case "true":
      return refText(condition.ref);
    case "not":
      return `not ${condition.of.test === "true" ? conditionText(condition.of) : `(${conditionText(condition.of)})`}`;
    default:
      return condition.of.map(conditionText).join(condition.test === "all" ? " and " : " or ");
  }
}
