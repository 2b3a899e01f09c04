/** `ropwire generate`: the compiler. */
import { generate as compileSchema, HELP } from "../../scripts/command.js";
import type { Command } from "./command.js";

export const generate: Command = {
  help: () => `ropwire generate [options]\n\n${HELP}`,
  run: (args) => compileSchema(args),
};
