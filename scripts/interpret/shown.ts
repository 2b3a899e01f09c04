/** What the types of fields say about the fields: which show that they are there, which bring a count or size along. */
import type { DerivedModel, TypeModel } from "../ir/model.js";

/** Whether a value shows by itself that the field was there. */
export function showsItself(type: TypeModel): boolean {
  switch (type.type) {
    case "reserved":
    case "bits":
    case "presence":
    case "nothing":
    case "at":
      return false;
    default:
      return derivedOf(type)?.none === undefined;
  }
}

/** The count or size that stands right before a field. */
export function implied(type: TypeModel): DerivedModel | undefined {
  const derived = derivedOf(type);
  return derived?.placed === false ? derived : undefined;
}

/** What counts the elements or bytes of a type. */
function derivedOf(type: TypeModel): DerivedModel | undefined {
  if (type.type === "within") return type.size;
  if (type.type === "bytes") return type.extent.extent === "size" ? type.extent.size : undefined;
  return type.type === "list" && type.length.length === "count" ? type.length.count : undefined;
}
