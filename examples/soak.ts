/** `npm run soak -- --sessions 1000 --seconds 10`: many sessions, steady changes, storms; memory, lag, and whether an event was lost. */
import { parseArgs } from "node:util";
import { manySessions, type SoakResult } from "./many-sessions.js";
import { heading, line, outcome } from "./show.js";

const DEFAULTS = { sessions: "1000", seconds: "10" };

function numbers(): { readonly sessions: number; readonly seconds: number } {
  const options = { sessions: { type: "string" }, seconds: { type: "string" } } as const;
  const values = { ...DEFAULTS, ...parseArgs({ options }).values };
  const sessions = Number(values.sessions);
  const seconds = Number(values.seconds);
  if (!Number.isInteger(sessions) || sessions < 1 || sessions > 0xffff) {
    throw new RangeError(`--sessions is an integer of 1 to 65535, not ${values.sessions}.`);
  }
  if (!(seconds > 0)) throw new RangeError(`--seconds is a number greater than 0, not ${values.seconds}.`);
  return { sessions, seconds };
}

function show({ heap, rss, lag, ...counts }: SoakResult): boolean {
  const megabytes = (bytes: number) => `${(bytes / 0x100000).toFixed(0).padStart(5)} MB`;
  const milliseconds = (time: number) => `${time.toFixed(1)} ms`;
  for (const [name, { before, most, after }] of Object.entries({ heap, rss })) {
    line(name, `before ${megabytes(before)}, at most ${megabytes(most)}, after ${megabytes(after)}`);
  }
  line("lag", `median ${milliseconds(lag.median)}, p99 ${milliseconds(lag.p99)}, at most ${milliseconds(lag.most)}`);
  line(
    "requests",
    `${counts.requests}, of them ${counts.followUps} follow-up calls, for ${counts.ropPendings} RopPending`,
  );
  line("mail", `${counts.changes} messages, ${counts.delivered} notifications`);
  const { lost, doubled, outOfOrder, problems, left } = counts;
  const good = [lost, doubled, outOfOrder, problems, left].every((number) => number === 0);
  outcome(
    `${lost} lost, ${doubled} doubled, ${outOfOrder} out of order, ${problems} problems, ${left} left behind`,
    good,
  );
  return good;
}

try {
  const { sessions, seconds } = numbers();
  heading(`${sessions} sessions for ${seconds} s, over HTTP on loopback`);
  process.exitCode = show(await manySessions({ sessions, seconds })) ? 0 : 1;
} catch (error) {
  outcome(error instanceof Error ? error.message : String(error), false);
  process.exitCode = 1;
}
