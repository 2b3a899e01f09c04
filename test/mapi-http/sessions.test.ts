/** Several sessions of one client: RopPending followed among them, notifications delivered, waits and polls. */
import { describe, expect, onTestFinished, test } from "vitest";
import { encode, encodeRopNotifyResponse, RopId, type RopResponse } from "../../src/index.js";
import {
  type MailboxSession,
  MailboxSessions,
  MapiHttpClient,
  MapiHttpError,
  RopBatch,
} from "../../src/mapi-http/index.js";
import {
  client,
  folderOf,
  held,
  LOGON,
  loggedOn,
  modified,
  pendingFor,
  SUBSCRIPTION,
  subscribe,
  subscribed,
  told,
} from "./mailbox.js";
import { answered, connected, failureOf, gate, type Reply, serve, settle, waited } from "./server.js";

const quiet = { responses: [] };

/** Takes so many notifications and leaves. */
async function take(session: MailboxSession, count: number, signal?: AbortSignal): Promise<unknown[]> {
  const folders: unknown[] = [];
  for await (const notification of session.notifications({ signal })) {
    folders.push(folderOf(notification));
    if (folders.length === count) break;
  }
  return folders;
}

/** Begins to take, so that nothing that comes from now on is missed. */
function taking(session: MailboxSession): { readonly folders: unknown[]; readonly over: Promise<unknown> } {
  const folders: unknown[] = [];
  const notifications = session.notifications();
  const loop = async () => {
    for await (const notification of notifications) folders.push(folderOf(notification));
    return "over";
  };
  return { folders, over: loop().catch((error: unknown) => error) };
}

describe("RopPending, end to end", () => {
  test("E61 E62 T3 [R440, R441, R522, R523]: of B in A's answer is one Execute with B's cookies, without ROPs", async () => {
    const lists: unknown[] = [];
    const { connect, mailboxes, calls } = await client({
      execute: ({ requests }, name) => {
        lists.push([name, requests.length]);
        if (requests.length > 0)
          return { responses: [...subscribed.responses, pendingFor(2)], table: subscribed.table! };
        return quiet;
      },
    });
    const a = await connect("a", 1);
    await connect("b", 2);
    await connect("c", 3);
    await a.rops(subscribe().batch);
    await mailboxes.idle();
    expect(calls()).toEqual(["a Execute", "b Execute"]);
    expect(lists).toEqual([
      ["a", 2],
      ["b", 0],
    ]);
  });

  test("C31 [R334, R338]: calls go on until nothing is pending, and bring the notifications in their order", async () => {
    const rest: RopResponse[][] = [
      [modified(2n), modified(3n), pendingFor(1)],
      [modified(4n), pendingFor(1)],
      [modified(5n)],
    ];
    const { connect, mailboxes, calls } = await client({
      execute: ({ requests }) =>
        requests.length > 0
          ? { ...subscribed, responses: [...subscribed.responses, modified(1n), pendingFor(1)] }
          : { responses: rest.shift() ?? [] },
    });
    const a = await connect("a", 1);
    const { folders } = taking(a);
    await a.rops(subscribe().batch);
    await mailboxes.idle();
    await settle();
    expect(folders).toEqual([1n, 2n, 3n, 4n, 5n]);
    expect(calls().filter((call) => call === "a Execute")).toHaveLength(4);
    await a.disconnect();
  });

  test("E63 [R442]: of a foreign index: nothing is done", async () => {
    const { connect, mailboxes, calls, problems } = await client({ execute: () => ({ responses: [pendingFor(9)] }) });
    const a = await connect("a", 1);
    await a.rops([]);
    await mailboxes.idle();
    expect(calls()).toEqual(["a Execute"]);
    expect(problems).toEqual([]);
  });

  test("T5: without a known index nothing is guessed, not even for the only session", async () => {
    const { connect, mailboxes, calls } = await client({ execute: () => ({ responses: [pendingFor(1)] }) });
    const a = await connect("a");
    expect(a.session.index).toBeUndefined();
    await a.rops([]);
    await mailboxes.idle();
    expect(calls()).toEqual(["a Execute"]);
  });

  test("T2 [R442]: of a session that was disconnected: nothing is done", async () => {
    const { connect, mailboxes, calls } = await client({ execute: () => ({ responses: [pendingFor(2)] }) });
    const a = await connect("a", 1);
    const b = await connect("b", 2);
    await b.disconnect();
    await a.rops([]);
    await mailboxes.idle();
    expect(calls()).toEqual(["b Disconnect", "a Execute"]);
    expect(mailboxes.table.size).toBe(1);
  });

  test("a follow-up call waits for the call under way on its session", async () => {
    const { opened, open } = gate();
    let busy = false;
    const { connect, mailboxes, calls } = await client({
      execute: async ({ requests }, name) => {
        if (name === "a") return { responses: [pendingFor(2)] };
        expect(busy).toBe(false);
        busy = true;
        if (requests.length > 0) await opened;
        busy = false;
        return requests.length > 0 ? subscribed : quiet;
      },
    });
    const a = await connect("a", 1);
    const b = await connect("b", 2);
    const slow = b.rops(subscribe().batch);
    await settle(20);
    await a.rops([]);
    await settle(20);
    expect(calls()).toEqual(["b Execute", "a Execute"]);
    open();
    await slow;
    await mailboxes.idle();
    expect(calls()).toEqual(["b Execute", "a Execute", "b Execute"]);
  });

  test("a follow-up call that fails is reported, and made again when the server names the session again", async () => {
    let fetches = 0;
    const { connect, mailboxes, problems, calls } = await client({
      execute: (_, name) => {
        if (name === "a") return { responses: [pendingFor(2)] };
        return ++fetches === 1 ? { responses: [], errorCode: 0x6bb } : quiet;
      },
    });
    const a = await connect("a", 1);
    const b = await connect("b", 2);
    for (let i = 0; i < 2; i++) {
      await a.rops([]);
      await mailboxes.idle();
    }
    expect(problems).toMatchObject([{ problem: "call-failed", session: b.session, error: { errorCode: 0x6bb } }]);
    expect(calls()).toEqual(["a Execute", "b Execute", "a Execute", "b Execute"]);
  });
});

