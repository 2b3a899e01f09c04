/** What a structure is given by its user. */
import type { Argument, Parameter, Structure } from "../../schema/language/index.js";
import type { ArgumentModel } from "../ir/model.js";
import { type Here, problem } from "./here.js";
import { readRef } from "./references.js";
import { didYouMean } from "./suggest.js";
import { wireValues } from "./values.js";

export function readArguments(
  structure: Structure,
  args: Readonly<Record<string, Argument>>,
  here: Here,
): readonly ArgumentModel[] {
  const call = { ...here, path: `${here.path} (${structure.name})` };
  const known = structure.takes.map(({ name }) => name);
  for (const name of Object.keys(args)) {
    if (!known.includes(name)) problem(call, `it takes no parameter "${name}"${didYouMean(name, known)}`);
  }
  return structure.takes.flatMap((parameter) => {
    const { name } = parameter;
    const value = args[name];
    if (value !== undefined) return [{ name, value: readArgument(parameter, value, here) }];
    problem(call, `its parameter "${name}" is not given: say given(${structure.name}, { ${name}: … })`);
    return [];
  });
}

function readArgument({ name, type }: Parameter, value: Argument, here: Here): ArgumentModel["value"] {
  if (typeof value === "number" || isNumbers(value)) return { argument: "literal", value };
  if (typeof value === "boolean") return { argument: "literal", value: Number(value) };
  if (typeof value === "string") {
    const number = type.is === "enumeration" ? wireValues(type, value)?.[0] : undefined;
    if (typeof number === "number") return { argument: "literal", value: number };
    problem(here, `"${value}" is no value of the parameter "${name}"`);
    return { argument: "literal", value: 0 };
  }
  if (value.is === "first") {
    const count = readRef(value.count, here);
    return { argument: "first", count: count.name, items: readRef(value.items, here) };
  }
  return { argument: "ref", ref: readRef(value, here) };
}

function isNumbers(value: Argument): value is readonly number[] {
  return Array.isArray(value);
}
