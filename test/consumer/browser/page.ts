/** A page that decodes what it is given, in the browser, and says what the session rule makes of it. */
import { decodeRopResponses, judgePending, Sessions } from "ropwire";
import { ropToJson } from "ropwire/json";
import { MapiHttpClient } from "ropwire/mapi-http";

declare global {
  interface Window {
    /** What the responses are, and the verdicts for a client with these session indexes. */
    read(hex: string, indexes: readonly number[]): unknown;
  }
}

window.read = (hex, indexes) => {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  const { responses } = decodeRopResponses(bytes);
  const sessions = new Sessions<string>();
  for (const index of indexes) sessions.add({ handle: `session ${index}`, index });
  return {
    responses: responses.map((response) => ropToJson("response", response)),
    verdicts: judgePending(responses, sessions).map(({ verdict }) => verdict),
    client: typeof new MapiHttpClient(new URL("/mapi", location.href)).connect,
  };
};