describe("RopNotify", () => {
  test("E66 E68 [R448, R450]: for anything but subscriptions and tables of the session is ignored", async () => {
    const table = 0x2002;
    const { connect } = await client({
      execute: ({ requests: [first] }) => {
        if (first?.ropId === RopId.Logon) return subscribed;
        const opened = {
          ropId: RopId.GetHierarchyTable,
          outputHandleIndex: 1,
          outcome: "success",
          returnValue: 0,
          rowCount: 0,
        } as const;
        const notifies = [LOGON, SUBSCRIPTION, table, 0x7777].map((handle, at) => modified(BigInt(at), handle));
        return { responses: [opened, ...notifies], table: [LOGON, table] };
      },
    });
    const a = await connect("a");
    const b = await connect("b");
    const [first, other] = [taking(a), taking(b)];
    const { batch, logon } = subscribe();
    await a.rops(batch);
    const open = new RopBatch();
    open.add({
      ropId: RopId.GetHierarchyTable,
      logonId: 0,
      inputHandleIndex: logon,
      outputHandleIndex: open.newHandle(),
      tableFlags: 0,
    });
    const { responses } = await a.rops(open);
    await settle();
    expect(responses).toHaveLength(5);
    expect(first.folders).toEqual([1n, 2n]);
    expect(other.folders).toEqual([]);
  });

  test("for a subscription that was released, with its logon, or by another logon of that id, is ignored", async () => {
    const { connect } = await client({
      execute: ({ requests }) => {
        const first = requests[0];
        if (first?.ropId === RopId.Logon) {
          const [logon, subscription] = requests.length === 2 ? subscribed.responses : [loggedOn];
          const made = subscription === undefined ? [logon!] : [logon!, subscription];
          return { responses: [...made, modified(1n)], table: requests.length === 2 ? subscribed.table! : [0x5000] };
        }
        return { responses: [modified(2n)] };
      },
    });
    const session = await connect();
    const heard = taking(session);
    const release = async (which: "subscription" | "logon") => {
      const begin = subscribe();
      await session.rops(begin.batch);
      await session.rops([{ ropId: RopId.Release, logonId: 0, inputHandleIndex: begin[which] }]);
    };
    await release("subscription");
    await settle();
    expect(heard.folders).toEqual([1n]);
    await release("logon");
    await settle();
    expect(heard.folders).toEqual([1n, 1n]);
    await session.rops(subscribe().batch);
    await session.rops([]);
    await settle();
    expect(heard.folders).toEqual([1n, 1n, 1n, 2n]);
    await session.rops([subscribe().batch.requests[0]!]);
    await settle();
    expect(heard.folders).toEqual([1n, 1n, 1n, 2n]);
  });

  test("B13 [R111, R111001]: of the reserved kind is ignored", async () => {
    const extended: RopResponse = {
      ropId: RopId.Notify,
      notificationHandle: SUBSCRIPTION,
      logonId: 0,
      notificationData: { type: "extended", inSearchFolder: false, message: false },
    };
    expect(encode(encodeRopNotifyResponse, extended, undefined)[7]).toBe(4);
    const { connect } = await client({
      execute: () => ({ ...subscribed, responses: [...subscribed.responses, extended, modified(1n)] }),
    });
    const session = await connect();
    const heard = taking(session);
    await session.rops(subscribe().batch);
    await settle();
    expect(heard.folders).toEqual([1n]);
  });

  test("E65 [R444, R458]: comes with any call, to every loop that runs", async () => {
    const { connect } = await client({
      execute: () => ({ ...subscribed, responses: [...subscribed.responses, modified(7n)] }),
    });
    const session = await connect();
    const [one, two] = [taking(session), taking(session)];
    await session.rops(subscribe().batch);
    await settle();
    expect([one.folders, two.folders]).toEqual([[7n], [7n]]);
    expect(taking(session).folders).toEqual([]);
  });
});

