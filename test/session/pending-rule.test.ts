/** The session rule, requirement by requirement: MS-OXCROPS 2.2.14.3, MS-OXCNOTIF 2.2.1.3.4 and 3.2.5.5.3. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgePending, type Session, Sessions } from "../../src/session/index.js";
import { answer, notify, pending } from "./responses.js";

/** Sessions named by a letter each, with the index given. */
function table(indexes: Readonly<Record<string, number | undefined>>) {
  const sessions = new Sessions<string>();
  const named: Record<string, Session<string>> = {};
  for (const [handle, index] of Object.entries(indexes)) named[handle] = sessions.add({ handle, index });
  return { sessions, named };
}

describe("RopPending on the wire", () => {
  test("C28 [O R4432-R4438]: RopId 0x6E and SessionIndex are all that is read", () => {
    const { sessions, named } = table({ a: 0x1234 });
    expect(judgePending([{ ropId: 0x6e, sessionIndex: 0x1234 } as { ropId: number }], sessions)).toEqual([
      { verdict: "match", sessionIndex: 0x1234, sessions: [named.a] },
    ]);
  });

  test("C28: another ROP is no RopPending, whatever it carries; nor is one whose index was not decoded", () => {
    const { sessions } = table({ a: 1, b: undefined });
    const others = [{ ropId: 0x2a, sessionIndex: 1 }, { ropId: 0x6d, sessionIndex: 1 }, { ropId: 0x6e }, answer()];
    expect(judgePending(others, sessions)).toEqual([]);
  });

  test("C28: the smallest and the largest index are indexes like any other", () => {
    const { sessions, named } = table({ a: 0, b: 0xffff });
    expect(judgePending([pending(0xffff), pending(0)], sessions)).toEqual([
      { verdict: "match", sessionIndex: 0xffff, sessions: [named.b] },
      { verdict: "match", sessionIndex: 0, sessions: [named.a] },
    ]);
  });

  test("C30 [O R452201]: found behind the responses and the RopNotify", () => {
    const { sessions } = table({ a: 1 });
    const verdicts = judgePending([answer(), answer(), notify(1), notify(2), pending(1)], sessions);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(["match"]);
  });

  test("C30 T6: found in front of the responses too, where it is out of order", () => {
    const { sessions } = table({ a: 1 });
    const verdicts = judgePending([pending(1), answer(), notify(1)], sessions);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(["match"]);
  });

  test("C32 [C R536, R537, R1477; R342]: it may name any linked session", () => {
    const { sessions, named } = table({ receiver: 1, linked: 2, alsoLinked: 3 });
    expect(judgePending([pending(3), pending(2)], sessions)).toEqual([
      { verdict: "match", sessionIndex: 3, sessions: [named.alsoLinked] },
      { verdict: "match", sessionIndex: 2, sessions: [named.linked] },
    ]);
  });
});

