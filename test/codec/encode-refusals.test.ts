/** Encoders refuse what they cannot write: nothing is ever written that would be read as something else. */
import { inspect, isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode, encodeRopRequest, encodeRopResponse, RopEncodeError, type Writer } from "../../src/index.js";
import { type CodecPair, codecOf, codecs } from "../support/codecs.js";
import { comparable } from "../support/comparable.js";
import { quickErrors } from "../support/quick-errors.js";
import { hexOf } from "../support/reading.js";
import { runs } from "../support/runs.js";
import { samples } from "../support/samples.js";

quickErrors();

/** What a caller may put where something else is meant. */
const ODD: readonly unknown[] = [
  undefined,
  null,
  -1,
  0.5,
  0x100,
  0x10000,
  2 ** 40,
  Number.NaN,
  -1n,
  2n ** 64n,
  7n,
  "",
  "nonsense",
  "a\0b",
  "\u20ac",
  true,
  [],
  {},
  // As a list of numbers, none of which has a name anywhere: 1 would come back as true.
  Uint8Array.of(0xf1, 0xf2, 0xf3),
  Symbol("odd"),
  {
    valueOf(): never {
      throw new Error("asked for a number");
    },
  },
];

/** The places in a value: every property and every element. */
function places(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  // `asSent` only says how a valid value was sent.
  return entries
    .filter(([name]) => name !== "asSent")
    .flatMap(([name, inner]) => [[...path, name], ...places(inner, [...path, name])]);
}

function withAt(value: unknown, [name, ...rest]: readonly (string | number)[], odd: unknown): unknown {
  if (name === undefined) return odd;
  if (Array.isArray(value)) return value.map((item, index) => (index === name ? withAt(item, rest, odd) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [name]: withAt(object[name], rest, odd) };
}

/** Bytes do as a list of numbers. */
function plain(value: unknown): unknown {
  const visit = (one: unknown): unknown => {
    if (one instanceof Uint8Array) return [...one];
    if (Array.isArray(one)) return one.map(visit);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(comparable(value));
}

/** The value at a place. */
function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (inner as Readonly<Record<string | number, unknown>> | undefined)?.[name],
    value,
  );
}

/** It is refused, or it comes back as it was given; a number that has a name may come back as its name. */
function refusesOrKeeps(pair: CodecPair, { value, args, place }: Odd): void {
  let bytes: Uint8Array;
  try {
    bytes = pair.encode(value, args);
  } catch (error) {
    if (error instanceof RopEncodeError) return;
    throw error;
  }
  const back = pair.decode(bytes, args);
  if (isDeepStrictEqual(plain(back), plain(value))) return;
  if (typeof at(value, place) === "number" && typeof at(back, place) === "string") return;
  throw new Error(`${hexOf(bytes)} is read as ${inspect(back, { depth: null })}`);
}

interface Odd {
  readonly value: unknown;
  readonly args: readonly unknown[];
  /** Where the odd value stands. */
  readonly place: readonly (string | number)[];
}

describe("odd values in any place", () => {
  for (const pair of codecs) {
    test(pair.codec.name, () => {
      const odd = fc
        .tuple(samples(pair.codec), fc.nat(), fc.constantFrom(...ODD))
        .map(([{ value, args }, which, what]) => {
          const all = places(value);
          const place = all.length === 0 ? [] : (all[which % all.length] ?? []);
          return { value: withAt(value, place, what), args, place };
        });
      fc.assert(
        fc.property(odd, (one) => refusesOrKeeps(pair, one)),
        runs(40),
      );
    });
  }
});

// ---- one by one -----------------------------------------------------------------------------------------------------

/** What an encoder says to a value whose type only a program without types could have made. */
function refusal(encoder: string, value: unknown, ...args: readonly unknown[]): unknown {
  try {
    codecOf(encoder).encode(value, args);
  } catch (error) {
    expect(error).toBeInstanceOf(RopEncodeError);
    const { code, path, spec } = error as RopEncodeError;
    expect(spec).toMatch(/^MS-OX/);
    return `${code} ${path.join(".")}`;
  }
  return "written";
}

