/** Shows one example of a codec: its bytes by field, and where they are from. */
import type { Mark } from "../../interpret/index.js";
import type { Codec } from "../../ir/model.js";
import type { Example } from "../../read/examples.js";
import { hex } from "../types.js";

/** Shorter ones show too little: empty lists, empty text. */
const ENOUGH = 12;
/** Longer ones show too much. */
const MANY = 128;
/** More bytes of one field are left out. */
const SHOWN = 24;

export function exampleText(codec: Codec, examples: readonly Example[]): readonly string[] {
  const example = chosen(codec, examples);
  if (example === undefined) return ["No bytes from outside are known.", ""];
  const { bytes, spec, source, context } = example;
  const needs = Object.entries(context)
    .filter(([name]) => codec.params.some((param) => param.name === name))
    .map(([name, value]) => `${name} ${[value].flat().map(shown).join(", ")}`);
  const head = ["| at | bytes | field | value |", "|---|---|---|---|"];
  return [
    `${bytes.length} bytes${needs.length === 0 ? "" : `, with ${needs.join("; ")}`}:`,
    "",
    ...head,
    ...pieces(example).map(({ start, end, mark }) => {
      const cells = [
        hexOffset(start),
        `\`${bytesText(bytes.subarray(start, end))}\``,
        mark?.name ?? "",
        valueText(mark),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
    "",
    `Source: ${sourceText(spec, source)}.`,
    "",
  ];
}

/** Successes before failures, neither too short nor too long; documents before others; then the fewest bytes. */
function chosen({ body }: Codec, examples: readonly Example[]): Example | undefined {
  const success = body.body === "outcomes" ? body.forms[0]?.name : undefined;
  const order = ({ value, spec, bytes: { length } }: Example): readonly number[] => {
    const { outcome = success } = (value ?? {}) as { readonly outcome?: string };
    const short = length < ENOUGH;
    return [
      Number(outcome !== success),
      Number(short),
      Number(length > MANY),
      Number(spec === undefined),
      short ? -length : length,
    ];
  };
  const ordered = examples.map((one) => ({ one, keys: order(one) }));
  return ordered.toSorted((a, b) => a.keys.map((key, at) => key - (b.keys[at] ?? 0)).find((by) => by !== 0) ?? 0)[0]
    ?.one;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark | undefined;
}

/** Every byte with the innermost field that it belongs to; those of one field together. */
function pieces({ bytes, marks }: Example): readonly Piece[] {
  const found: Piece[] = [];
  // What holds others comes behind them; what a size counts is no field.
  const fields = marks.filter(({ name }) => !name.endsWith(")"));
  for (let at = 0; at < bytes.length; at++) {
    const mark = fields.find(({ start, end }) => start <= at && at < end);
    const last = found.at(-1);
    if (last !== undefined && last.mark === mark) found[found.length - 1] = { ...last, end: at + 1 };
    else found.push({ start: at, end: at + 1, mark });
  }
  return found;
}

function sourceText(spec: string | undefined, source: string): string {
  const from = /^https?:\S+$/.test(source) ? `<${source}>` : source;
  if (spec === undefined) return from === "" ? "not stated" : from;
  const document = `[${spec.replace(" ", "] ")}`;
  return from === "" ? document : `${document} (${from})`;
}

function hexOffset(at: number): string {
  return at.toString(16).padStart(4, "0");
}

function bytesText(bytes: Uint8Array): string {
  const text = Array.from(bytes.subarray(0, SHOWN), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return bytes.length <= SHOWN ? text : `${text} … (${bytes.length} bytes)`;
}

/** What holds others, and bytes, say nothing more than the bytes. */
function valueText(mark: Mark | undefined): string {
  if (mark === undefined || (typeof mark.value === "object" && mark.value !== null)) return "";
  if (typeof mark.value === "string" && !mark.number) return `\`${JSON.stringify(mark.value).replaceAll("|", "\\|")}\``;
  return shown(mark.value);
}

function shown(value: unknown): string {
  if (typeof value === "number" && Number.isInteger(value)) return value < 0 ? String(value) : hex(value);
  if (typeof value === "bigint") return value < 0n ? String(value) : `0x${value.toString(16).padStart(16, "0")}`;
  return value === undefined ? "" : String(value);
}
