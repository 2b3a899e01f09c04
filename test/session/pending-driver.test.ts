/** The driver: who is called for a RopPending, when, how often, and what becomes of the answers. */
import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  PendingDriver,
  type PendingProblem,
  type ReceivedList,
  type Session,
  Sessions,
} from "../../src/session/index.js";
import { answer, deferred, notify, pending, settle, type TestRop } from "./responses.js";

type Call = (session: Session<string>, options: { signal: AbortSignal }) => Promise<readonly TestRop[]>;
type Options = { maximumCalls?: number; signal?: AbortSignal; received?: () => void | Promise<void> };

/** A driver whose calls, lists and problems are recorded; `calls` holds the handle of each follow-up call that began. */
function setup(call: Call, options: Options = {}) {
  const sessions = new Sessions<string>();
  const calls: string[] = [];
  const lists: ReceivedList<string, TestRop>[] = [];
  const problems: PendingProblem<string>[] = [];
  const driver = new PendingDriver<string, TestRop>({
    sessions,
    call: (session, { signal }) => {
      calls.push(session.handle);
      return call(session, { signal });
    },
    received: (list) => {
      lists.push(list);
      return options.received?.();
    },
    problem: (problem) => problems.push(problem),
    maximumCalls: options.maximumCalls,
    signal: options.signal,
  });
  /** What was received, as `[handle, responses]`. */
  const received = () => lists.map((list) => [list.session?.handle, list.responses]);
  return { sessions, driver, calls, lists, problems, received };
}

/** Answers from a script, list by list and session by session; nothing is pending when it is at its end. */
const script =
  (answers: Readonly<Record<string, readonly (readonly TestRop[])[]>>, at: Record<string, number> = {}): Call =>
  async ({ handle }) => {
    const turn = at[handle] ?? 0;
    at[handle] = turn + 1;
    return answers[handle]?.[turn] ?? [];
  };

const quiet: Call = async () => [];

