/** Random lives of sessions over a real client and a real server: every RopPending and every event comes to what it must. */
import { getEventListeners } from "node:events";
import { getActiveResourcesInfo } from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.js";
import { commands, nextIndex } from "./commands.js";
import { Model } from "./model.js";
import { World } from "./world.js";

/** Ends what is left, and looks for what stays behind. */
async function end(model: Model, world: World): Promise<void> {
  for (const session of model.live) {
    const { client } = world.sessions[session.id]!;
    // A context whose sequence is lost can be ended only by what replaces it.
    await (session.broken ? await client.reconnect() : client).disconnect();
    session.end("over");
  }
  await world.rest(model.healthy);
  world.check(model, model.sessions);
  expect(world.programs.map(({ table }) => table.size)).toEqual([0, 0]);
  expect(getEventListeners(world.signal, "abort")).toEqual([]);
  expect(world.listeners, "contexts that are told of changes").toBe(0);
  expect(world.sessions.flatMap(({ server }) => server.handles)).toEqual([]);
  expect(world.sessions.filter(({ server }) => server.isWaiting)).toEqual([]);
}

/** On a machine that is busy there are fewer runs. In milliseconds. */
const LIMIT = 12_000;

/** Sockets and timers that keep the process running. */
const resources = () => getActiveResourcesInfo().filter((name) => name.startsWith("TCP") || name === "Timeout").length;

/** They close a moment after their server. */
async function closed(before: number): Promise<void> {
  const begun = performance.now();
  while (resources() > before && performance.now() - begun < 2000)
    await new Promise((resolve) => setTimeout(resolve, 2));
  expect(resources(), "sockets and timers").toBeLessThanOrEqual(before);
}

test("sessions, subscriptions, changes, losses and storms in any order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: "max" }), async (steps) => {
      const before = resources();
      const world = await World.start(() => nextIndex.value);
      try {
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real: world }), steps);
        await end(model, world);
      } finally {
        await world.server.close();
      }
      await closed(before);
    }),
    { seed: 20261122, ...runs(20), interruptAfterTimeLimit: LIMIT * runs(1).numRuns },
  );
}, 600_000);