describe("a logger that throws", () => {
  test("keeps neither the notifications nor the answer of the call from anyone", async () => {
    const damaged = Uint8Array.of(3, 0, 0x6e);
    const server = await serve(({ type }, reply) => reply.ok(type === "Connect" ? connected() : answered(damaged)));
    const uncaught: unknown[] = [];
    const listeners = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", (error) => uncaught.push(error));
    onTestFinished(() => {
      process.removeAllListeners("uncaughtException");
      for (const listener of listeners) process.on("uncaughtException", listener);
    });
    const told: string[] = [];
    const mailboxes = new MailboxSessions({
      problem: ({ problem }) => {
        told.push(problem);
        throw new Error("no log");
      },
      observe: () => {
        throw new Error("no view");
      },
    });
    const session = mailboxes.add(await new MapiHttpClient(server.url).connect({ userDn: "" }));
    expect((await session.rops([])).damage).toMatchObject([{ code: "truncated" }]);
    await settle();
    expect(told).toEqual(["unreadable", "receiver-failed"]);
    expect(uncaught).toMatchObject([{ message: "no log" }, { message: "no log" }]);
  });

  test("sees a list when its notifications are on their way", async () => {
    const { http } = await client({
      execute: () => ({ ...subscribed, responses: [...subscribed.responses, modified(7n)] }),
    });
    const problems: unknown[] = [];
    const mailboxes = new MailboxSessions({
      problem: (problem) => problems.push(problem),
      observe: () => {
        throw new Error("no view");
      },
    });
    const session = mailboxes.add(await http.connect({ userDn: "/o=x/cn=a" }));
    const one = taking(session);
    await session.rops(subscribe().batch);
    await settle();
    expect(one.folders).toEqual([7n]);
    expect(problems).toMatchObject([{ problem: "receiver-failed", error: { message: "no view" } }]);
  });
});

