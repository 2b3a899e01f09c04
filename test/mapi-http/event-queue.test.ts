/** The queue behind a loop over notifications. */
import { expect, test } from "vitest";
import { EventQueue } from "../../src/mapi-http/event-queue.js";

const queue = () => new EventQueue<number>(() => {});
const done = { done: true, value: undefined };
const value = (event: number) => ({ done: false, value: event });

test("events come in their order, those that are there and those that are waited for", async () => {
  const events = queue();
  events.push(1);
  const asked = [events.next(), events.next(), events.next()];
  events.push(2);
  events.push(3);
  events.push(4);
  expect(await Promise.all(asked)).toEqual([value(1), value(2), value(3)]);
  expect(await events.next()).toEqual(value(4));
});

test("the end reaches everyone who waits; its error the first", async () => {
  const events = queue();
  const asked = [events.next(), events.next()];
  events.end({ error: new Error("gone") });
  expect(await Promise.allSettled(asked)).toMatchObject([
    { status: "rejected", reason: { message: "gone" } },
    { status: "fulfilled", value: done },
  ]);
  expect(await events.next()).toEqual(done);
});

test("what came before the end is seen, unless it is aborted", async () => {
  const ended = queue();
  ended.push(1);
  ended.end();
  ended.push(2);
  expect([await ended.next(), await ended.next()]).toEqual([value(1), done]);

  const aborted = queue();
  aborted.push(1);
  aborted.abort(new Error("enough"));
  await expect(aborted.next()).rejects.toThrow("enough");
});

test("leaving ends it for those who wait, and says so once", async () => {
  let left = 0;
  const events = new EventQueue<number>(() => left++);
  const waiting = events.next();
  expect(await events.return()).toEqual(done);
  expect(await waiting).toEqual(done);
  events.end();
  expect(left).toBe(1);
});
