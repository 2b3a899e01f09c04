/** Values for a person to read. */
import { styleText } from "node:util";
import { PropertyType } from "../../generated/enumerations.js";
import { ropInfo } from "../../generated/rop-info.js";
import type { JsonValue, ValueContext } from "../json/index.js";
import { errorCodeName, propertyTagName, statusCodeName } from "../names/index.js";
import { dateOf } from "../values.js";
import { isObject, type JsonObject, type Problem } from "./problems.js";
import { type Direction, nameOf } from "./rops.js";

/** Colours text if what it is written to shows colours. */
export type Paint = (format: "bold" | "cyan" | "dim" | "red" | "yellow", text: string) => string;

export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (format, text) => styleText(format, text, { stream });
}

/** Bytes in one line, and lines of bytes in one value. */
const BYTES_PER_LINE = 32;
const LINES_OF_BYTES = 16;

/** Renders one value. `direction` says which ROPs the objects with a RopId are. */
export class Renderer {
  readonly #paint: Paint;
  readonly #direction: Direction | undefined;
  readonly #hidden: readonly string[];
  readonly #known: ValueContext;
  /** The columns of rows where it stands. */
  #columns: readonly number[] | undefined;

  /** `hidden` are the properties that are shown elsewhere; `known` is what was said of the values. */
  constructor(paint: Paint, direction: Direction | undefined, hidden: readonly string[], known: ValueContext) {
    this.#paint = paint;
    this.#known = known;
    this.#columns = known.columns;
    this.#direction = direction;
    this.#hidden = direction === undefined ? hidden : [...hidden, "ropId"];
  }

