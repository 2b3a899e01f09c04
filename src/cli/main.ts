#!/usr/bin/env node
/** The executable `ropwire`. */
import { run } from "./run.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read the output has seen enough of it.
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await run(process.argv.slice(2), process);