const queryRows = { ropId: 0x15, logonId: 0, inputHandleIndex: 1, queryRowsFlags: 0, forwardRead: true, rowCount: 50 };
const deleteFolder = { ropId: 0x1d, logonId: 0, inputHandleIndex: 1, deleteFolderFlags: 5, folderId: 1n };
const deleteMessages = { ropId: 0x1e, logonId: 0, inputHandleIndex: 1, wantAsynchronous: false, notifyNonRead: false };
const opened = { ropId: 0x02, outputHandleIndex: 1, outcome: "success", returnValue: 0, hasRules: false };
const subject = { propertyTag: 0x0037001f, propertyValue: "Hi" };
const setProperties = { ropId: 0x0a, logonId: 0, inputHandleIndex: 0, propertyValues: [subject] };
const flags = { undercover: false, ghosted: false, spoolerProcess: false };
const redirect = {
  ropId: 0xfe,
  outputHandleIndex: 0,
  outcome: "redirect",
  returnValue: 0x478,
  logonKind: "private",
  ...flags,
};

test.each(ODD)("%s instead of a RopId", (ropId) => {
  for (const encoder of [encodeRopRequest, encodeRopResponse])
    expect(() => encode(encoder as (w: Writer, value: object) => void, { ropId })).toThrow(RopEncodeError);
});

test("what the other cases differ from is written", () => {
  expect(refusal("RopQueryRowsRequest", queryRows)).toBe("written");
  expect(refusal("RopDeleteFolderRequest", deleteFolder)).toBe("written");
  expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: false })).toBe("written");
  expect(refusal("RopSetPropertiesRequest", setProperties)).toBe("written");
  expect(refusal("RopLogonResponse", { ...redirect, serverName: "srv" })).toBe("written");
});

test.each([0x16, 0, "0x15", undefined])("the RopId %s is that of another ROP, or of none", (ropId) => {
  expect(refusal("RopQueryRowsRequest", { ...queryRows, ropId })).toBe("inconsistent-field ropId");
  expect(refusal("RopPendingResponse", { ropId, sessionIndex: 1 })).toBe("inconsistent-field ropId");
});

test("a size that its field does not fit is named by itself", () => {
  const serverName = "a".repeat(0xff);
  expect(refusal("RopLogonResponse", { ...redirect, serverName })).toBe("value-out-of-range serverNameSize");
});

test("bytes do as a list of numbers: each is written as one", () => {
  const columns = { ropId: 0x12, logonId: 0, inputHandleIndex: 0, setColumnsFlags: 0 };
  const encode = (propertyTags: unknown): Uint8Array =>
    codecOf("RopSetColumnsRequest").encode({ ...columns, propertyTags }, []);
  expect(encode(Uint8Array.of(1, 2))).toEqual(encode([1, 2]));
  expect(refusal("RopDeleteMessagesRequest", { ...deleteMessages, messageIds: [1n] })).toBe("written");
  expect(refusal("RopDeleteMessagesRequest", { ...deleteMessages, messageIds: Uint8Array.of(1) })).toBe(
    "value-out-of-range messageIds.0",
  );
});

describe("numbers", () => {
  test.for([-1, 0x10000, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 7n, "7", null, undefined])(
    "%s rows",
    (rowCount) => {
      expect(refusal("RopQueryRowsRequest", { ...queryRows, rowCount })).toBe("value-out-of-range rowCount");
    },
  );

  test.for([-1n, 2n ** 64n, 7, "7", null, undefined])("%s as the id of a folder", (folderId) => {
    expect(refusal("RopDeleteFolderRequest", { ...deleteFolder, folderId })).toBe("value-out-of-range folderId");
  });

  test.for([
    [0x0002, 0x8000],
    [0x0002, -0x8001],
    [0x0003, 0x80000000],
    [0x000a, -1],
    [0x0014, 2n ** 63n],
    [0x0006, -(2n ** 63n) - 1n],
    [0x0040, -1n],
    [0x000b, 0x100],
  ] as const)("a value of type %i is not %s", ([type, value]) => {
    expect(refusal("TaggedPropertyValue", { propertyTag: type, propertyValue: value }, 0)).toBe(
      "value-out-of-range propertyValue",
    );
  });

  test("flags and booleans", () => {
    expect(refusal("RopQueryRowsRequest", { ...queryRows, forwardRead: 1 })).toBe("value-out-of-range forwardRead");
    expect(refusal("RopLogonResponse", { ...redirect, serverName: "", ghosted: 1 })).toBe("value-out-of-range ghosted");
  });
});