  /** `plain` is what the JSON was made of: it tells bytes from text. `tag` is that of the property whose value it is. */
  lines(json: JsonValue, plain: unknown, tag?: number): readonly string[] {
    if (Array.isArray(json)) return this.#list(json, plain);
    if (!isObject(json)) return this.#scalar("", json, plain, tag);
    if (isTail(json)) return this.#tail(json);
    const title = this.#title(json);
    if (title === undefined) return this.#object(json, plain, tag);
    this.#columns = this.#columnsOf(json);
    return [title, ...indented(this.#object(json, plain))];
  }

  /** What ends a list without being a ROP that could be decoded. */
  #tail({ offset, bytes, error, undecoded }: JsonObject): readonly string[] {
    const { message, path = "", spec = "" } = isObject(error) ? error : {};
    const place = `undecoded from ${offsetText(Number(offset))}`;
    const reason = `${path === "" ? "" : `${path}: `}${message} ${this.#paint("dim", `[${undecoded}, ${spec}]`)}`;
    return [`${this.#paint("red", place)}  ${reason}`, ...indented(bytesText(String(bytes), this.#paint))];
  }

  /** Of a ROP its name. */
  #title(json: JsonObject): string | undefined {
    if (typeof json.ropId !== "number" || this.#direction === undefined) return undefined;
    const name = nameOf(this.#direction, json.ropId)?.replace(/(Request|Response)$/, "") ?? `ROP ${hex(json.ropId)}`;
    const section = Object.values(ropInfo).find((info) => info.name === name)?.section ?? "";
    return `${this.#paint("bold", name)} ${this.#direction}  ${this.#paint("dim", section)}`;
  }

  /** Of the rows in a response: what its ROP says that they have. */
  #columnsOf({ ropId }: JsonObject): readonly number[] | undefined {
    const info = typeof ropId === "number" ? ropInfo[ropId] : undefined;
    const name = info?.fromRequest[0] ?? info?.responseUses[0]?.context;
    const known = name === undefined ? undefined : this.#known[name];
    return Array.isArray(known) ? known : undefined;
  }

  #object(json: JsonObject, plain: unknown, tag?: number): readonly string[] {
    const entries = Object.entries(json).filter(([name]) => !this.#hidden.includes(name));
    const width = Math.max(0, ...entries.map(([name, value]) => (isNested(value) ? 0 : name.length)));
    return entries.flatMap(([name, value]) => {
      const own = propertyOf(plain, name);
      const label = this.#paint("cyan", name);
      if (name === "valueArray" && Array.isArray(value))
        return [label, ...indented(this.#list(value, own, this.#columns))];
      if (isNested(value)) return [label, ...indented(this.lines(value, own))];
      const [first = "", ...others] = this.#scalar(
        name,
        value,
        own,
        name === "propertyValue" ? tagOf(json, tag) : undefined,
      );
      const margin = " ".repeat(width + 2);
      return [`${label}${" ".repeat(width - name.length + 2)}${first}`, ...others.map((line) => margin + line)];
    });
  }

  #list(json: readonly JsonValue[], plain: unknown, columns: readonly number[] = []): readonly string[] {
    return json.flatMap((one, index) => {
      const own = propertyOf(plain, index);
      // One column less or more: they are those of something else.
      const tag = columns.length === json.length ? columns[index] : undefined;
      const lines = isNested(one) ? this.lines(one, own, tag) : this.#scalar("", one, own, tag);
      if (isObject(one) && (isTail(one) || this.#title(one) !== undefined)) return lines;
      const [first = "", ...others] = lines;
      const column = tag === undefined ? "" : `${this.#paint("yellow", propertyTagName(tag) ?? hex(tag, 8))}  `;
      const label = `${this.#paint("dim", `[${index}]`)} ${column}`;
      return [label + first, ...others.map((line) => " ".repeat(`[${index}] `.length) + line)];
    });
  }

  #scalar(name: string, json: JsonValue, plain: unknown, tag = 0): readonly string[] {
    if (Array.isArray(json))
      return [json.map((one: JsonValue) => numberText(name, one, this.#paint)).join(", ") || "none"];
    const type = tag & 0xffff;
    if (type === PropertyType.errorCode) return [numberText("errorCode", json, this.#paint)];
    if (typeof json === "number") return [numberText(name, json, this.#paint)];
    if (typeof json !== "string") return [String(json)];
    if (typeof plain === "bigint" && type === PropertyType.time)
      return [`${json} ${this.#paint("dim", dateText(plain))}`];
    if (typeof plain === "bigint") return [`${json} ${this.#paint("dim", hex(plain))}`];
    if (typeof plain === "string") return [quoted(json)];
    return bytesText(json, this.#paint);
  }
}

/** The tag of a property whose value stands beside it, or in a row; in place of a value there may be an error code. */
function tagOf({ propertyTag, flag }: JsonObject, column: number | undefined): number | undefined {
  if (flag === "error") return PropertyType.errorCode;
  return typeof propertyTag === "number" ? propertyTag : column;
}

/** Beyond what a date can say, the number. */
function dateText(time: bigint): string {
  const date = dateOf(time);
  return Number.isNaN(date.getTime()) ? hex(time) : date.toISOString();
}

/** Text in quotes. */
export function quoted(text: string): string {
  return visible(JSON.stringify(text));
}

/** Text of others without what a terminal would obey: control characters, and those that turn the direction of writing. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A number, with the name that it has where a property of that name stands. */
export function numberText(name: string, json: JsonValue, paint: Paint): string {
  if (typeof json !== "number") return String(json);
  const named = /tags?$|columns$/i.test(name)
    ? propertyTagName(json)
    : name === "statusCode"
      ? statusCodeName(json)
      : /^(returnValue|errorCode)$/.test(name)
        ? errorCodeName(json)
        : undefined;
  if (named !== undefined || /tags?$|columns$|handle(?!Index)/i.test(name)) {
    return [hex(json, 8), ...(named === undefined ? [] : [paint("yellow", named)])].join(" ");
  }
  return Number.isInteger(json) && json > 9 ? `${json} ${paint("dim", hex(json))}` : String(json);
}

function isTail(json: JsonObject): boolean {
  return typeof json.undecoded === "string" && typeof json.offset === "number";
}

/** What takes lines of its own: objects, and lists of them. */
function isNested(json: JsonValue): boolean {
  return isObject(json) || (Array.isArray(json) && json.some((one: JsonValue) => typeof one !== "number"));
}

function propertyOf(plain: unknown, key: string | number): unknown {
  if (typeof plain !== "object" || plain === null) return undefined;
  return (plain as Readonly<Record<string, unknown>>)[key];
}

/** Hex digits in lines, and how much was left out. */
function bytesText(digits: string, paint: Paint): readonly string[] {
  if (!/^([0-9a-f]{2})*$/.test(digits)) return [visible(digits)];
  if (digits === "") return [paint("dim", "no bytes")];
  const lines = digits.match(new RegExp(`.{1,${2 * BYTES_PER_LINE}}`, "g")) ?? [];
  if (lines.length <= LINES_OF_BYTES) return lines;
  return [...lines.slice(0, LINES_OF_BYTES), paint("dim", `… ${digits.length / 2} bytes in all`)];
}

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function hex(value: number | bigint, digits = 2): string {
  return value < 0 ? String(value) : `0x${value.toString(16).padStart(digits, "0")}`;
}

function offsetText(offset: number): string {
  return hex(offset, 4);
}

// ---- problems ---------------------------------------------------------------------------------------------------

const ROW = 16;

/** What is wrong, where, and the bytes around it. */
export function problemLines(
  { code, offset, path, spec, message }: Problem,
  bytes: Uint8Array,
  paint: Paint,
): readonly string[] {
  const place = [path ?? "", offset === undefined ? "" : `at ${offsetText(offset)}`]
    .filter((text) => text !== "")
    .join(" ");
  const where = `${place}${place === "" ? "" : ": "}`;
  const first = `${paint("red", "error")} ${where}${message} ${paint("dim", `[${[code, spec].filter(Boolean).join(", ")}]`)}`;
  if (offset === undefined || offset > bytes.length) return [first];
  const start = Math.max(0, offset - (offset % ROW) - ROW);
  const rows = [start, start + ROW].filter((row) => row <= offset && row < Math.max(1, bytes.length));
  return [
    first,
    ...rows.flatMap((row) => {
      const cells = [...bytes.subarray(row, row + ROW)].map((byte) => byte.toString(16).padStart(2, "0"));
      const line = `  ${paint("dim", offsetText(row))}  ${cells.join(" ")}`;
      return offset >= row && offset < row + ROW
        ? [line, `  ${" ".repeat(offsetText(row).length)}  ${"   ".repeat(offset - row)}${paint("red", "^^")}`]
        : [line];
    }),
  ];
}