describe("the calls that the rule asks for", () => {
  test("C29 [R82, R83, R8201]: an EcDoRpcExt2 answer, with RPC context handles", async () => {
    const sessions = new Sessions<Uint8Array>();
    const called: Uint8Array[] = [];
    const driver = new PendingDriver<Uint8Array, TestRop>({
      sessions,
      call: async ({ handle }) => {
        called.push(handle);
        return [];
      },
      received: () => {},
      problem: () => {},
    });
    const [a, b] = [0xa, 0xb].map((byte, index) => sessions.add({ handle: new Uint8Array(20).fill(byte), index }));
    await driver.run(a!, async () => [answer(), pending(1)]);
    await driver.idle();
    expect(called).toHaveLength(1);
    expect(called[0]).toBe(b!.handle);
  });

  test("C29 [R8201]: an Execute answer, with cookies that change with every answer", async () => {
    const sessions = new Sessions<{ cookie: string }>();
    const sent: string[] = [];
    const driver = new PendingDriver<{ cookie: string }, TestRop>({
      sessions,
      call: async ({ handle }) => {
        sent.push(handle.cookie);
        handle.cookie = `sequence=${sent.length}`;
        return sent.length < 3 ? [pending(1)] : [];
      },
      received: () => {},
      problem: () => {},
    });
    const session = sessions.add({ handle: { cookie: "sequence=0" }, index: 1 });
    driver.handle([pending(1)], session);
    await driver.idle();
    expect(sent).toEqual(["sequence=0", "sequence=1", "sequence=2"]);
  });

  test("C31 [O R452202, R453902; R334, R338]: fetches until an answer comes without RopPending", async () => {
    const first = [notify(3), pending(1)];
    const { sessions, driver, calls, received } = setup(script({ a: [first, [notify(4), pending(1)], [notify(5)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    const own = await driver.run(a, async () => [answer(), notify(1), notify(2), pending(1)]);
    await driver.idle();
    expect(calls).toEqual(["a", "a", "a"]);
    expect(received()).toEqual([
      ["a", own],
      ["a", first],
      ["a", [notify(4), pending(1)]],
      ["a", [notify(5)]],
    ]);
  });

  test("E61 [R440, R522]: a session added or told its index later takes part from then on", async () => {
    const { sessions, driver, calls } = setup(quiet);
    driver.handle([pending(1)]);
    const a = sessions.add({ handle: "a" });
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls).toEqual([]);
    sessions.setIndex(a, 1);
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls).toEqual(["a"]);
  });

  test("E62 T3 [R441, R523]: a RopPending of B in A's answer is one call, on B", async () => {
    const { sessions, driver, calls, received } = setup(script({ b: [[notify(9)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    sessions.add({ handle: "c", index: 3 });
    await driver.run(a, async () => [answer(), pending(2)]);
    await driver.idle();
    expect(calls).toEqual(["b"]);
    expect(received()).toEqual([
      ["a", [answer(), pending(2)]],
      ["b", [notify(9)]],
    ]);
  });

  test("C32 [C R536, R537, R1477]: an answer to a follow-up call may name another session in turn", async () => {
    const { sessions, driver, calls } = setup(script({ b: [[pending(3)]], c: [[pending(1)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    sessions.add({ handle: "c", index: 3 });
    driver.handle([pending(2)], a);
    await driver.idle();
    expect(calls).toEqual(["b", "c", "a"]);
  });

  test("E63 [R442]: a foreign index has no consequence at all", async () => {
    const { sessions, driver, calls, problems, lists } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    const verdicts = driver.handle([answer(), pending(2)], a);
    await driver.idle();
    expect(verdicts).toEqual([{ verdict: "no-match", sessionIndex: 2 }]);
    expect([calls, problems, lists.length]).toEqual([[], [], 1]);
  });

  test("T2 [R442, C R535]: an ended session is not called, a later one of that index is", async () => {
    const { sessions, driver, calls } = setup(quiet);
    sessions.end(sessions.add({ handle: "old", index: 1 }));
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls).toEqual([]);
    sessions.add({ handle: "new", index: 1 });
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls).toEqual(["new"]);
  });

  test("T5: unknown indexes have no consequence, and the verdict says why", async () => {
    const { sessions, driver, calls, problems, lists } = setup(quiet);
    const a = sessions.add({ handle: "a" });
    const b = sessions.add({ handle: "b" });
    await driver.run(a, async () => [pending(0)]);
    await driver.idle();
    expect([calls, problems]).toEqual([[], []]);
    expect(lists[0]!.verdicts).toEqual([{ verdict: "index-unknown", sessionIndex: 0, candidates: [a, b] }]);
  });

  test("two live sessions of one index are both called, each with its own handle", async () => {
    const { sessions, driver, calls } = setup(quiet);
    sessions.add({ handle: "a", index: 7 });
    sessions.add({ handle: "b", index: 7 });
    sessions.add({ handle: "c", index: 8 });
    driver.handle([pending(7)]);
    await driver.idle();
    expect(calls).toEqual(["a", "b"]);
  });

  test("T6: a RopPending in front of the responses is followed as well", async () => {
    const { sessions, driver, calls } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1), answer(), notify(1)], a);
    await driver.idle();
    expect(calls).toEqual(["a"]);
  });

  test("T7 [R342]: several sessions named in one list are called, each once", async () => {
    const { sessions, driver, calls } = setup(quiet);
    for (const index of [1, 2, 3]) sessions.add({ handle: `s${index}`, index });
    driver.handle([notify(1), pending(3), pending(9), pending(1), pending(3)]);
    await driver.idle();
    expect(calls).toEqual(["s3", "s1"]);
  });

  test("E64 T8 [R446, R524, R337]: a follow-up answer of RopNotify and RopPending alone", async () => {
    const { sessions, driver, calls, lists } = setup(script({ a: [[notify(1), pending(1)], [notify(2)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)], a);
    await driver.idle();
    const details = lists.flatMap((list) => list.responses.filter((rop) => rop.ropId === 0x2a));
    expect(details).toEqual([notify(1), notify(2)]);
    expect(calls).toEqual(["a", "a"]);
  });
});

describe("one call at a time", () => {
  test("T4: named many times before its call begins, a session is called once", async () => {
    const { sessions, driver, calls } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    const own = deferred<TestRop[]>();
    const run = driver.run(a, () => own.promise);
    for (let i = 0; i < 5; i++) driver.handle([pending(1), pending(1)]);
    await settle();
    expect(calls).toEqual([]);
    own.resolve([pending(1)]);
    await run;
    await driver.idle();
    expect(calls).toEqual(["a"]);
  });

  test("T4: named while its call is under way, it is called once more, after it", async () => {
    const answers = [deferred<TestRop[]>(), deferred<TestRop[]>()];
    let turn = 0;
    const { sessions, driver, calls } = setup(() => answers[turn++]!.promise);
    sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await settle();
    driver.handle([pending(1)]);
    driver.handle([pending(1)]);
    await settle();
    expect(calls).toEqual(["a"]);
    answers[0]!.resolve([]);
    await settle();
    expect(calls).toEqual(["a", "a"]);
    answers[1]!.resolve([]);
    await driver.idle();
    expect(calls).toEqual(["a", "a"]);
  });

  test("own calls and follow-up calls on one session take turns in the order they were asked for", async () => {
    const events: string[] = [];
    const { sessions, driver } = setup(async () => {
      events.push("follow-up begins");
      await settle();
      events.push("follow-up ends");
      return [];
    });
    const a = sessions.add({ handle: "a", index: 1 });
    const own = (name: string, responses: TestRop[]) =>
      driver.run(a, async () => {
        events.push(`${name} begins`);
        await settle();
        events.push(`${name} ends`);
        return responses;
      });
    const runs = [own("first", [pending(1)]), own("second", [])];
    await runs[0];
    await Promise.all([...runs, own("third", [])]);
    expect(events).toEqual(
      ["first", "second", "follow-up", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  test("sessions do not wait for each other", async () => {
    const never = deferred<TestRop[]>();
    const { sessions, driver, calls, received } = setup(async ({ handle }) =>
      handle === "slow" ? never.promise : [notify(1)],
    );
    sessions.add({ handle: "slow", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    driver.handle([pending(1), pending(2)]);
    await settle();
    expect(calls).toEqual(["slow", "b"]);
    expect(received().at(-1)).toEqual(["b", [notify(1)]]);
    never.resolve([]);
    await driver.idle();
  });

  test("run resolves to what its call resolved to, without waiting for the follow-up calls", async () => {
    const slow = deferred<TestRop[]>();
    const { sessions, driver, calls } = setup(() => slow.promise);
    const a = sessions.add({ handle: "a", index: 1 });
    const responses = [answer(), pending(1)];
    expect(await driver.run(a, async () => responses)).toBe(responses);
    await settle();
    expect(calls).toEqual(["a"]);
    slow.resolve([]);
    await driver.idle();
  });

  test("idle waits for own calls, follow-up calls and what these lead to", async () => {
    const own = deferred<TestRop[]>();
    const { sessions, driver, calls } = setup(script({ b: [[pending(1)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    const run = driver.run(a, () => own.promise);
    let idle = false;
    const waiting = driver.idle().then(() => {
      idle = true;
    });
    await settle();
    expect(idle).toBe(false);
    own.resolve([pending(2)]);
    await Promise.all([run, waiting]);
    expect(calls).toEqual(["b", "a"]);
    await driver.idle();
  });
});

describe("what was received", () => {
  test("E65 [R444, R445, R472]: every list comes once, in order, own calls and follow-up calls alike", async () => {
    const { sessions, driver, received } = setup(script({ a: [[notify(2), pending(1)], [notify(3)]] }));
    const a = sessions.add({ handle: "a", index: 1 });
    const runs = [
      driver.run(a, async () => [notify(1), pending(1)]),
      driver.run(a, async () => [answer()]),
      driver.run(a, async () => []),
    ];
    await Promise.all(runs);
    await driver.idle();
    expect(received()).toEqual([
      ["a", [notify(1), pending(1)]],
      ["a", [answer()]],
      ["a", []],
      ["a", [notify(2), pending(1)]],
      ["a", [notify(3)]],
    ]);
  });

  test("comes with the session it arrived on and the verdicts on it; handle returns the same verdicts", () => {
    const { sessions, driver, lists } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    const verdicts = driver.handle([pending(1), pending(2)], a);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(["match", "no-match"]);
    expect(lists).toEqual([{ session: a, responses: [pending(1), pending(2)], verdicts }]);
    driver.handle([notify(1)]);
    expect(lists[1]!.session).toBeUndefined();
  });

  test("comes before the next call on the session begins", async () => {
    const order: string[] = [];
    const sessions = new Sessions<string>();
    const driver = new PendingDriver<string, TestRop>({
      sessions,
      call: async () => {
        order.push("call");
        return [];
      },
      received: () => void order.push("received"),
      problem: () => {},
    });
    const a = sessions.add({ handle: "a", index: 1 });
    await driver.run(a, async () => [pending(1)]);
    await driver.idle();
    expect(order).toEqual(["received", "call", "received"]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("receiver");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("receiver");
      },
    ],
  ])("a receiver that %s is reported and stops nothing", async (_, receiver) => {
    const { sessions, driver, calls, lists, problems } = setup(script({ b: [[pending(2)]] }), { received: receiver });
    const a = sessions.add({ handle: "a", index: 1 });
    const b = sessions.add({ handle: "b", index: 2 });
    const own = [pending(2)];
    expect(await driver.run(a, async () => own)).toBe(own);
    await driver.idle();
    await settle();
    expect(calls).toEqual(["b", "b"]);
    expect(lists).toHaveLength(3);
    expect(problems).toEqual(
      [a, b, b].map((session) => ({ problem: "receiver-failed", session, error: new Error("receiver") })),
    );
  });
});

describe("sessions that end", () => {
  test("are not called when they end while their call is queued; others with that index are", async () => {
    const own = deferred<TestRop[]>();
    const { sessions, driver, calls, problems } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 1 });
    const run = driver.run(a, () => own.promise);
    driver.handle([pending(1)]);
    sessions.end(a);
    own.resolve([]);
    await run;
    await driver.idle();
    expect([calls, problems]).toEqual([["b"], []]);
  });

  test("get the answer of a call that was under way, and nothing follows from their index", async () => {
    const slow = deferred<TestRop[]>();
    const { sessions, driver, calls, lists } = setup(() => slow.promise);
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await settle();
    sessions.end(a);
    slow.resolve([notify(1), pending(1)]);
    await driver.idle();
    expect(calls).toEqual(["a"]);
    expect(lists.at(-1)).toEqual({
      session: a,
      responses: [notify(1), pending(1)],
      verdicts: [{ verdict: "no-match", sessionIndex: 1 }],
    });
  });

  test("may still take the turn for Disconnect, after which nothing is called", async () => {
    const events: string[] = [];
    const slow = deferred<TestRop[]>();
    const { sessions, driver, calls } = setup(async () => {
      const responses = await slow.promise;
      events.push("answered");
      return responses;
    });
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await settle();
    driver.handle([pending(1)]);
    sessions.end(a);
    const disconnect = driver.run(a, async () => {
      events.push("disconnect");
      return [];
    });
    slow.resolve([pending(1)]);
    await disconnect;
    await driver.idle();
    expect([calls, events]).toEqual([["a"], ["answered", "disconnect"]]);
  });
});

test("nothing is kept of a session that has ended", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const sessions = new Sessions<string>();
  const driver = new PendingDriver<string, TestRop>({
    sessions,
    call: async ({ handle }) => (handle === "a" ? [pending(2)] : []),
    received: () => {},
    problem: () => {},
  });
  const a = sessions.add({ handle: "a", index: 1 });
  const gone = await (async () => {
    const own = deferred<TestRop[]>();
    const b = sessions.add({ handle: "b", index: 2 });
    const run = driver.run(b, () => own.promise);
    driver.handle([pending(1)]);
    await settle();
    sessions.end(b);
    own.resolve([]);
    await run;
    return new WeakRef(b);
  })();
  await driver.idle();
  await settle();
  collectGarbage();
  expect(sessions.has(a)).toBe(true);
  expect(gone.deref()).toBeUndefined();
});

describe("errors", () => {
  test("of a follow-up call are reported; what was received before stays, other sessions go on", async () => {
    const failure = new Error("connection reset");
    let turn = 0;
    const { sessions, driver, calls, problems, received } = setup(async ({ handle }) => {
      if (handle === "b") return [notify(5)];
      if (turn++ === 0) return [notify(1), pending(1)];
      throw failure;
    });
    const a = sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    driver.handle([pending(1), pending(2)]);
    await driver.idle();
    expect(calls).toEqual(["a", "b", "a"]);
    expect(received().slice(1)).toEqual([
      ["a", [notify(1), pending(1)]],
      ["b", [notify(5)]],
    ]);
    expect(problems).toEqual([{ problem: "call-failed", session: a, error: failure }]);
  });

  test("do not stick: the session is called again when it is named again", async () => {
    let turn = 0;
    const { sessions, driver, calls, received } = setup(() => {
      if (turn++ === 0) throw new Error("thrown, not rejected");
      return Promise.resolve([notify(1)]);
    });
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)], a);
    await driver.idle();
    driver.handle([pending(1)], a);
    await driver.idle();
    expect(calls).toEqual(["a", "a"]);
    expect(received().at(-1)).toEqual(["a", [notify(1)]]);
  });

  test("of an own call reach its caller, deliver nothing and free the session", async () => {
    const failure = new Error("own");
    const { sessions, driver, lists, problems } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    const failing = driver.run(a, () => Promise.reject(failure));
    const next = driver.run(a, async () => [answer()]);
    await expect(failing).rejects.toBe(failure);
    expect(await next).toEqual([answer()]);
    await driver.idle();
    expect([lists.length, problems]).toEqual([1, []]);
  });

  test("of an own call do not keep a queued follow-up call from being made", async () => {
    const own = deferred<TestRop[]>();
    const { sessions, driver, calls } = setup(quiet);
    const a = sessions.add({ handle: "a", index: 1 });
    const run = driver.run(a, () => own.promise);
    driver.handle([pending(1)]);
    own.reject(new Error("own"));
    await expect(run).rejects.toThrow("own");
    await driver.idle();
    expect(calls).toEqual(["a"]);
  });

  test("of the problem callback are left uncaught, and the driver goes on", async () => {
    const uncaught: (() => void)[] = [];
    const spy = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((task) => void uncaught.push(task));
    try {
      const sessions = new Sessions<string>();
      let turn = 0;
      const driver = new PendingDriver<string, TestRop>({
        sessions,
        call: () => (turn++ === 0 ? Promise.reject(new Error("call")) : Promise.resolve([])),
        received: () => {},
        problem: ({ problem }) => {
          throw new Error(`bug on ${problem}`);
        },
      });
      sessions.add({ handle: "a", index: 1 });
      driver.handle([pending(1)]);
      await driver.idle();
      driver.handle([pending(1)]);
      await driver.idle();
      expect(turn).toBe(2);
    } finally {
      spy.mockRestore();
    }
    expect(uncaught).toHaveLength(1);
    expect(uncaught[0]).toThrow("bug on call-failed");
  });
});

describe("storms", () => {
  test("a server that answers RopPending forever is left after the maximum, and that is reported", async () => {
    const { sessions, driver, calls, problems, lists } = setup(async () => [notify(1), pending(1)], {
      maximumCalls: 7,
    });
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)], a);
    await driver.idle();
    expect(calls).toHaveLength(7);
    expect(lists).toHaveLength(1 + 7);
    expect(problems).toEqual([{ problem: "limit-reached", session: a, calls: 7 }]);
  });

  test("the maximum is 100 calls unless another is given", async () => {
    const { sessions, driver, calls } = setup(async () => [pending(1)]);
    sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls).toHaveLength(100);
  });

  test("sessions that name each other forever are left too", async () => {
    const { sessions, driver, calls, problems } = setup(async ({ handle }) => [pending(handle === "a" ? 2 : 1)], {
      maximumCalls: 5,
    });
    sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    driver.handle([pending(1)]);
    await driver.idle();
    expect(calls.join("")).toBe("ababababab");
    expect(problems.map(({ problem, session }) => [problem, session?.handle])).toEqual([["limit-reached", "a"]]);
  });

  test("one session's storm takes no call from another", async () => {
    const { sessions, driver, calls, problems } = setup(
      async ({ handle }) => (handle === "storm" ? [pending(1), pending(2)] : []),
      { maximumCalls: 3 },
    );
    sessions.add({ handle: "storm", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    sessions.add({ handle: "c", index: 3 });
    driver.handle([pending(1), pending(3)]);
    await driver.idle();
    expect(calls.filter((handle) => handle === "storm")).toHaveLength(3);
    expect(calls).toContain("b");
    expect(calls).toContain("c");
    expect(problems.filter(({ session }) => session?.handle === "c")).toEqual([]);
  });

  test("counting starts anew when nothing is under way", async () => {
    // b is named by a's answers alone, never by a list of the caller's.
    const { sessions, driver, calls, problems } = setup(async ({ handle }) => (handle === "a" ? [pending(2)] : []), {
      maximumCalls: 1,
    });
    sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "b", index: 2 });
    for (let i = 0; i < 3; i++) {
      driver.handle([pending(1)]);
      await driver.idle();
    }
    expect(calls.join("")).toBe("ababab");
    expect(problems).toEqual([]);
  });

  test("counting starts anew for a session that a list of the caller's names", async () => {
    const slow = deferred<TestRop[]>();
    const { sessions, driver, calls, problems } = setup(
      async ({ handle }) => (handle === "slow" ? slow.promise : [pending(1)]),
      { maximumCalls: 2 },
    );
    sessions.add({ handle: "a", index: 1 });
    sessions.add({ handle: "slow", index: 2 });
    driver.handle([pending(2), pending(1)]);
    await settle();
    expect(calls.filter((handle) => handle === "a")).toHaveLength(2);
    driver.handle([pending(1)]);
    await settle();
    expect(calls.filter((handle) => handle === "a")).toHaveLength(4);
    expect(problems.map(({ problem }) => problem)).toEqual(["limit-reached", "limit-reached"]);
    slow.resolve([]);
    await driver.idle();
  });

  test.each([0, -1, 1.5, Number.NaN])("a maximum of %s is refused", (maximumCalls) => {
    expect(() => setup(quiet, { maximumCalls })).toThrow(RangeError);
  });
});

describe("cancellation", () => {
  /** A transport that honours its signal, as fetch does. */
  const cancellable: Call = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });

  test("the call under way is told, queued ones do not begin, all are reported", async () => {
    const controller = new AbortController();
    const own = deferred<TestRop[]>();
    const { sessions, driver, calls, problems } = setup(cancellable, { signal: controller.signal });
    const a = sessions.add({ handle: "a", index: 1 });
    const b = sessions.add({ handle: "b", index: 2 });
    const run = driver.run(b, () => own.promise);
    driver.handle([pending(1), pending(2)]);
    await settle();
    driver.handle([pending(1)]);
    const reason = new Error("closing");
    controller.abort(reason);
    own.resolve([answer()]);
    expect(await run).toEqual([answer()]);
    await driver.idle();
    expect(calls).toEqual(["a"]);
    expect(problems).toHaveLength(3);
    expect(problems).toEqual(
      expect.arrayContaining([
        { problem: "call-failed", session: a, error: reason },
        { problem: "aborted", session: a },
        { problem: "aborted", session: b },
      ]),
    );
  });

  test("an answer that comes in spite of it is delivered, and what it names is reported", async () => {
    const controller = new AbortController();
    const slow = deferred<TestRop[]>();
    const { sessions, driver, calls, problems, received } = setup(() => slow.promise, { signal: controller.signal });
    const a = sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await settle();
    controller.abort();
    slow.resolve([notify(1), pending(1)]);
    await driver.idle();
    expect(calls).toEqual(["a"]);
    expect(received().at(-1)).toEqual(["a", [notify(1), pending(1)]]);
    expect(problems).toEqual([{ problem: "aborted", session: a }]);
  });

  test("own calls and deliveries go on", async () => {
    const { sessions, driver, calls, problems, received } = setup(quiet, { signal: AbortSignal.abort() });
    const a = sessions.add({ handle: "a", index: 1 });
    expect(await driver.run(a, async () => [notify(1), pending(1)])).toHaveLength(2);
    await driver.idle();
    expect(calls).toEqual([]);
    expect(received()).toEqual([["a", [notify(1), pending(1)]]]);
    expect(problems).toEqual([{ problem: "aborted", session: a }]);
  });

  test("however many calls are under way, the signal has one listener, and none when they are over", async () => {
    const { signal } = new AbortController();
    const slow = deferred<TestRop[]>();
    const given: AbortSignal[] = [];
    const call: Call = (_, options) => {
      given.push(options.signal);
      return slow.promise;
    };
    const { sessions, driver } = setup(call, { signal });
    for (let index = 1; index <= 20; index++) sessions.add({ handle: String(index), index });
    driver.handle([...sessions].map(({ index = 0 }) => pending(index)));
    await settle();
    expect(new Set(given).size).toBe(20);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    slow.resolve([]);
    await driver.idle();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("without a signal a call gets one that is never aborted", async () => {
    const signals: AbortSignal[] = [];
    const { sessions, driver } = setup(async (_, { signal }) => {
      signals.push(signal);
      return [];
    });
    sessions.add({ handle: "a", index: 1 });
    driver.handle([pending(1)]);
    await driver.idle();
    expect(signals.map((signal) => signal.aborted)).toEqual([false]);
  });
});

describe("any sessions, any RopPending", () => {
  const index = fc.option(fc.nat(4), { nil: undefined });
  const list = fc.array(fc.oneof(fc.nat(5).map(pending), fc.nat(5).map(notify)), { maxLength: 4 });
  const specs = fc.array(fc.record({ index, ended: fc.boolean(), answers: fc.array(list, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  });

  test("quiet answers: exactly the matching live sessions are called, each once, with its own handle", async () => {
    await fc.assert(
      fc.asyncProperty(specs, list, async (all, responses) => {
        const sessions = new Sessions<{ readonly number: number }>();
        const handles = all.map((_, number) => ({ number }));
        const called: { readonly number: number }[] = [];
        const problems: unknown[] = [];
        const driver = new PendingDriver<{ readonly number: number }, TestRop>({
          sessions,
          call: async ({ handle }) => {
            called.push(handle);
            return [];
          },
          received: () => {},
          problem: (problem) => problems.push(problem),
        });
        const added = all.map((spec, number) => sessions.add({ handle: handles[number]!, index: spec.index }));
        all.forEach((spec, number) => {
          if (spec.ended) sessions.end(added[number]!);
        });
        driver.handle(responses);
        await driver.idle();
        const named = new Set(responses.flatMap((rop) => (rop.ropId === 0x6e ? [rop.sessionIndex] : [])));
        const expected = handles.filter(
          (_, i) => !all[i]!.ended && all[i]!.index !== undefined && named.has(all[i]!.index),
        );
        expect(problems).toEqual([]);
        expect(called.length).toBe(expected.length);
        expect(new Set(called)).toEqual(new Set(expected));
      }),
    );
  });

  test("any answers in any interleaving: called after it was named and never else, never twice at a time, nothing lost", async () => {
    const own = fc.array(fc.record({ on: fc.nat(5), responses: list }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(specs, own, fc.scheduler(), async (all, ownCalls, scheduler) => {
        type Event = { kind: "named" | "follow-up" | "end"; number: number };
        const events: Event[] = [];
        const busy = new Set<number>();
        const problems: unknown[] = [];
        const answered = all.map((): (readonly TestRop[])[] => []);
        const delivered = all.map((): (readonly TestRop[])[] => []);
        const left = all.map((spec) => [...spec.answers]);
        const sessions = new Sessions<number>();
        const exchange = async (number: number, responses: readonly TestRop[]) => {
          if (busy.has(number)) problems.push(`calls overlap on session ${number}`);
          busy.add(number);
          await scheduler.schedule(Promise.resolve(), `session ${number}`);
          busy.delete(number);
          answered[number]!.push(responses);
          return responses;
        };
        const driver = new PendingDriver<number, TestRop>({
          sessions,
          call: ({ handle }) => {
            events.push({ kind: "follow-up", number: handle });
            return exchange(handle, left[handle]!.shift() ?? []);
          },
          received: ({ session, responses }) => {
            delivered[session!.handle]!.push(responses);
            for (const { handle, index } of sessions) {
              if (responses.some((rop) => rop.ropId === 0x6e && rop.sessionIndex === index)) {
                events.push({ kind: "named", number: handle });
              }
            }
          },
          problem: (problem) => problems.push(problem),
        });
        const added = all.map((spec, handle) => sessions.add({ handle, index: spec.index }));
        const end = (number: number) => {
          events.push({ kind: "end", number });
          sessions.end(added[number]!);
        };
        const work = [
          ...ownCalls.map(({ on, responses }) => {
            const number = on % all.length;
            return driver.run(added[number]!, () => exchange(number, responses));
          }),
          ...all.map(async (spec, number) => {
            if (spec.ended) await scheduler.schedule(Promise.resolve(), `end ${number}`).then(() => end(number));
          }),
        ];
        await scheduler.waitFor(Promise.all(work).then(() => driver.idle()));

        expect(problems).toEqual([]);
        expect(delivered).toEqual(answered);
        delivered.forEach((lists, number) => {
          lists.forEach((responses, turn) => {
            expect(responses).toBe(answered[number]![turn]);
          });
        });
        all.forEach((_, number) => {
          let [named, ended] = [false, false];
          for (const event of events.filter((event) => event.number === number)) {
            if (event.kind === "follow-up") {
              expect([named, ended]).toEqual([true, false]);
              named = false;
            } else if (event.kind === "named") named = true;
            else ended = true;
          }
          expect(named && !ended).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });
});