describe("strings and bytes", () => {
  const withString = (type: number, propertyValue: unknown): unknown =>
    refusal("TaggedPropertyValue", { propertyTag: type, propertyValue }, 0);

  test("a NUL would end a string", () => {
    expect(withString(0x001f, "a\0b")).toBe("invalid-string propertyValue");
    expect(withString(0x001e, "a\0b")).toBe("invalid-string propertyValue");
    expect(refusal("ConnectRequest", { userDn: "\0" })).toBe("invalid-string userDn");
  });

  test("a character that 8 bits cannot hold", () => {
    expect(withString(0x001e, "\u20ac")).toBe("invalid-string propertyValue");
    expect(withString(0x001f, "\u20ac\ud800")).toBe("written");
    expect(refusal("RopLogonResponse", { ...redirect, serverName: "\u20ac" })).toBe("invalid-string serverName");
  });

  test("no string, no bytes, or another number of them", () => {
    expect(withString(0x001f, 5)).toBe("invalid-string propertyValue");
    expect(withString(0x0102, [1, 2])).toBe("value-out-of-range propertyValue");
    expect(withString(0x0102, undefined)).toBe("inconsistent-field propertyValue");
    expect(withString(0x0048, new Uint8Array(15))).toBe("value-out-of-range propertyValue");
  });
});

describe("fields that depend on others", () => {
  test("the servers of a ghosted folder", () => {
    const servers = { servers: ["a"], cheapServerCount: 1 };
    expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: true, ...servers })).toBe("written");
    expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: true })).toBe(
      "inconsistent-field cheapServerCount",
    );
    expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: false, ...servers })).toBe(
      "inconsistent-field cheapServerCount",
    );
  });

  test("the maximum that 0xBABE asks for", () => {
    const read = { ropId: 0x2c, logonId: 0, inputHandleIndex: 0 };
    expect(refusal("RopReadStreamRequest", { ...read, byteCount: 0xbabe, maximumByteCount: 1 })).toBe("written");
    expect(refusal("RopReadStreamRequest", { ...read, byteCount: 0xbabe })).toBe("inconsistent-field maximumByteCount");
    expect(refusal("RopReadStreamRequest", { ...read, byteCount: 1, maximumByteCount: 1 })).toBe(
      "inconsistent-field maximumByteCount",
    );
  });

  test("how something was sent that is not there", () => {
    const logon = { ropId: 0xfe, logonId: 0, outputHandleIndex: 0, logonKind: "private", ...flags, openFlags: 0 };
    const essdnRest = Uint8Array.of(0);
    expect(refusal("RopLogonRequest", { ...logon, essdn: "/o=x", asSent: { essdnRest } })).toBe("written");
    expect(refusal("RopLogonRequest", { ...logon, asSent: { essdnRest } })).toBe("inconsistent-field essdnRest");
    expect(refusal("RopLogonRequest", { ...logon, asSent: { essdnUnterminated: true } })).toBe(
      "inconsistent-field essdnUnterminated",
    );
    expect(
      refusal("RopLogonRequest", { ...logon, essdn: "/o=x", asSent: { essdnUnterminated: true, essdnRest } }),
    ).toBe("inconsistent-field essdn.essdnRest");
  });

  test("data of the client, which only logons to public folders have", () => {
    const request = { ropId: 0x11, logonId: 0, responseHandleIndex: 0, inputHandleIndex: 0, readFlags: 0 };
    const clientData = new Uint8Array(24);
    expect(refusal("RopSetMessageReadFlagRequest", { ...request, clientData }, "public")).toBe("written");
    expect(refusal("RopSetMessageReadFlagRequest", request, "public")).toBe("inconsistent-field clientData");
    expect(refusal("RopSetMessageReadFlagRequest", { ...request, clientData }, "private")).toBe(
      "inconsistent-field clientData",
    );
    expect(refusal("RopSetMessageReadFlagRequest", request, undefined)).toMatch(/^missing-context/);
  });

  test("what one bit says of several fields", () => {
    const moved = { type: "objectMoved", inSearchFolder: false, folderId: 1n, oldFolderId: 2n };
    expect(refusal("NotificationData", { ...moved, messageId: 3n, oldMessageId: 4n }, undefined)).toBe("written");
    expect(refusal("NotificationData", { ...moved, messageId: 3n }, undefined)).toBe("inconsistent-field oldMessageId");
    expect(
      refusal("NotificationData", { ...moved, messageId: 3n, oldMessageId: 4n, parentFolderId: 5n }, undefined),
    ).toBe("inconsistent-field parentFolderId");
  });

  test("a property of another form", () => {
    const searched = { type: "searchCompleted", inSearchFolder: false, folderId: 1n };
    expect(refusal("NotificationData", searched, undefined)).toBe("written");
    expect(refusal("NotificationData", { ...searched, messageClass: "IPM" }, undefined)).toBe(
      "inconsistent-field messageClass",
    );
    expect(refusal("Restriction", { restrictType: "exist", propTag: 1, restricts: [] }, 0)).toBe(
      "inconsistent-field restricts",
    );
  });

  test("a case that nobody knows", () => {
    expect(refusal("Restriction", { restrictType: "xor", restricts: [] }, 0)).toBe("unknown-discriminant restrictType");
    expect(refusal("NotificationData", { type: "nothing", inSearchFolder: false }, undefined)).toBe(
      "unknown-discriminant type",
    );
    expect(refusal("TaggedPropertyValue", { propertyTag: 0x0037_0099, propertyValue: 1 }, 0)).toMatch(
      /^unknown-discriminant/,
    );
  });
});

