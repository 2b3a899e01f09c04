/** binary-parser's words, and what it has no word for. */
import type { TypeModel } from "../../ir/model.js";
import type { Expression } from "../layout.js";

/** binary-parser's names of numbers: of its methods, and of the types of array elements. */
const NUMBERS: Readonly<Record<string, string>> = {
  u8: "uint8",
  u16: "uint16le",
  u32: "uint32le",
  u64: "uint64le",
  i16: "int16le",
  i32: "int32le",
  i64: "int64le",
  f32: "floatle",
  f64: "doublele",
};

/** Says why binary-parser cannot express something. */
export class Inexpressible extends Error {}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** What the record holds under a name; in brackets, as any name may be asked for. */
export function inRecord(name: string): string {
  return `w[${quoted(name)}]`;
}

export function joined(parts: readonly string[], operator: string, nested: boolean): string {
  const text = parts.join(` ${operator} `);
  return nested && parts.length > 1 ? `(${text})` : text;
}

export function formatter(name: string): Expression {
  return { entries: [["formatter", name]] };
}

export function numberName(wire: string): string {
  const name = NUMBERS[wire];
  if (name === undefined) throw new Inexpressible(`${wire} by itself`);
  return name;
}

export function wireOf(type: TypeModel): string {
  return "wire" in type ? type.wire : "";
}
