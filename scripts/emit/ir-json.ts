/** Emits the intermediate representation, for other languages and for interpreters. Positions in the schema are left out. */
import type { Program } from "./program.js";

export function emitIr(program: Program): string {
  return `${JSON.stringify(program.model, (key, value: unknown) => (key === "position" ? undefined : value), 1)}\n`;
}
