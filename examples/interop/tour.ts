/** The tour: two sessions of one client, from PING to Disconnect. What it makes on the server it deletes. */
import { RopId, type RopNotifyResponse, type RopPendingResponse, type RopResponse } from "../../src/index.js";
import {
  type MailboxProblem,
  MailboxSessions,
  MapiHttpClient,
  type MapiHttpResponseHead,
} from "../../src/mapi-http/index.js";
import type { TourOptions } from "./arguments.js";
import { connect, disconnect, ping, reconnect, type Setting, withoutCookies } from "./connection.js";
import { hierarchy, makePlace, removePlace } from "./folders.js";
import { HttpTap } from "./http-tap.js";
import { inbox } from "./inbox.js";
import { messages } from "./messages.js";
import { notifications } from "./notifications.js";
import type { Report } from "./report.js";
import { Steps } from "./steps.js";
import { type Heard, Wiretap } from "./wiretap.js";

/** Whether all went well. */
export async function tour(options: TourOptions, report: Report): Promise<boolean> {
  const http = new HttpTap();
  const steps = new Steps(report, (error) => http.explain(error));
  const heard: Heard = { calls: 0, buffers: 0, bytes: 0, damaged: 0, wakes: 0 };
  const told: (RopNotifyResponse | RopPendingResponse)[] = [];
  let head: MapiHttpResponseHead | undefined;
  const client = new MapiHttpClient(options.url, {
    headers: options.headers,
    fetch: http.fetch,
    onResponse: (last) => {
      head = last;
    },
  });
  const mailboxes = new MailboxSessions({
    problem: (problem) => note(steps, problem),
    observe: (_, responses) => told.push(...responses.filter(isUnasked)),
  });
  await walk({ options, steps, client, mailboxes, heard, told, head: () => head });
  const { calls, buffers, bytes, damaged } = heard;
  const same = `${buffers - damaged} of ${buffers} output buffers encoded again to the same bytes (${bytes} in all)`;
  return steps.end(`${calls} calls, ${same}`);
}

async function walk(setting: Setting): Promise<void> {
  const { steps } = setting;
  steps.section("transport");
  await ping(setting);

  steps.section("mailbox");
  const a = await connect(setting, 0, "A");
  if (a === undefined) return;
  await hierarchy(setting, a);
  await inbox(setting, a);
  const place = await makePlace(setting, a);
  if (place !== undefined) {
    steps.section("message");
    const messageIds = await messages(setting, a, place);
    steps.section("notifications");
    const b = await connect(setting, 1, "B");
    if (b !== undefined) {
      await notifications(setting, a, b, place, messageIds);
      await disconnect(setting, b);
    }
    steps.section("end");
    await removePlace(setting, a, place);
  }
  await disconnect(setting, a);
  // Later than the sessions of the tour: servers count session indexes up.
  await reconnect(setting);
  await withoutCookies(setting);
}

function isUnasked(response: RopResponse): response is RopNotifyResponse | RopPendingResponse {
  return response.ropId === RopId.Notify || response.ropId === RopId.Pending;
}

/** What went wrong where no step was waiting for it. */
function note(steps: Steps, problem: MailboxProblem): void {
  // The wiretap says it with the bytes.
  if (problem.problem === "unreadable") return;
  const error = "error" in problem && problem.error instanceof Error ? `: ${problem.error.message}` : "";
  const text = `${problem.problem}${error}`;
  if (problem.problem !== "wait-failed") steps.damaged([text]);
  else if (!(problem.session.handle instanceof Wiretap && problem.session.handle.refuseWaits)) steps.remark(text);
}
