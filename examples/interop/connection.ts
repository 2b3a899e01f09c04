/** The transport: PING, session contexts, and what a server says to a request without cookies; and RopLogon. */
import { RopId, type RopNotifyResponse, type RopPendingResponse } from "../../src/index.js";
import {
  type MailboxSessions,
  MapiHttpClient,
  MapiHttpError,
  type MapiHttpResponseHead,
  ResponseCode,
  RopBatch,
} from "../../src/mapi-http/index.js";
import type { TourOptions } from "./arguments.js";
import { ask, LOGON, type Participant } from "./ask.js";
import type { Steps } from "./steps.js";
import { type Heard, Wiretap } from "./wiretap.js";

/** What all steps work with. */
export interface Setting {
  readonly options: TourOptions;
  readonly steps: Steps;
  readonly client: MapiHttpClient;
  readonly mailboxes: MailboxSessions;
  readonly heard: Heard;
  /** All that came unasked on both sessions, in its order. */
  readonly told: readonly (RopNotifyResponse | RopPendingResponse)[];
  /** The head of the last response. */
  readonly head: () => MapiHttpResponseHead | undefined;
}

/** How often a server is polled while an event may arrive. */
const POLLS = 10;
/** The headers of a response that say something about the server. */
const TELLING = ["X-ServerApplication", "X-PendingPeriod", "X-ExpirationInfo"];

export async function ping({ client, steps, head }: Setting): Promise<void> {
  await steps.must("PING", async () => {
    await client.ping();
    const headers = head()?.headers;
    const told = TELLING.flatMap((name) => (headers?.has(name) ? [`${name} ${headers.get(name)}`] : []));
    return { text: told.join(", "), value: undefined };
  });
}

/** Makes a session context and logs on; `ordinal` counts the sessions of the tour. */
export async function connect(setting: Setting, ordinal: number, name: string): Promise<Participant | undefined> {
  const { client, mailboxes, options, steps, heard } = setting;
  const context = await steps.must(`Connect (${name})`, async () => {
    const made = await client.connect({ userDn: options.mailbox });
    const { displayName, dnPrefix, pollsMax, retryCount, retryDelay } = made.connected;
    const who = [displayName, dnPrefix].filter((part) => part !== "").join(", ");
    const text = `${who || "nobody named"}; polls every ${pollsMax} ms, retries ${retryCount} x ${retryDelay} ms`;
    return { text, value: made };
  });
  if (context === undefined) return undefined;
  return steps.must(`RopLogon (${name})`, async () => {
    const tap = new Wiretap(context, Math.ceil(options.patience / POLLS), heard, (lines) => steps.damaged(lines));
    const session = mailboxes.add(tap, { index: options.indexes[ordinal] });
    const batch = new RopBatch();
    const logon = batch.newHandle(`logon of ${name}`);
    const request = batch.add({
      ropId: RopId.Logon,
      logonId: LOGON,
      outputHandleIndex: logon,
      logonKind: "private",
      undercover: false,
      ghosted: false,
      spoolerProcess: false,
      openFlags: 0,
      essdn: options.mailbox,
    });
    const response = (await ask(session, batch)).to(request);
    if (response.logonKind !== "private") throw new Error(`a ${response.logonKind} logon was made`);
    const { folderIds, responseFlags, replId, logonTime } = response;
    const { year, month, day } = logonTime;
    const date = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
    const text = `${folderIds.length} folders, flags 0x${responseFlags.toString(16)}, replica ${replId}, on ${date}`;
    return { text, value: { name, session, logon, folderIds } };
  });
}

/** An Execute whose cookies are lost on the way has to be refused, with the code of the documents. */
export async function withoutCookies({ options, steps }: Setting): Promise<void> {
  await steps.may("Execute without cookies", async () => {
    let lost = false;
    const losing: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      if (lost) headers.delete("Cookie");
      return fetch(input, { ...init, headers });
    };
    const client = new MapiHttpClient(options.url, { headers: options.headers, fetch: losing });
    const context = await client.connect({ userDn: options.mailbox });
    try {
      lost = true;
      // A ROP buffer without ROPs: its size, and nothing else.
      await context.execute([Uint8Array.of(2, 0)]);
      steps.remark("an Execute without cookies is answered");
      return { text: "answered", value: undefined };
    } catch (error) {
      if (!(error instanceof MapiHttpError) || error.responseCode === undefined) throw error;
      const { responseCode } = error;
      if (responseCode !== ResponseCode.missingCookie) {
        const wanted = `${ResponseCode.missingCookie} (missingCookie) [MS-OXCMAPIHTTP 2.2.3.3.3]`;
        steps.remark(`a request without cookies gets X-ResponseCode ${responseCode}, not ${wanted}`);
      }
      return { text: error.message, value: undefined };
    } finally {
      lost = false;
      await context.disconnect();
    }
  });
}

/** A new context in place of an old one. */
export async function reconnect({ client, mailboxes, options, steps }: Setting): Promise<void> {
  await steps.may("Connect with old cookies", async () => {
    const session = mailboxes.add(await client.connect({ userDn: options.mailbox }));
    const again = await session.reconnect();
    await again.rops([]);
    await again.disconnect();
    return { text: "a new session context, which is answered and disconnected", value: undefined };
  });
}

export async function disconnect({ steps }: Setting, { session, name, logon }: Participant): Promise<void> {
  await steps.must(`Disconnect (${name})`, async () => {
    const batch = new RopBatch();
    batch.add({ ropId: RopId.Release, logonId: LOGON, inputHandleIndex: logon });
    await ask(session, batch);
    await session.disconnect();
    return { text: "the logon is released, the session context ended", value: undefined };
  });
}
