/** Operators on types: their width, sign, encoding, and what is fixed about them. */
import type { TypeModel } from "../../../scripts/ir/model.js";
import { type Change, isDerived, isPart, NONE, type Place } from "./place.js";

const NARROWER: Readonly<Record<string, string>> = {
  u16: "u8",
  u32: "u16",
  u64: "u32",
  i32: "i16",
  i64: "i32",
  f64: "f32",
};

const WIDER: Readonly<Record<string, string>> = {
  u8: "u16",
  u16: "u32",
  u32: "u64",
  i16: "i32",
  i32: "i64",
  f32: "f64",
};

const OTHER_SIGN: Readonly<Record<string, string>> = {
  u16: "i16",
  i16: "u16",
  u32: "i32",
  i32: "u32",
  u64: "i64",
  i64: "u64",
};

const SAME_SIZE: Readonly<Record<string, string>> = { FolderID: "MessageID", MessageID: "FolderID" };

export function width(place: Place): readonly Change[] {
  const { wire, isNumber } = wireAt(place);
  if (wire === undefined || !isOnWire(place)) return NONE;
  const bytes = /^bytes(\d+)$/.exec(wire)?.[1];
  const others = bytes === undefined ? [NARROWER[wire], WIDER[wire]] : [`bytes${Number(bytes) - 1}`];
  return others.flatMap((other) => {
    if (other === undefined || (!isNumber && /64/.test(other))) return [];
    return [{ label: `${wire} to ${other}`, to: withWire(place.node as TypeModel, other) }];
  });
}

export function sign(place: Place): readonly Change[] {
  const { wire, isNumber } = wireAt(place);
  const other = wire === undefined ? undefined : OTHER_SIGN[wire];
  if (other === undefined || !isNumber || !isOnWire(place)) return NONE;
  return [{ label: `${wire} to ${other}`, to: withWire(place.node as TypeModel, other) }];
}

/** As many bytes that mean something else. */
export function kind(place: Place): readonly Change[] {
  if (!isOnWire(place) || isDerived(place.parent)) return NONE;
  const type = place.node as TypeModel;
  const bytes = (count: number): TypeModel => ({ type: "bytes", extent: { extent: "fixed", bytes: count } });
  switch (type.type) {
    case "boolean":
      return [{ label: "a number", to: { type: "integer", wire: type.wire } }];
    case "guid":
      return [{ label: "bytes", to: bytes(16) }];
    case "bigInteger":
      return [{ label: "bytes", to: bytes(8) }];
    case "float":
      return [{ label: "bytes", to: bytes(type.wire === "f32" ? 4 : 8) }];
    case "structure": {
      const other = SAME_SIZE[type.name];
      return other === undefined ? NONE : [{ label: `${type.name} to ${other}`, to: { ...type, name: other } }];
    }
    default:
      return NONE;
  }
}

export function strings({ node }: Place): readonly Change[] {
  const type = node as TypeModel;
  if (type.type === "stringBy") return [{ label: "always UTF-16", to: { type: "string", encoding: "utf16" } }];
  if (type.type !== "string") return NONE;
  const others = {
    ascii: ["utf16", "string8"],
    string8: ["utf16", "ascii"],
    utf16: ["string8"],
    reducedUnicode: ["utf16", "string8"],
  };
  return others[type.encoding].map((encoding) => ({
    label: `${type.encoding} to ${encoding}`,
    to: { ...type, encoding },
  }));
}

/** A number that has names, without them. */
export function names({ node }: Place): readonly Change[] {
  const type = node as TypeModel;
  if (type.type !== "enumeration" && type.type !== "flags") return NONE;
  const bytes = /^bytes(\d+)$/.exec(type.wire)?.[1];
  const plain = bytes === undefined ? { type: "integer", wire: type.wire } : undefined;
  return [
    { label: `no ${type.name}`, to: plain ?? { type: "bytes", extent: { extent: "fixed", bytes: Number(bytes) } } },
  ];
}

export function value({ node }: Place): readonly Change[] {
  const type = node as TypeModel;
  if (type.type !== "constant" && type.type !== "reserved") return NONE;
  const plain = type.type === "reserved" ? type.base : withWire({ type: "integer", wire: type.wire }, type.wire);
  return [
    { label: `${type.value} to ${type.value + 1}`, to: { ...type, value: type.value + 1 } },
    { label: "not fixed", to: plain },
  ];
}

/** The wire type of a type, and whether it is a plain number. */
function wireAt({ node }: Place): { readonly wire: string | undefined; readonly isNumber: boolean } {
  const { type, wire } = node as { readonly type?: unknown; readonly wire?: unknown };
  const isType = typeof type === "string" && typeof wire === "string" && wire !== "bit";
  const isNumber = type === "integer" || type === "bigInteger" || type === "float";
  return { wire: isType ? wire : undefined, isNumber };
}

function withWire(type: TypeModel, wire: string): unknown {
  if (type.type !== "integer" && type.type !== "bigInteger" && type.type !== "float") return { ...type, wire };
  const kind = wire.endsWith("64") && !wire.startsWith("f") ? "bigInteger" : wire.startsWith("f") ? "float" : "integer";
  return { type: kind, wire };
}

/** Not so the type of a part, and that of a count where it is only repeated behind its own row. */
function isOnWire({ parent, around }: Place): boolean {
  if (isPart(parent)) return false;
  return !(isDerived(parent) && parent.placed && (around?.parent as { row?: unknown } | undefined)?.row !== "derived");
}