describe("counts and sizes", () => {
  test("more than the count can say", () => {
    const servers = new Array<string>(0x10000).fill("");
    expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: true, servers, cheapServerCount: 0 })).toBe(
      "value-out-of-range serverCount",
    );
    expect(
      refusal("RopSetPropertiesRequest", { ...setProperties, propertyValues: new Array(0x10000).fill(subject) }),
    ).toMatch(/^value-out-of-range/);
  });

  test("more bytes than the size can say", () => {
    expect(refusal("RopLogonResponse", { ...redirect, serverName: "x".repeat(254) })).toBe("written");
    expect(refusal("RopLogonResponse", { ...redirect, serverName: "x".repeat(255) })).toMatch(
      /^value-out-of-range serverName/,
    );
    expect(refusal("TaggedPropertyValue", { propertyTag: 0x0102, propertyValue: new Uint8Array(0x10000) }, 0)).toMatch(
      /^value-out-of-range/,
    );
    expect(refusal("TaggedPropertyValue", { propertyTag: 0x0102, propertyValue: new Uint8Array(0x10000) }, 1)).toBe(
      "written",
    );
  });

  test("a count that would mean that nothing is there", () => {
    const modified = { type: "objectModified", inSearchFolder: false, folderId: 1n };
    const tags = (count: number): unknown => ({ ...modified, tags: new Array(count).fill(0x0037001f) });
    expect(refusal("NotificationData", tags(0xfffe), undefined)).toBe("written");
    expect(refusal("NotificationData", tags(0xffff), undefined)).toBe("inconsistent-field tags");
  });

  test("a list of another length than it must have", () => {
    const folderIds = new Array<bigint>(12).fill(1n);
    const success = { ...redirect, outcome: "success", returnValue: 0, logonKind: "public", folderIds };
    const rest = { replId: 1, replGuid: new Uint8Array(16), perUserGuid: new Uint8Array(16) };
    expect(refusal("RopLogonResponse", { ...success, ...rest })).toBe("inconsistent-field folderIds");
    expect(refusal("RopLogonResponse", { ...success, ...rest, folderIds: [...folderIds, 1n] })).toBe("written");
    const names = {
      ropId: 0x5f,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      propertyIds: [0x8000],
      propertyNames: [],
    };
    expect(refusal("RopQueryNamedPropertiesResponse", names)).toMatch(/^inconsistent-field/);
  });

  test("values for other columns than there are", () => {
    const row = (...valueArray: readonly unknown[]): unknown => ({ flag: "standard", valueArray });
    const columns = [0x674a0014, 0x0037001f];
    expect(refusal("PropertyRow", row(1n, "x"), columns)).toBe("written");
    expect(refusal("PropertyRow", row(1n), columns)).toBe("inconsistent-field valueArray");
    expect(refusal("PropertyRow", row(1n, "x", "y"), columns)).toBe("inconsistent-field valueArray");
    expect(refusal("PropertyRow", row("x", 1n), columns)).toBe("value-out-of-range valueArray.0");
    const rows = {
      ropId: 0x15,
      inputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      origin: "end",
      rowData: [row(1n)],
    };
    expect(refusal("RopQueryRowsResponse", rows, undefined)).toMatch(/^missing-context/);
  });

  test("only the last buffer says that it is the last", () => {
    const one = { compressed: false, xorMagic: false, sizeActual: 0, payload: new Uint8Array(0) };
    expect(refusal("ExtendedBuffers", [{ ...one, last: true }])).toBe("written");
    for (const list of [
      [],
      [{ ...one, last: false }],
      [
        { ...one, last: true },
        { ...one, last: true },
      ],
    ]) {
      expect(refusal("ExtendedBuffers", list)).toMatch(/^inconsistent-field/);
    }
  });
});

