/** `npm start`: the main job on real bytes. Compiles the schema, serves a mailbox on loopback, and lets two sessions talk to it. */
import { samples } from "./samples.js";
import { schemaState } from "./schema-state.js";
import { heading, line, outcome } from "./show.js";
import { sessions } from "./two-sessions.js";

try {
  heading("schema");
  line("compiled", schemaState());

  heading("two sessions over MAPI/HTTP on loopback");
  const followed = await sessions();

  heading("bytes from outside");
  const matched = samples();

  const good = followed && matched;
  outcome(good ? "done" : "something did not go as it must; see above", good);
  process.exitCode = good ? 0 : 1;
} catch (error) {
  outcome(error instanceof Error ? error.message : String(error), false);
  process.exitCode = 1;
}