describe("waiting for events", () => {
  /** A subscribed session; what is queued comes with the next empty Execute. */
  const watched = async (wait: (reply: Reply) => unknown, pollsMax?: number) => {
    const queued: RopResponse[] = [];
    const on = await client({
      execute: ({ requests }) => (requests.length > 0 ? subscribed : { responses: queued.splice(0) }),
      wait,
      ...(pollsMax === undefined ? {} : { pollsMax }),
    });
    const session = await on.connect();
    await session.rops(subscribe().batch);
    const since = on.calls().length;
    return { ...on, session, queued, calls: () => on.calls().slice(since) };
  };

  test("E55 [R432, R433]: told of events, the client fetches them with an Execute and waits again", async () => {
    let turn = 0;
    const on = await watched((reply) => {
      turn++;
      if (turn < 3) {
        on.queued.push(modified(BigInt(turn)));
        told(reply);
      }
    });
    expect(await take(on.session, 2)).toEqual([1n, 2n]);
    await settle(20);
    const expected = ["NotificationWait", "Execute", "NotificationWait", "Execute"];
    expect(on.calls().slice(0, 4)).toEqual(expected.map((type) => `a ${type}`));
    expect(on.problems).toEqual([]);
  });

  test("a wait that ends without events is followed by another, not by an Execute", async () => {
    let turn = 0;
    const on = await watched((reply) => {
      if (++turn === 1) return reply.ok(waited(false));
      on.queued.push(modified(1n));
      told(reply);
    });
    expect(await take(on.session, 1)).toEqual([1n]);
    expect(on.calls()).toEqual(["a NotificationWait", "a NotificationWait", "a Execute"]);
  });

  test("a server that does not hold its waits is not flooded", async () => {
    const on = await watched((reply) => reply.ok(waited(false)));
    const heard = taking(on.session);
    await settle(300);
    expect(on.calls()).toEqual(["a NotificationWait"]);
    await on.session.disconnect();
    expect(await heard.over).toBe("over");
  });

  test("E56 E57 E58 [R434, R436, R398, R401]: a server that refuses to wait is polled, every PollsMax", async () => {
    const on = await watched((reply) => reply.ok(waited(false, 0x7ee)), 100);
    setTimeout(() => on.queued.push(modified(1n)), 150);
    const begun = performance.now();
    expect(await take(on.session, 1)).toEqual([1n]);
    const polls = on.calls().filter((call) => call === "a Execute").length;
    expect(on.calls()).toEqual(["a NotificationWait", ...new Array<string>(polls).fill("a Execute")]);
    expect(polls).toBeLessThanOrEqual((performance.now() - begun) / 100 + 1);
    expect(on.problems).toMatchObject([{ problem: "wait-failed", error: { errorCode: 0x7ee } }]);
  });

  test("E57 [R398]: no poll while other calls bring what there is", async () => {
    const on = await watched((reply) => reply.refuse(16), 400);
    const heard = taking(on.session);
    for (let i = 0; i < 6; i++) {
      await settle(100);
      await on.session.rops(subscribe().batch);
    }
    expect(on.server.of("Execute")).toHaveLength(7);
    await settle(700);
    expect(on.server.of("Execute").length).toBeGreaterThan(7);
    await on.session.disconnect();
    expect(await heard.over).toBe("over");
  });

  test("a wait that is lost on the way is tried again after one poll", async () => {
    let turn = 0;
    const on = await watched((reply) => {
      if (++turn === 1) reply.cut();
      else {
        on.queued.push(modified(1n));
        told(reply);
      }
    }, 50);
    expect(await take(on.session, 1)).toEqual([1n]);
    expect(on.calls()).toEqual(["a NotificationWait", "a Execute", "a NotificationWait", "a Execute"]);
    expect(on.problems).toMatchObject([{ problem: "wait-failed", error: { failure: "network" } }]);
  });

  test("a poll that fails is reported, and made again when its time has come", async () => {
    let executes = 0;
    const on = await client({
      execute: ({ requests }) => {
        if (requests.length > 0) return subscribed;
        return ++executes === 1 ? { responses: [], errorCode: 0x6bb } : { responses: [modified(1n)] };
      },
      wait: (reply) => reply.refuse(16),
      pollsMax: 50,
    });
    const session = await on.connect();
    await session.rops(subscribe().batch);
    expect(await take(session, 1)).toEqual([1n]);
    expect(on.problems.map(({ problem }) => problem)).toEqual(["wait-failed", "poll-failed"]);
  });

  test("nobody listens: nobody waits, and the wait under way is given up", async () => {
    const dropped = gate();
    const on = await watched((reply) => reply.response.on("close", dropped.open));
    await settle(20);
    expect(on.calls()).toEqual([]);
    const notifications = on.session.notifications();
    await settle(20);
    expect(on.calls()).toEqual(["a NotificationWait"]);
    await notifications.return?.();
    await dropped.opened;
  });

  test("the signal of a loop ends it with its reason", async () => {
    const on = await watched(held);
    const abort = new AbortController();
    const loop = take(on.session, 1, abort.signal);
    await settle(20);
    abort.abort(new Error("enough"));
    await expect(loop).rejects.toThrow("enough");
    await expect(take(on.session, 1, abort.signal)).rejects.toThrow("enough");
    expect(on.problems).toEqual([]);
  });

  test("disconnecting ends the loops; they see what came before", async () => {
    const on = await watched(held);
    const notifications = on.session.notifications();
    on.queued.push(modified(1n), modified(2n));
    await on.session.rops([]);
    await on.session.disconnect();
    const folders: unknown[] = [];
    for await (const one of notifications) folders.push(folderOf(one));
    expect(folders).toEqual([1n, 2n]);
    expect(await take(on.session, 1)).toEqual([]);
    expect(on.problems).toEqual([]);
  });

  test("a context that is gone ends the loops with the error, and the session in the table", async () => {
    const on = await watched((reply) => reply.refuse(10));
    const error = await failureOf(take(on.session, 1));
    expect(error).toBeInstanceOf(MapiHttpError);
    expect(error).toMatchObject({ responseCode: 10, requestType: "NotificationWait" });
    expect(on.mailboxes.table.size).toBe(0);
  });
});