describe("outcomes", () => {
  const failure = { ropId: 0x02, outputHandleIndex: 1, outcome: "failure", returnValue: 0x8004010f };

  test("the value that decides must fit the outcome", () => {
    expect(refusal("RopOpenFolderResponse", failure)).toBe("written");
    expect(refusal("RopOpenFolderResponse", { ...failure, returnValue: 0 })).toBe("inconsistent-field returnValue");
    expect(refusal("RopOpenFolderResponse", { ...opened, isGhosted: false, returnValue: 5 })).toBe(
      "inconsistent-field returnValue",
    );
    expect(refusal("RopLogonResponse", { ...redirect, serverName: "", returnValue: 0x479 })).toBe(
      "inconsistent-field returnValue",
    );
    expect(refusal("RopLogonResponse", { ...failure, ropId: 0xfe, returnValue: 0x478 })).toBe(
      "inconsistent-field returnValue",
    );
  });

  test("no outcome, an unknown one, and what belongs to another", () => {
    expect(refusal("RopOpenFolderResponse", { ...failure, outcome: undefined })).toBe("unknown-discriminant outcome");
    expect(refusal("RopOpenFolderResponse", { ...failure, outcome: "perhaps" })).toBe("unknown-discriminant outcome");
    expect(refusal("RopOpenFolderResponse", { ...failure, hasRules: true })).toBe("inconsistent-field hasRules");
  });
});

describe("what was sent otherwise must agree with the value", () => {
  test("booleans", () => {
    const sent = (forwardRead: boolean, asSent: number): unknown => ({
      ...queryRows,
      forwardRead,
      asSent: { forwardRead: asSent },
    });
    expect(refusal("RopQueryRowsRequest", sent(true, 5))).toBe("written");
    expect(refusal("RopQueryRowsRequest", sent(false, 5))).toBe("inconsistent-field forwardRead");
    expect(refusal("RopQueryRowsRequest", sent(true, 1))).toBe("inconsistent-field forwardRead");
    expect(refusal("RopQueryRowsRequest", sent(true, 0x100))).toBe("value-out-of-range forwardRead");
  });

  test("bits without a name", () => {
    const sent = (logonFlags: number): unknown => ({ ...redirect, serverName: "", asSent: { logonFlags } });
    expect(refusal("RopLogonResponse", sent(0x80))).toBe("written");
    expect(refusal("RopLogonResponse", sent(0x81))).toBe("inconsistent-field logonFlags");
  });

  test("a buffer that ends early", () => {
    const failed = { ropId: 0x1d, inputHandleIndex: 0, returnValue: 5, asSent: { endsBefore: "partialCompletion" } };
    expect(refusal("RopDeleteFolderResponse", failed)).toBe("written");
    expect(refusal("RopDeleteFolderResponse", { ...failed, returnValue: 0 })).toBe(
      "inconsistent-field partialCompletion",
    );
    expect(refusal("RopDeleteFolderResponse", { ...failed, asSent: { endsBefore: "returnValue" } })).toBe(
      "inconsistent-field partialCompletion",
    );
    expect(refusal("RopDeleteFolderResponse", { ...failed, partialCompletion: false })).toBe(
      "inconsistent-field partialCompletion",
    );
    expect(refusal("RopDeleteFolderResponse", { ...failed, asSent: undefined })).toBe(
      "inconsistent-field partialCompletion",
    );
  });

  test("what stands behind an early end", () => {
    const failed = { ropId: 0x4e, inputHandleIndex: 0, returnValue: 5 };
    const sent = (more: object): unknown => ({ ...failed, asSent: { endsBefore: "transferStatus", ...more } });
    expect(refusal("RopFastTransferSourceGetBufferResponse", sent({}))).toBe("written");
    expect(refusal("RopFastTransferSourceGetBufferResponse", sent({ reserved: 5 }))).toBe(
      "inconsistent-field reserved",
    );
  });

  test("another RopId", () => {
    const status = { ropId: 0x20, inputHandleIndex: 0, outcome: "failure", returnValue: 5 };
    expect(refusal("RopGetMessageStatusResponse", { ...status, asSent: { ropId: 0x1f } })).toBe("written");
    expect(refusal("RopGetMessageStatusResponse", { ...status, asSent: { ropId: 0x1e } })).toBe(
      "inconsistent-field ropId",
    );
  });
});

test.each([undefined, null, 7, {}])("%j is no ROP, which is said by an encoder's error", (value) => {
  for (const run of [() => encode(encodeRopRequest, value as never), () => encode(encodeRopResponse, value as never)]) {
    expect(run).toThrow(expect.objectContaining({ name: "RopEncodeError" }));
  }
});
