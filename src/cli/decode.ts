/** `ropwire decode`: bytes made readable. */

import type { JsonValue } from "../json/index.js";
import type { Command } from "./command.js";
import { contextFrom } from "./context.js";
import { type Found, type Level, levelsOf, problemIn } from "./detect.js";
import { type Finding, findingOf, isWhole } from "./findings.js";
import { bytesFrom, type Form } from "./input.js";
import type { Ask } from "./kind.js";
import { kindNames } from "./kinds.js";
import { layerProperties } from "./layers.js";
import { requestTypeFrom, requestTypes } from "./mapi-http.js";
import { isObject, problemOf } from "./problems.js";
import { indented, type Paint, paintFor, problemLines, Renderer, visible } from "./render.js";
import type { Direction } from "./rops.js";
import { parse, UsageError } from "./usage.js";

const OPTIONS = {
  as: { type: "string" },
  "request-type": { type: "string" },
  context: { type: "string" },
  hex: { type: "boolean" },
  raw: { type: "boolean" },
  json: { type: "boolean" },
  map: { type: "boolean" },
} as const;

export const decode: Command = {
  help: () => `ropwire decode [FILE | - | HEX] [options]

Shows what bytes are. Without FILE they come from standard input; what is no file is read as hex digits. Text is taken
as hex (blanks, line ends, commas, colons, 0x, \\x, the dumps of xxd, hexdump -C and Wireshark), or is refused; anything
else is the bytes themselves.

  --as KIND            ${kindNames.slice(0, 5).join(", ")},
                       ${kindNames.slice(5).join(", ")};
                       without it the kinds are tried, and the output says which one fits
  --request-type TYPE  of MAPI/HTTP bodies: ${requestTypes.join(", ")}
  --context JSON       what the bytes do not say: {"columns":["0x3001001f"],"logon":"private","codePage":1252};
                       all keys are in ropwire pipe --help
  --hex, --raw         the input is hex, or the bytes themselves, whatever it looks like
  --map                which bytes are which field: offset, bytes, field, value, section
  --json               the answer as JSON, as ropwire pipe gives it; with --map, the map as a list in it

Colours: on a terminal only; NO_COLOR and FORCE_COLOR are obeyed.
Exit status: 0 all of it was decoded; 1 something was not; 2 wrong usage, or no input.
`,
  async run(args, streams) {
    const { values, positionals } = parse("decode", args, OPTIONS, Number.POSITIVE_INFINITY);
    if (values.hex === true && values.raw === true) throw new UsageError("--hex and --raw exclude each other");
    const form: Form = values.hex === true ? "hex" : values.raw === true ? "raw" : "auto";
    const ask: Ask = { context: contextOption(values.context) };
    const { as } = values;
    const type = values["request-type"];
    const requestType = type === undefined ? undefined : usage("--request-type", () => requestTypeFrom(type));
    const levels = usage("--as", () => levelsOf(as, requestType));
    const bytes = await bytesFrom(positionals, form, streams.stdin);
    const finding = findingOf(bytes, ask, levels);
    const { level, answer } = finding.found.best;
    // Loaded when it is asked for: it brings decoders of its own along.
    const byteMaps = values.map === true ? await import("./byte-maps.js") : undefined;
    const mapping = byteMaps?.mappingOf(finding, ask);
    if (values.json === true) {
      const map = byteMaps === undefined || mapping === undefined ? {} : { map: byteMaps.mapToJson(mapping.map) };
      streams.stdout.write(`${JSON.stringify({ ...level, ...answer, ...map }, undefined, 2)}\n`);
    } else {
      const paint = paintFor(streams.stdout);
      const report = new Report(paint, ask.context.values, levels?.length === 1);
      const map = mapping === undefined ? undefined : byteMaps?.mapLines(mapping, paint);
      const lines = map === undefined ? report.of(finding) : report.around(finding, map);
      streams.stdout.write(`${lines.join("\n")}\n`);
    }
    return isWhole(finding) ? 0 : 1;
  },
};

function contextOption(text: string | undefined): Ask["context"] {
  return usage("--context", () => contextFrom(text === undefined ? undefined : parsedJson(text)));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--context is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What an option's value is refused for. */
function usage<T>(option: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { path = "", message } = problemOf(error);
    const inside = path.replace(/^(as|context|requestType)\.?/, "");
    throw new UsageError([option, inside, message].filter((text) => text !== "").join(" "));
  }
}

/** The readable output: what was found, and what stands in it further inside. */
class Report {
  readonly #paint: Paint;
  readonly #known: Ask["context"]["values"];
  readonly #told: boolean;

  /** @param told whether the kind of the outermost bytes was said, and not found by trying */
  constructor(paint: Paint, known: Ask["context"]["values"], told: boolean) {
    this.#paint = paint;
    this.#known = known;
    this.#told = told;
  }

  of(finding: Finding, told = this.#told): readonly string[] {
    const { bytes, found, inner } = finding;
    const { level, answer, plain } = found.best;
    const value = answer.ok ? answer.value : answer.partial;
    const hidden = inner.every((layer) => layer.finding.found.fits) ? layerProperties : [];
    const renderer = new Renderer(this.#paint, directionOf(level), hidden, this.#known);
    return [
      this.#head(finding, told),
      ...indented([
        ...envelopeLines(answer.envelope),
        ...(value === undefined ? [] : renderer.lines(value, plain)),
        ...(answer.ok ? [] : problemLines(answer.error, bytes, this.#paint)),
        ...inner.flatMap((layer) => [this.#paint("cyan", layer.title), ...indented(this.of(layer.finding, true))]),
      ]),
    ];
  }

  /** A byte map: between what it is of, and why there is not more of it. */
  around(finding: Finding, map: readonly string[]): readonly string[] {
    return [this.#head(finding, this.#told), ...map, ...this.#problems(finding)];
  }

  #problems({ bytes, found, inner }: Finding): readonly string[] {
    const problem = problemIn(found.best.answer);
    return [
      ...(problem === undefined ? [] : problemLines(problem, bytes, this.#paint)),
      ...inner.flatMap(({ finding }) =>
        isWhole(finding) ? [] : [this.#head(finding, true), ...indented(this.#problems(finding))],
      ),
    ];
  }

  #head({ bytes, found }: Finding, told: boolean): string {
    return `${this.#paint("bold", nameOf(found.best.level))}, ${sizeText(bytes)}${told ? "" : howText(found)}`;
  }
}

function sizeText({ length }: Uint8Array): string {
  return `${length} ${length === 1 ? "byte" : "bytes"}`;
}

function nameOf({ as, requestType }: Level): string {
  return requestType === undefined ? as : `${as} ${requestType}`;
}

function directionOf({ as }: Level): Direction | undefined {
  if (/^rop-(request|input)/.test(as)) return "request";
  return /^rop-(response|output)/.test(as) ? "response" : undefined;
}

/** How the kind was found. */
function howText({ best, fits, others }: Found): string {
  if (!fits) return " (by trial: nothing fits, this comes closest)";
  if (problemIn(best.answer) !== undefined) return " (by trial; it fits only in part)";
  const alike = others.map(nameOf).join(", ");
  return alike === "" ? " (by trial)" : ` (by trial; ${alike} would fit too)`;
}

function envelopeLines(envelope: JsonValue | undefined): readonly string[] {
  if (!isObject(envelope)) return [];
  const { tags, headers } = envelope;
  const lines = Array.isArray(headers)
    ? headers.map((header) => (Array.isArray(header) ? visible(header.join(": ")) : ""))
    : [];
  return [Array.isArray(tags) ? tags.join(" ") : "", ...lines];
}
