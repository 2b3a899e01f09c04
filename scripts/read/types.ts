/** Types: what stands on the wire for one value. */
import type { BytesType, Type } from "../../schema/language/index.js";
import type { ExtentModel, TypeModel } from "../ir/model.js";
import { readArguments } from "./arguments.js";
import { readChooseType } from "./choices.js";
import { readCondition } from "./conditions.js";
import { readDerived } from "./derived.js";
import { readEnumeration, readFlags } from "./enumerations.js";
import { type Here, problem } from "./here.js";
import { readList } from "./lists.js";
import { readParts } from "./parts.js";
import { fits } from "./values.js";

export function readType(type: Type, here: Here): TypeModel {
  const { reading } = here;
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
        extent: readExtent(type.extent, here),
        ...(type.holds === undefined ? {} : { holds: type.holds }),
      };
    case "string":
      return { type: "string", encoding: type.encoding };
    case "stringBy":
      return { type: "stringBy", unicode: readCondition(type.unicode, here) };
    case "list":
      return readList(type, here);
    case "enumeration":
      return { type: "enumeration", name: type.name, wire: readEnumeration(type, here).wire };
    case "flags":
      return { type: "flags", name: type.name, wire: readFlags(type, here).wire };
    case "bits":
    case "packed":
      return { type: type.is, wire: type.base.wire, parts: readParts(type, here) };
    case "presence":
      return { type: "presence", wire: type.base.is === "bit" ? "bit" : (type.base.base.wire as "u8" | "u16") };
    case "reserved":
      return { type: "reserved", base: readType(type.base, here), value: type.value };
    case "constant":
      if (type.value < 0) problem(here, `the constant ${type.value} is negative: say its bits, with an unsigned width`);
      else if (!fits(type.value, type.base.wire))
        problem(here, `the constant ${type.value} does not fit ${type.base.wire}`);
      return { type: "constant", wire: type.base.wire, value: type.value };
    case "nothing":
      return { type: "nothing" };
    case "chooseType":
      return readChooseType(type, here);
    case "withinType": {
      const size = readDerived(type.size, here);
      return { type: "within", size, of: readType(type.of, here) };
    }
    case "at": {
      const offset = readDerived(type.offset, here);
      if (!offset.placed)
        problem(here, `the offset "${offset.name}" must be placed as a row of its own, before the content`);
      return { type: "at", offset, of: readType(type.of, here) };
    }
    case "given": {
      const { structure, args } = type;
      reading.register(structure);
      return { type: "structure", name: structure.name, args: readArguments(structure, args, here) };
    }
    case "late": {
      const structure = reading.late({ name: type.name, path: here.path, position: here.site });
      const args = structure === undefined ? [] : readArguments(structure, type.args, here);
      return { type: "structure", name: type.name, args };
    }
    case "structure":
      reading.register(type);
      return { type: "structure", name: type.name, args: readArguments(type, {}, here) };
    default:
      problem(here, "this is not a type of the language");
      return { type: "nothing" };
  }
}

function readExtent(extent: BytesType["extent"], here: Here): ExtentModel {
  if (typeof extent === "number") return { extent: "fixed", bytes: extent };
  return extent.is === "toEnd" ? { extent: "toEnd" } : { extent: "size", size: readDerived(extent, here) };
}
