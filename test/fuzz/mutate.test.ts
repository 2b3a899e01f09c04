/** Changes are the same for the same seed, reach the innermost layer, and move whole ROPs. */
import { describe, expect, test } from "vitest";
import { seedsOf } from "../../examples/fuzz/seeds.js";
import {
  type Direction,
  duplicate,
  flipBit,
  insert,
  lie,
  mutateBytes,
  nestRestrictions,
  Random,
  remove,
  ropsMutator,
  ropsOf,
  setNumber,
  splice,
  targetOf,
  targets,
  truncate,
} from "../../src/fuzz/index.js";
import {
  decode,
  decodeExecuteRequest,
  decodeExecuteResponse,
  decodeRopBuffer,
  decodeRopRequests,
  encodeRopRequests,
  openExtendedBuffers,
  RopId,
  type RopRequest,
  readEnvelope,
} from "../../src/index.js";

const BYTES = Uint8Array.of(4, 0, 10, 20, 30, 40, 50);

describe("bytes", () => {
  const mutators = { flipBit, truncate, insert, remove, duplicate, splice, setNumber, lie, mutateBytes };

  test.for(Object.entries(mutators))("%s", ([, mutate]) => {
    const before = BYTES.slice();
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const changed = mutate(BYTES, new Random(seed), Uint8Array.of(1, 2));
      expect(mutate(BYTES, new Random(seed), Uint8Array.of(1, 2))).toEqual(changed);
      seen.add(changed.join());
    }
    expect(BYTES).toEqual(before);
    expect(seen.size).toBeGreaterThan(5);
  });

  test.for(Object.entries(mutators))("%s of nothing", ([, mutate]) => {
    for (let seed = 0; seed < 50; seed++) expect(mutate(new Uint8Array(), new Random(seed)).length).toBeLessThan(40);
  });

  test("a count that fits what follows is the one that lies", () => {
    const counted = Uint8Array.of(0xff, 0xff, 2, 0xee, 0xee);
    const changed = Array.from({ length: 100 }, (_, seed) => lie(counted, new Random(seed)));
    expect(changed.filter((bytes) => bytes[2] !== 2 && bytes[0] === 0xff && bytes[3] === 0xee).length).toBeGreaterThan(
      20,
    );
  });
});

const REQUESTS: readonly RopRequest[] = [
  { ropId: RopId.Release, logonId: 1, inputHandleIndex: 2 },
  {
    ropId: RopId.Restrict,
    logonId: 1,
    inputHandleIndex: 3,
    restrictFlags: 0,
    restrictionData: { restrictType: "exist", propTag: 0x0037001f },
  },
  { ropId: RopId.ResetTable, logonId: 1, inputHandleIndex: 5 },
];

describe("ROPs", () => {
  const list = encodeRopRequests(REQUESTS);

  test("are told apart, with what cannot be placed at the end", () => {
    expect(ropsOf(list, "request").map((rop) => rop[0])).toEqual([RopId.Release, RopId.Restrict, RopId.ResetTable]);
    expect(ropsOf(Uint8Array.of(...list, 0xef, 1), "request").at(-1)).toEqual(Uint8Array.of(0xef, 1));
    expect(ropsOf(Uint8Array.of(RopId.Pending, 1, 0, RopId.Pending, 2), "response")).toHaveLength(2);
  });

  test("are left out, doubled, exchanged and given other handles as wholes", () => {
    const mutate = ropsMutator("request");
    const lists = Array.from({ length: 400 }, (_, seed) => ropsOf(mutate(list, new Random(seed)), "request"));
    const ids = new Set(lists.map((rops) => rops.map((rop) => rop[0]).join()));
    const [release, restrict, reset] = REQUESTS.map(({ ropId }) => ropId);
    for (const wanted of [
      [restrict, reset],
      [release, restrict, restrict, reset],
      [release, restrict, release, restrict, reset],
    ]) {
      expect(ids).toContain(wanted.join());
    }
    const handles = new Set(lists.map((rops) => rops.map((rop) => rop[2]).join()));
    for (const wanted of ["3,2,5", "5,3,2", "255,3,5"]) expect(handles).toContain(wanted);
  });

  test("hold their restrictions in more levels, with sizes that fit", () => {
    const restrict = ropsOf(list, "request")[1]!;
    const { requests } = decodeRopRequests(nestRestrictions(restrict, "request", 2));
    const not = (restriction: unknown) => ({ restrictType: "not", restriction });
    const { restrictionData } = REQUESTS[1] as { readonly restrictionData: unknown } & RopRequest;
    expect(requests).toMatchObject([{ restrictionData: not(not(restrictionData)) }]);
    expect(nestRestrictions(restrict, "request", 1000)).toBe(restrict);
    expect(nestRestrictions(Uint8Array.of(1), "request", 1)).toEqual(Uint8Array.of(1));
  });
});

/** The RopIds in the body of an Execute request or response; `undefined` where a layer around them is broken. */
function innerOf(body: Uint8Array, direction: Direction): string | undefined {
  try {
    return openExtendedBuffers(ropBufferOf(body, direction))
      .flatMap(({ payload }) => ropsOf(decode(decodeRopBuffer, payload).ropsList, direction))
      .map((rop) => rop[0])
      .join();
  } catch {
    return undefined;
  }
}

function ropBufferOf(body: Uint8Array, direction: Direction): Uint8Array {
  if (direction === "request") return decode(decodeExecuteRequest, body).ropBuffer;
  const response = decode(decodeExecuteResponse, readEnvelope(body).body);
  return response.outcome === "success" ? response.ropBuffer : new Uint8Array();
}

test.for(["request", "response"] as const)(
  "changes of an Execute %s reach the ROPs through compression and obfuscation",
  (direction) => {
    const { mutate } = targetOf(`execute-${direction}`);
    const seeds = seedsOf(`execute-${direction}`).slice(0, 40);
    let reached = 0;
    let runs = 0;
    for (const [index, seed] of seeds.entries()) {
      const before = innerOf(seed, direction);
      expect(before).toBeDefined();
      for (let turn = 0; turn < 10; turn++, runs++) {
        const inner = innerOf(mutate(seed, new Random(index * 10 + turn), seeds[0]), direction);
        if (inner !== undefined && inner !== before) reached++;
      }
    }
    expect(reached / runs).toBeGreaterThan(0.25);
  },
);

test.for(targets)("$name: changes are the same for the same seed", ({ name, mutate }) => {
  const [seed = BYTES, other = BYTES] = seedsOf(name);
  for (let turn = 0; turn < 20; turn++) {
    expect(mutate(seed, new Random(turn), other)).toEqual(mutate(seed, new Random(turn), other));
  }
});
