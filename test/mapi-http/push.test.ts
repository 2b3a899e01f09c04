/** Push notifications in place of polls: what a datagram leads to. */
import { expect, test } from "vitest";
import type { RopResponse } from "../../src/index.js";
import { client, folderOf, modified, subscribe, subscribed } from "./mailbox.js";
import { settle } from "./server.js";

const OPAQUE = Uint8Array.of(0xca, 0xfe);

/** A subscribed session on a server that refuses to wait. */
async function polled(pollsMax: number) {
  const queued: RopResponse[] = [];
  const on = await client({
    execute: ({ requests }) => (requests.length > 0 ? subscribed : { responses: queued.splice(0) }),
    wait: (reply) => reply.refuse(16),
    pollsMax,
  });
  const session = await on.connect();
  await session.rops(subscribe().batch);
  session.expectPush(OPAQUE);
  const notifications = session.notifications();
  const polls = () => on.server.of("Execute").length - 1;
  return { ...on, session, queued, notifications, polls };
}

test("E59 E60 [R437, R438, R439]: a datagram with the opaque data leads to a call, any other to nothing", async () => {
  const { session, queued, notifications, polls, mailboxes } = await polled(60_000);
  queued.push(modified(5n));
  expect(session.datagram(Uint8Array.of(0xca, 0xff))).toBe(false);
  await mailboxes.idle();
  expect(polls()).toBe(0);
  expect(session.datagram(OPAQUE)).toBe(true);
  expect(folderOf((await notifications.next()).value)).toBe(5n);
  expect(polls()).toBe(1);
  await session.disconnect();
  expect(session.datagram(OPAQUE)).toBe(false);
});

test("E56 E60 [R435, R428, R429]: polling goes on until the first datagram has arrived", async () => {
  const { session, polls, mailboxes } = await polled(60);
  await settle(250);
  expect(polls()).toBeGreaterThan(1);
  expect(session.datagram(OPAQUE)).toBe(true);
  await settle(100);
  await mailboxes.idle();
  const before = polls();
  await settle(250);
  expect(polls()).toBe(before);
  await session.disconnect();
});
