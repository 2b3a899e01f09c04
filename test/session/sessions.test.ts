/** The table of the client's sessions. */
import { describe, expect, test } from "vitest";
import { Sessions } from "../../src/session/index.js";

describe("sessions", () => {
  test("keep the handle they were added with and iterate in that order", () => {
    const sessions = new Sessions<Uint8Array>();
    const handles = [new Uint8Array(20), new Uint8Array(20)];
    const added = handles.map((handle, index) => sessions.add({ handle, index }));
    expect([...sessions]).toEqual(added);
    expect([...sessions].map((session) => session.handle)).toEqual(handles);
    expect(added[1]!.handle).toBe(handles[1]);
    expect(sessions.size).toBe(2);
  });

  test("have no index unless one is given: over MAPI/HTTP nothing tells it (T5)", () => {
    const sessions = new Sessions<string>();
    expect(sessions.add({ handle: "a" }).index).toBeUndefined();
    expect(sessions.add({ handle: "b", index: undefined }).index).toBeUndefined();
    expect(sessions.add({ handle: "c", index: 0 }).index).toBe(0);
  });

  test("may share an index and a handle and are still two", () => {
    const sessions = new Sessions<string>();
    const [a, b] = [sessions.add({ handle: "h", index: 7 }), sessions.add({ handle: "h", index: 7 })];
    sessions.end(a);
    expect([...sessions]).toEqual([b]);
    expect([sessions.has(a), sessions.has(b)]).toEqual([false, true]);
  });

  test("end once; ending again or ending another table's session changes nothing", () => {
    const sessions = new Sessions<string>();
    const a = sessions.add({ handle: "a" });
    const foreign = new Sessions<string>().add({ handle: "a" });
    sessions.end(foreign);
    expect([sessions.size, sessions.has(a), sessions.has(foreign)]).toEqual([1, true, false]);
    sessions.end(a);
    sessions.end(a);
    expect(sessions.size).toBe(0);
  });

  test("setIndex states an index and takes it back", () => {
    const sessions = new Sessions<string>();
    const a = sessions.add({ handle: "a" });
    sessions.setIndex(a, 0xffff);
    expect(a.index).toBe(0xffff);
    sessions.setIndex(a, undefined);
    expect(a.index).toBeUndefined();
  });

  test("setIndex on an ended session does not bring it back", () => {
    const sessions = new Sessions<string>();
    const a = sessions.add({ handle: "a" });
    sessions.end(a);
    sessions.setIndex(a, 3);
    expect([...sessions]).toEqual([]);
  });

  test.each([-1, 0x10000, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuse %s, which no u16 can name", (index) => {
    const sessions = new Sessions<string>();
    expect(() => sessions.add({ handle: "a", index })).toThrow(RangeError);
    expect(sessions.size).toBe(0);
    const a = sessions.add({ handle: "a", index: 5 });
    expect(() => sessions.setIndex(a, index)).toThrow(RangeError);
    expect(a.index).toBe(5);
  });
});