describe("sessions", () => {
  test("giving up a call whose turn has not come does not wait for it", async () => {
    const { opened, open } = gate();
    const { connect, calls } = await client({
      execute: async () => {
        await opened;
        return quiet;
      },
    });
    const session = await connect();
    const first = session.rops([]);
    const abort = new AbortController();
    const second = session.rops([], { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    open();
    await first;
    await session.rops([]);
    expect(calls()).toEqual(["a Execute", "a Execute"]);
  });

  test("reconnecting gives another session: the old one has ended, its handles mean nothing", async () => {
    const { connect, mailboxes, server } = await client({ execute: () => subscribed });
    const old = await connect("a", 4);
    const heard = taking(old);
    const { batch, logon } = subscribe();
    await old.rops(batch);
    const session = await old.reconnect({ index: 5 });
    expect(await heard.over).toBe("over");
    expect([...mailboxes.table].map(({ index }) => index)).toEqual([5]);
    expect(server.of("Connect")[1]!.headers.cookie).toBe("session=a");
    await expect(session.rops([{ ropId: RopId.Release, logonId: 0, inputHandleIndex: logon }])).rejects.toThrow(
      TypeError,
    );
    await expect(old.rops([])).rejects.toMatchObject({ failure: "closed" });
    await session.rops(subscribe().batch);
  });

  test("an index that is none is refused", async () => {
    const { connect } = await client({ execute: () => quiet });
    await expect(connect("a", 65536)).rejects.toThrow(RangeError);
  });
});