describe("the rule", () => {
  test("E61 [R440, R522]: compares with the indexes of all sessions", () => {
    const { sessions, named } = table({ a: 10, b: 20, c: 30 });
    for (const [letter, index] of [["a", 10] as const, ["b", 20] as const, ["c", 30] as const]) {
      expect(judgePending([pending(index)], sessions)).toEqual([
        { verdict: "match", sessionIndex: index, sessions: [named[letter]] },
      ]);
    }
  });

  test("E62 [R441, R523]: a match carries the session with its handle", () => {
    const sessions = new Sessions<{ cookie: string }>();
    sessions.add({ handle: { cookie: "A" }, index: 1 });
    const handle = { cookie: "B" };
    sessions.add({ handle, index: 2 });
    const [verdict] = judgePending([pending(2)], sessions);
    if (verdict?.verdict !== "match") throw new Error("no match");
    expect(verdict.sessions).toHaveLength(1);
    expect(verdict.sessions[0]!.handle).toBe(handle);
  });

  test("E63 [R442]: no session has the index", () => {
    const { sessions } = table({ a: 1, b: 2 });
    expect(judgePending([pending(3)], sessions)).toEqual([{ verdict: "no-match", sessionIndex: 3 }]);
    expect(judgePending([pending(3)], [])).toEqual([{ verdict: "no-match", sessionIndex: 3 }]);
  });

  test("T2: the index of an ended session matches nothing", () => {
    const { sessions, named } = table({ a: 1, b: 2 });
    sessions.end(named.a!);
    expect(judgePending([pending(1)], sessions)).toEqual([{ verdict: "no-match", sessionIndex: 1 }]);
  });

  test("T2 [C R535]: an index used again means the later session", () => {
    const { sessions, named } = table({ a: 1 });
    sessions.end(named.a!);
    const later = sessions.add({ handle: "later", index: 1 });
    expect(judgePending([pending(1)], sessions)).toEqual([{ verdict: "match", sessionIndex: 1, sessions: [later] }]);
  });

  test("T5: without a known index nothing is done, and the sessions that may be meant are named", () => {
    const { sessions, named } = table({ a: undefined, b: undefined });
    const expected = { verdict: "index-unknown", sessionIndex: 0, candidates: [named.a, named.b] };
    expect(judgePending([pending(0)], sessions)).toEqual([expected]);
  });

  test("T5: only the sessions without an index are candidates, and none that has ended", () => {
    const { sessions, named } = table({ a: 1, b: undefined, c: undefined });
    sessions.end(named.c!);
    const expected = { verdict: "index-unknown", sessionIndex: 9, candidates: [named.b] };
    expect(judgePending([pending(9)], sessions)).toEqual([expected]);
    sessions.end(named.b!);
    expect(judgePending([pending(9)], sessions)).toEqual([{ verdict: "no-match", sessionIndex: 9 }]);
  });

  test("a known match decides although other indexes are unknown", () => {
    const { sessions, named } = table({ a: undefined, b: 4 });
    expect(judgePending([pending(4)], sessions)).toEqual([{ verdict: "match", sessionIndex: 4, sessions: [named.b] }]);
  });

  test("an index that becomes known matches from then on, and one that changes no longer does", () => {
    const { sessions, named } = table({ a: undefined });
    sessions.setIndex(named.a!, 4);
    expect(judgePending([pending(4)], sessions)[0]?.verdict).toBe("match");
    sessions.setIndex(named.a!, 5);
    expect(judgePending([pending(4)], sessions)[0]?.verdict).toBe("no-match");
  });

  test("two live sessions with the same index both match", () => {
    const { sessions, named } = table({ a: 4, other: 5, b: 4 });
    expect(judgePending([pending(4)], sessions)).toEqual([
      { verdict: "match", sessionIndex: 4, sessions: [named.a, named.b] },
    ]);
  });

  test("T7 [R342]: each of several RopPending is judged by itself, in order", () => {
    const { sessions, named } = table({ a: 1, b: undefined });
    expect(judgePending([pending(2), notify(1), pending(1), pending(1)], sessions)).toEqual([
      { verdict: "index-unknown", sessionIndex: 2, candidates: [named.b] },
      { verdict: "match", sessionIndex: 1, sessions: [named.a] },
      { verdict: "match", sessionIndex: 1, sessions: [named.a] },
    ]);
  });

  test("any sessions and any responses: what is judged is what the definition says", () => {
    const index = fc.option(fc.nat(5), { nil: undefined });
    const rop = fc.oneof(fc.nat(6).map(pending), fc.nat(6).map(notify));
    fc.assert(
      fc.property(fc.array(fc.record({ index, ended: fc.boolean() })), fc.array(rop), (specs, responses) => {
        const sessions = new Sessions<number>();
        const all = specs.map((spec, handle) => sessions.add({ handle, index: spec.index }));
        const live = all.filter((session, i) => !specs[i]!.ended || sessions.end(session));
        const verdicts = judgePending(responses, sessions);
        expect(verdicts.map((verdict) => verdict.sessionIndex)).toEqual(
          responses.flatMap((response) => (response.ropId === 0x6e ? [response.sessionIndex] : [])),
        );
        for (const verdict of verdicts) {
          const matching = live.filter((session) => session.index === verdict.sessionIndex);
          const unknown = live.filter((session) => session.index === undefined);
          if (verdict.verdict === "match") expect(verdict.sessions).toEqual(matching);
          else expect(matching).toEqual([]);
          if (verdict.verdict === "index-unknown") expect(verdict.candidates).toEqual(unknown);
          if (verdict.verdict === "no-match") expect(unknown).toEqual([]);
        }
      }),
    );
  });
});
