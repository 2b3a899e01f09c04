/** What a part of the model holds, as far as parsers care. */
import type { ArgumentModel, RefModel } from "../../ir/model.js";

export function structuresIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.values(node).flatMap(structuresIn);
  return "type" in node && node.type === "structure" && "name" in node ? [String(node.name), ...inner] : inner;
}

export function hasString8(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if (
    "type" in node &&
    (node.type === "stringBy" || (node.type === "string" && "encoding" in node && node.encoding === "string8"))
  )
    return true;
  return Object.values(node).some(hasString8);
}

/** Whether an argument is something that the same record has read. */
export function isRead({ value }: ArgumentModel): boolean {
  return value.argument === "first" || (value.argument === "ref" && isOfRecord(value.ref));
}

/** Whether a reference is to something that the same record has read, so that it is only known while parsing. */
export function isOfRecord(ref: RefModel): boolean {
  return ref.ref === "field" || ref.ref === "part" || ref.ref === "derived";
}
