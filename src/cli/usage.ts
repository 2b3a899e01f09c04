/** Arguments, and the error for those that are wrong. */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** Wrong usage: said in one sentence, with the exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>
>;

/** The options and positionals of a command. @throws UsageError */
export function parse<const O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
  mostPositionals: number,
): Parsed<O> {
  const parsed = attempt(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  const unexpected = parsed.positionals[mostPositionals];
  if (unexpected !== undefined) throw new UsageError(`${command} takes no ${JSON.stringify(unexpected)}`);
  return parsed;
}

function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    // parseArgs says what is wrong in a sentence; what follows it is advice on positionals that begin with a dash.
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/\. .*$/s, ""));
    throw error;
  }
}
