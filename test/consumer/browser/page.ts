/** A page that decodes what its address carries (`#hex,index,index…`), and shows what it found and what the session rule says. */
import { decodeRopResponses, judgePending, Sessions } from "ropwire";
import { ropToJson } from "ropwire/json";
import { MapiHttpClient } from "ropwire/mapi-http";

function read(hex: string, indexes: readonly number[]): unknown {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  const { responses } = decodeRopResponses(bytes);
  const sessions = new Sessions<string>();
  for (const index of indexes) sessions.add({ handle: `session ${index}`, index });
  return {
    responses: responses.map((response) => ropToJson("response", response)),
    verdicts: judgePending(responses, sessions).map(({ verdict }) => verdict),
    client: typeof new MapiHttpClient(new URL("/mapi", location.href)).connect,
    codeFromStrings: codeFromStrings(),
  };
}

/** Whether the policy of the page lets anybody make code from strings. */
function codeFromStrings(): boolean {
  try {
    return Boolean(new Function("return true")());
  } catch {
    return false;
  }
}

const [hex = "", ...indexes] = location.hash.slice(1).split(",");
document.body.textContent = JSON.stringify(read(hex, indexes.map(Number)));
