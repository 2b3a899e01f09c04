/** The command line of the tour. */
import { parseArgs } from "node:util";

export interface TourOptions {
  /** The mailbox endpoint. */
  readonly url: URL;
  /** The distinguished name (legacyExchangeDN) of the user, whose mailbox is opened. */
  readonly mailbox: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The session indexes of the two sessions, where somebody knows them. */
  readonly indexes: readonly (number | undefined)[];
  /** How long an event may take to arrive, in milliseconds. */
  readonly patience: number;
}

export const USAGE = `npm run interop -- URL [options]

  URL                 the mailbox endpoint, for example https://mail.example.com/mapi/emsmdb/?MailboxId=...
  --mailbox DN        the distinguished name of the user; default: the usual form, with the name of --user
  --user NAME         for basic authentication
  --password TEXT     for basic authentication; better given in the environment as INTEROP_PASSWORD
  --header LINE       a header for every request ("Authorization: Bearer ..."); may be repeated
  --index A[,B]       the session indexes of the first and the second session, where you know them
  --patience SECONDS  how long an event may take to arrive; default 30
  --json              one JSON object per line

Exit status: 0 if all went well, 1 if a step failed, 2 if the command line is wrong.
A server with a certificate of its own: set NODE_EXTRA_CA_CERTS to the file of its authority.`;

/** The options, or what is wrong with the arguments. */
export function parseArguments(
  args: readonly string[],
  password?: string,
): (TourOptions & { readonly json: boolean }) | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mailbox: { type: "string" },
        user: { type: "string" },
        password: { type: "string" },
        header: { type: "string", multiple: true },
        index: { type: "string" },
        patience: { type: "string" },
        json: { type: "boolean" },
      },
    });
    const [url, ...others] = positionals;
    if (url === undefined || others.length > 0) return "one URL is needed";
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return `not an http or https URL: ${url}`;
    const { user, mailbox = usualName(user ?? "interop") } = values;
    return {
      url: new URL(url),
      mailbox,
      headers: { ...basic(user, values.password ?? password), ...headersOf(values.header ?? []) },
      indexes:
        values.index === undefined ? [] : values.index.split(",").map((text) => integer("--index", text, 0xffff)),
      patience: 1000 * integer("--patience", values.patience ?? "30", 3600),
      json: values.json ?? false,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** As Exchange forms it. Many servers look at the last part only, or at nothing of it. */
function usualName(user: string): string {
  return `/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${user}`;
}

function basic(user: string | undefined, password = ""): Record<string, string> {
  if (user === undefined) return {};
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`--header: not "Name: value": ${line}`);
      return [name, value];
    }),
  );
}

function integer(option: string, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new Error(`${option}: not an integer of 0 to ${most}: ${text}`);
  return value;
}
