/** What the bytes alone do not say, as JSON gives it. */
import { CountWidths, LogonKind, PropertyType } from "../../generated/enumerations.js";
import type { RopContext, RopRequest } from "../../generated/rops.js";
import type { ValueContext } from "../json/index.js";
import { decodeInputBuffer, decodeRopRequests, type ListOptions, type RequestList } from "../stream/index.js";
import type { CodePage } from "../wire/code-page.js";
import { codePage, codePageNumbers } from "../wire/code-pages.js";
import { at, isObject, type JsonObject, needHex, refusal, show } from "./problems.js";
import { requestsFromJson } from "./rops.js";

export interface Context {
  /** For the codecs of ROPs. */
  readonly rops: RopContext;
  /** For the codecs of structures, and for the JSON of all values. */
  readonly values: ValueContext;
  /** For readers and writers. */
  readonly options: { readonly codePage?: CodePage };
  /** The requests that responses answer. */
  readonly requests?: readonly RopRequest[];
  /** The size of what is compressed, in bytes. */
  readonly size?: number;
}

/** Columns and logon have a second name, the one that errors say. */
const KEYS = [
  "columns",
  "propertyTags",
  "recipientColumns",
  "logon",
  "tableColumns",
  "logonKind",
  "codePage",
  "requests",
  "propertyType",
  "widths",
  "size",
];

/** @throws RopCodecError whose path begins with `context` */
export function contextFrom(json: unknown): Context {
  return at(["context"], () => {
    if (json !== undefined && !isObject(json)) throw refusal(`is ${show(json)} instead of an object`);
    return contextOf(json ?? {});
  });
}

function contextOf(json: JsonObject): Context {
  for (const key of Object.keys(json)) {
    if (!KEYS.includes(key)) throw refusal(`is no context; there are ${KEYS.join(", ")}`, key);
  }
  const given = <T>(key: string, read: (json: unknown) => T): T | undefined =>
    json[key] === undefined || json[key] === null ? undefined : at([key], () => read(json[key]));
  const columns = given("columns", tagsFrom) ?? given("tableColumns", tagsFrom);
  const page = given("codePage", codePageFrom);
  const rops: RopContext = {
    tableColumns: columns,
    propertyTags: given("propertyTags", tagsFrom),
    recipientColumns: given("recipientColumns", tagsFrom),
    logonKind: given("logon", logonFrom) ?? given("logonKind", logonFrom),
  };
  const values: ValueContext = {
    ...rops,
    columns,
    propertyType: given("propertyType", propertyTypeFrom),
    widths: given("widths", widthsFrom) ?? CountWidths.narrow,
  };
  const context: Context = { rops, values, options: page === undefined ? {} : { codePage: page } };
  const requests = given("requests", (one) => requestListFrom(one, context));
  const size = given("size", (one) => numberFrom(one, 0xffff));
  return { ...context, ...(requests === undefined ? {} : { requests }), ...(size === undefined ? {} : { size }) };
}

/** Property tags, each as `"0x3001001f"`, as a number, or as `{ "propertyType": …, "propertyId": … }`. */
export function tagsFrom(json: unknown): readonly number[] {
  if (!Array.isArray(json)) throw refusal(`is ${show(json)} instead of a list of property tags`);
  return json.map((one: unknown, index) => at([index], () => tagFrom(one)));
}

function tagFrom(json: unknown): number {
  if (!isObject(json)) return numberFrom(json, 0xffffffff);
  const type = at(["propertyType"], () => propertyTypeFrom(json.propertyType));
  const id = at(["propertyId"], () => numberFrom(json.propertyId, 0xffff));
  return ((id << 16) | type) >>> 0;
}

function propertyTypeFrom(json: unknown): number {
  return namedFrom(json, PropertyType, 0xffff);
}

function widthsFrom(json: unknown): number {
  return namedFrom(json, CountWidths, 1);
}

export function logonFrom(json: unknown): LogonKind {
  if (typeof json === "string" && Object.hasOwn(LogonKind, json)) return json as LogonKind;
  throw refusal(`is ${show(json)} instead of ${names(LogonKind)}`);
}

function codePageFrom(json: unknown): CodePage {
  const number = numberFrom(json, 0xffffffff);
  const page = codePage(number);
  if (page === undefined) throw refusal(`no code page ${number} here; there are ${codePageNumbers.join(", ")}`);
  return page;
}

function requestListFrom(json: unknown, context: Context): readonly RopRequest[] {
  if (typeof json !== "string") return requestsFromJson(json, context).requests;
  const options = { ...context.options, context: context.rops };
  const bytes = needHex(json);
  try {
    return at([], () => allOf(decodeRopRequests(bytes, options)), "requests");
  } catch (error) {
    const inBuffer = inputBufferFrom(bytes, options);
    if (inBuffer === undefined) throw error;
    return inBuffer;
  }
}

/** The requests of a whole ROP input buffer; nothing if the bytes are none. */
function inputBufferFrom(bytes: Uint8Array, options: ListOptions): readonly RopRequest[] | undefined {
  try {
    return allOf(decodeInputBuffer(bytes, options));
  } catch {
    return undefined;
  }
}

/** @throws RopDecodeError where a list has an end that cannot be read: what that asked for would answer nothing */
function allOf({ requests, undecoded }: RequestList): readonly RopRequest[] {
  if (undecoded !== undefined) throw undecoded.reason;
  return requests;
}

function namedFrom(json: unknown, named: Readonly<Record<string, number>>, most: number): number {
  const number = typeof json === "string" && Object.hasOwn(named, json) ? named[json] : undefined;
  return number ?? numberFrom(json, most, names(named));
}

/** An integer, as a number or as text like `"0x1f"`. */
export function numberFrom(json: unknown, most: number, otherwise?: string): number {
  const number = typeof json === "string" && /^0x[0-9a-f]{1,8}$/i.test(json) ? Number(json) : json;
  if (typeof number === "number" && Number.isInteger(number) && number >= 0 && number <= most) return number;
  const range = `an integer from 0 to ${most} (or text like "0x1f")`;
  throw refusal(`is ${show(json)} instead of ${otherwise === undefined ? range : `${otherwise}, or ${range}`}`);
}

function names(named: object): string {
  return Object.keys(named)
    .map((name) => JSON.stringify(name))
    .join(", ");
}
