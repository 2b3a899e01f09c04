/** `ropwire generate`: the compiler, which is loaded when it is run: it needs ts-morph, and its help does not. */
import { HELP } from "../../scripts/help.js";
import type { Command } from "./command.js";
import { UsageError } from "./usage.js";

export const generate: Command = {
  help: () => `ropwire generate [options]\n\n${HELP}`,
  run: async (args) => (await import("../../scripts/command.js").catch(withoutCompiler)).generate(args),
};

/** The compiler stands on ts-morph, which is there only where somebody wants to compile. */
function withoutCompiler(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
    throw new UsageError("generate needs the package ts-morph: npm install --save-dev ts-morph");
  }
  throw error;
}
