/** The RPC transport: what the calls are given, what is made of their results, and the session rule over it. */
import { describe, expect, test } from "vitest";
import {
  closeExtendedBuffers,
  decodeInputBuffer,
  encode,
  encodeAuxBlocks,
  type InputBuffer,
  openExtendedBuffers,
  RopId,
  type RopResponse,
} from "../../src/index.js";
import {
  connectRpc,
  type EcDoConnectExParameters,
  type EcDoConnectExResult,
  type EcDoRpcExt2Parameters,
  MailboxSessions,
  type RpcConnectOptions,
  RpcError,
  type RpcTransport,
  versionOf,
} from "../../src/mapi-http/index.js";
import { type Answer, folderOf, LOGON, modified, pendingFor, subscribe, subscribed } from "./mailbox.js";
import { failureOf, gate, NOTHING, outputOf, settle } from "./server.js";

const USER = { userDn: "/o=x/cn=a" };
const PAYLOAD = Uint8Array.of(2, 0);
const ULTRA_LARGE = closeExtendedBuffers([
  encode(encodeAuxBlocks, [{ versionAndType: "serverCapabilities", serverCapabilityFlags: 8 }]),
]);

/** A transport that writes down its calls; contexts get the indexes 10, 11, ... and handles of that byte. */
function transport(changes: Partial<RpcTransport> = {}, connected: Partial<EcDoConnectExResult> = {}) {
  const connects: EcDoConnectExParameters[] = [];
  const executes: EcDoRpcExt2Parameters[] = [];
  const calls: string[] = [];
  const rpc: RpcTransport = {
    async ecDoConnectEx(parameters) {
      connects.push(parameters);
      const piCxr = 9 + connects.length;
      calls.push(`connect ${piCxr}`);
      return {
        pcxh: new Uint8Array(20).fill(piCxr),
        pcmsPollsMax: 60_000,
        pcRetry: 6,
        pcmsRetryDelay: 10,
        piCxr,
        szDNPrefix: "/o=x",
        szDisplayName: "a",
        rgwServerVersion: [0x0f00, 0x834f, 0x0fc8],
        rgwBestVersion: [0x0f00, 0x834f, 0x0fc8],
        pulTimeStamp: 0x12345,
        rgbAuxOut: new Uint8Array(),
        returnValue: 0,
        ...connected,
      };
    },
    async ecDoRpcExt2(parameters) {
      executes.push(parameters);
      calls.push(`execute ${parameters.pcxh[0]}`);
      return executed(parameters, closeExtendedBuffers([NOTHING]));
    },
    async ecDoDisconnect({ pcxh }) {
      calls.push(`disconnect ${pcxh[0]}`);
      return { pcxh: new Uint8Array(20), returnValue: 0 };
    },
    async ecDoAsyncConnectEx({ cxh }) {
      calls.push(`async ${cxh[0]}`);
      return { pacxh: new Uint8Array(20).fill(100 + cxh[0]!), returnValue: 0 };
    },
    async ecDoAsyncWaitEx({ acxh }) {
      calls.push(`wait ${acxh[0]}`);
      return { pulFlagsOut: 1, returnValue: 0 };
    },
    ...changes,
  };
  return { rpc, connects, executes, calls };
}

const executed = ({ pcxh }: EcDoRpcExt2Parameters, rgbOut: Uint8Array, returnValue = 0) => ({
  pcxh,
  rgbOut,
  rgbAuxOut: new Uint8Array(),
  pulTransTime: 1,
  returnValue,
});

async function failed(promise: Promise<unknown>): Promise<RpcError> {
  const error = await failureOf(promise);
  expect(error).toBeInstanceOf(RpcError);
  return error as RpcError;
}

describe("EcDoConnectEx", () => {
  test("S2 (MS-OXCRPC_R499 to R505): parameters without a link", async () => {
    const { rpc, connects } = transport();
    const context = await connectRpc(rpc, { ...USER, defaultCodePage: 1251, lcidSort: 1, lcidString: 2, flags: 1 });
    expect(connects).toEqual([
      {
        szUserDN: "/o=x/cn=a",
        ulFlags: 1,
        ulConMod: 0,
        cbLimit: 0,
        ulCpid: 1251,
        ulLcidString: 2,
        ulLcidSort: 1,
        ulIcxrLink: 0xffffffff,
        usFCanConvertCodePages: 1,
        rgwClientVersion: [0x0f00, 0x834f, 0x0fc8],
        pulTimeStamp: 0,
        rgbAuxIn: new Uint8Array(),
        pcbAuxOut: 0x1008,
      },
    ]);
    const { index, codePage, pollsMax, serverCapabilities } = context;
    expect({ index, codePage, pollsMax, serverCapabilities }).toEqual({
      index: 10,
      codePage: 1251,
      pollsMax: 60_000,
      serverCapabilities: 0,
    });
  });

  test("S2 (R515 to R517, R553): a link is the index and the time stamp of the earlier context", async () => {
    const { rpc, connects } = transport();
    const link = await connectRpc(rpc, USER);
    await connectRpc(rpc, { ...USER, link });
    expect(connects[1]).toMatchObject({ ulIcxrLink: 10, pulTimeStamp: 0x12345 });
  });

  test("S1 (R532, R534): piCxr is the session index, the highest and lowest too", async () => {
    for (const piCxr of [0, 0xffff]) {
      expect((await connectRpc(transport({}, { piCxr }).rpc, USER)).index).toBe(piCxr);
    }
    for (const piCxr of [-1, 0x10000, 1.5]) {
      expect((await failed(connectRpc(transport({}, { piCxr }).rpc, USER))).failure).toBe("result");
    }
  });

  test("S4 (R483): an error, and a success without a handle", async () => {
    const none = { pcxh: new Uint8Array(20) };
    const error = await failed(connectRpc(transport({}, { ...none, returnValue: 0x3eb }).rpc, USER));
    expect(error).toMatchObject({
      failure: "return-value",
      function: "ecDoConnectEx",
      returnValue: 0x3eb,
      refused: true,
    });
    expect(error.message).toContain("0x000003eb (UnknownUser)");
    expect((await failed(connectRpc(transport({}, none).rpc, USER))).failure).toBe("result");
    expect((await failed(connectRpc(transport({}, { pcxh: new Uint8Array(3).fill(1) }).rpc, USER))).failure).toBe(
      "result",
    );
  });

  test("R571: an auxiliary buffer of at most 0x1008 bytes", async () => {
    const { rpc, connects } = transport();
    const connect = (size: number, options: Partial<RpcConnectOptions> = {}) =>
      connectRpc(rpc, { ...USER, auxiliaryBuffer: new Uint8Array(size), ...options });
    await connect(0x1008);
    await expect(connect(0x1009)).rejects.toThrow(RangeError);
    expect(connects.map(({ rgbAuxIn }) => rgbAuxIn.length)).toEqual([0x1008]);
  });

  test("a transport that rejects", async () => {
    const cause = new Error("no route");
    const { rpc } = transport({ ecDoConnectEx: () => Promise.reject(cause) });
    expect(await failed(connectRpc(rpc, USER))).toMatchObject({ failure: "network", cause, refused: false });
  });
});

describe("EcDoRpcExt2", () => {
  test("parameters: handle, flags, extended buffers, sizes", async () => {
    const { rpc, executes } = transport();
    const context = await connectRpc(rpc, USER);
    const { payloads } = await context.execute([PAYLOAD]);
    await context.execute([PAYLOAD], {
      compression: false,
      xorMagic: true,
      chain: true,
      auxiliaryBuffer: new Uint8Array(3),
    });
    expect(payloads).toEqual([NOTHING]);
    const rgbIn = Uint8Array.of(0, 0, 4, 0, 2, 0, 2, 0, 2, 0);
    const pcxh = new Uint8Array(20).fill(10);
    expect(executes).toEqual([
      { pcxh, pulFlags: 2, rgbIn, pcbOut: 0x10008, rgbAuxIn: new Uint8Array(), pcbAuxOut: 0x1008 },
      { pcxh, pulFlags: 5, rgbIn, pcbOut: 0x40000, rgbAuxIn: new Uint8Array(3), pcbAuxOut: 0x1008 },
    ]);
  });

  test.each([
    [7, false, false],
    [8, true, true],
    [0x40000, true, true],
    [0x40001, false, true],
    [0x100000, false, true],
    [0x100001, false, false],
  ])("pcbOut %i: %s, with ultra large answers %s (R666001)", async (maxRopOut, usually, ultraLarge) => {
    for (const [rgbAuxOut, allowed] of [
      [new Uint8Array(), usually],
      [ULTRA_LARGE, ultraLarge],
    ] as const) {
      const answer = (parameters: EcDoRpcExt2Parameters) =>
        Promise.resolve(executed(parameters, Uint8Array.of(0, 0, 4, 0, 0, 0, 0, 0)));
      const context = await connectRpc(transport({ ecDoRpcExt2: answer }, { rgbAuxOut }).rpc, USER);
      const execute = context.execute([PAYLOAD], { maxRopOut });
      if (allowed) expect((await execute).payloads).toEqual([new Uint8Array()]);
      else await expect(execute).rejects.toThrow(RangeError);
    }
  });

  test("cbIn is 8 to 0x40000, cbAuxIn at most 0x1008", async () => {
    const { rpc, executes } = transport();
    const context = await connectRpc(rpc, USER);
    const payloads = (count: number) => new Array<Uint8Array>(count).fill(new Uint8Array(0x7ff8));
    await context.execute(payloads(8));
    expect(executes[0]!.rgbIn.length).toBe(0x40000);
    await expect(context.execute([...payloads(8), PAYLOAD])).rejects.toThrow(RangeError);
    await expect(context.execute([PAYLOAD], { auxiliaryBuffer: new Uint8Array(0x1009) })).rejects.toThrow(RangeError);
    expect(executes).toHaveLength(1);
  });

  test("an answer that is larger than was asked for", async () => {
    const rgbOut = closeExtendedBuffers([new Uint8Array(100)]);
    const { rpc } = transport({ ecDoRpcExt2: async (parameters) => executed(parameters, rgbOut) });
    const context = await connectRpc(rpc, USER);
    expect((await failed(context.execute([PAYLOAD], { maxRopOut: 107 }))).failure).toBe("result");
    await context.execute([PAYLOAD], { maxRopOut: 108 });
  });

  test("R669: an error; the output means nothing", async () => {
    const { rpc } = transport({ ecDoRpcExt2: async (parameters) => executed(parameters, Uint8Array.of(1), 0x4b6) });
    const error = await failed((await connectRpc(rpc, USER)).execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "return-value", returnValue: 0x4b6, contextGone: false, refused: true });
  });

  test("S4 (R626): a zero handle says that the context is gone", async () => {
    const zero = new Uint8Array(20);
    const { rpc, calls } = transport({
      ecDoRpcExt2: async () => executed({ pcxh: zero } as EcDoRpcExt2Parameters, new Uint8Array(), 0x4b6),
    });
    const context = await connectRpc(rpc, USER);
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "destroyed", contextGone: true, returnValue: 0x4b6 });
    expect(await failed(context.execute([PAYLOAD]))).toMatchObject({ failure: "destroyed" });
    expect(await failed(context.disconnect())).toMatchObject({ failure: "destroyed" });
    expect(calls).toEqual(["connect 10"]);
  });

  test("the handle that a call hands back is the one for the next", async () => {
    const seen: number[] = [];
    const { rpc } = transport({
      async ecDoRpcExt2(parameters) {
        seen.push(parameters.pcxh[0]!);
        const pcxh = new Uint8Array(20).fill(seen.length);
        return { ...executed(parameters, closeExtendedBuffers([NOTHING])), pcxh };
      },
    });
    const context = await connectRpc(rpc, USER);
    for (let i = 0; i < 3; i++) await context.execute([PAYLOAD]);
    expect(seen).toEqual([10, 1, 2]);
  });

  test("calls on one context do not overlap; a wait goes beside them", async () => {
    const { opened, open } = gate();
    let busy = 0;
    const { rpc } = transport({
      async ecDoRpcExt2(parameters) {
        expect(++busy).toBe(1);
        await settle(5);
        busy--;
        return executed(parameters, closeExtendedBuffers([NOTHING]));
      },
      async ecDoAsyncWaitEx() {
        await opened;
        return { pulFlagsOut: 0, returnValue: 0 };
      },
    });
    const context = await connectRpc(rpc, USER);
    const wait = context.notificationWait();
    await Promise.all([context.execute([PAYLOAD]), context.execute([PAYLOAD])]);
    open();
    expect(await wait).toBe(false);
  });

  test("giving up before the turn has come: the call is never made", async () => {
    const { opened, open } = gate();
    const executes: EcDoRpcExt2Parameters[] = [];
    const { rpc } = transport({
      async ecDoRpcExt2(parameters) {
        executes.push(parameters);
        await opened;
        return executed(parameters, closeExtendedBuffers([NOTHING]));
      },
    });
    const context = await connectRpc(rpc, USER);
    const first = context.execute([PAYLOAD]);
    const abort = new AbortController();
    const second = context.execute([PAYLOAD], { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    open();
    await first;
    await context.execute([PAYLOAD]);
    expect(executes).toHaveLength(2);
  });

  test("giving up, at a transport that does not look at signals", async () => {
    const { rpc } = transport({ ecDoRpcExt2: () => new Promise(() => {}) });
    const abort = new AbortController();
    const execute = (await connectRpc(rpc, USER)).execute([PAYLOAD], { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(execute).rejects.toThrow("enough");
  });
});

describe("waiting for events", () => {
  test("E53 E55 [R391, R432]: EcDoAsyncConnectEx once, EcDoAsyncWaitEx on its handle; bit 1 says that events are there", async () => {
    const flags = [1, 0, 3, 2];
    const given: unknown[] = [];
    const { rpc, calls } = transport({
      async ecDoAsyncWaitEx(parameters) {
        given.push(parameters);
        return { pulFlagsOut: flags.shift()!, returnValue: 0 };
      },
    });
    const context = await connectRpc(rpc, USER);
    const told: boolean[] = [];
    for (let i = 0; i < 4; i++) told.push(await context.notificationWait());
    expect(told).toEqual([true, false, true, false]);
    expect(calls).toEqual(["connect 10", "async 10"]);
    expect(given[0]).toEqual({ acxh: new Uint8Array(20).fill(110), ulFlagsIn: 0 });
  });

  test("E53 [R392, R412]: not on servers before 8.0.358.0, nor on transports without the calls", async () => {
    const old = transport({}, { rgwServerVersion: [0x0800, 0x8165, 0] });
    const error = await failed((await connectRpc(old.rpc, USER)).notificationWait());
    expect(error).toMatchObject({ failure: "unsupported", refused: true });
    expect(error.message).toContain("8.0.357.0");
    expect(old.calls).toEqual(["connect 10"]);
    const first = transport({}, { rgwServerVersion: [0x0800, 0x8166, 0] });
    expect(await (await connectRpc(first.rpc, USER)).notificationWait()).toBe(true);
    const { ecDoAsyncWaitEx: _, ...without } = transport().rpc;
    expect((await failed((await connectRpc(without, USER)).notificationWait())).failure).toBe("unsupported");
  });

  test("E54 [R431]: the return value counts, whatever the flags say", async () => {
    const { rpc } = transport({ ecDoAsyncWaitEx: async () => ({ pulFlagsOut: 1, returnValue: 0x7ee }) });
    const error = await failed((await connectRpc(rpc, USER)).notificationWait());
    expect(error).toMatchObject({ failure: "return-value", function: "ecDoAsyncWaitEx", returnValue: 0x7ee });
  });

  test("disconnecting ends the wait", async () => {
    const { rpc, calls } = transport({ ecDoAsyncWaitEx: () => new Promise(() => {}) });
    const context = await connectRpc(rpc, USER);
    const wait = failed(context.notificationWait());
    await settle();
    await context.disconnect();
    expect((await wait).failure).toBe("closed");
    expect(await failed(context.execute([PAYLOAD]))).toMatchObject({ failure: "closed", contextGone: true });
    expect(calls).toEqual(["connect 10", "async 10", "disconnect 10"]);
  });
});

test("versions in both schemes (MS-OXCRPC_R1085 to R1105)", () => {
  expect(versionOf([0x0f14, 0x8123, 0x0007])).toEqual([15, 20, 0x123, 7]);
  expect(versionOf([6, 4417, 1])).toEqual([6, 0, 4417, 1]);
});

describe("sessions over RPC", () => {
  /** A client of a transport whose calls without ROPs are answered by `fetched`, all others by `own`. */
  const client = (
    own: Answer,
    fetched: (cxr: number) => Answer,
    changes: Partial<RpcTransport> = {},
    pollsMax = 60_000,
  ) => {
    const inputOf = (rgbIn: Uint8Array): InputBuffer => decodeInputBuffer(openExtendedBuffers(rgbIn)[0]!.payload);
    const calls: string[] = [];
    const { rpc } = transport(
      {
        async ecDoRpcExt2(parameters) {
          const input = inputOf(parameters.rgbIn);
          calls.push(`${parameters.pcxh[0]} ${input.requests.length}`);
          const { responses, table } = input.requests.length > 0 ? own : fetched(parameters.pcxh[0]!);
          return executed(parameters, closeExtendedBuffers([outputOf(responses, table, input)]));
        },
        ...changes,
      },
      { pcmsPollsMax: pollsMax },
    );
    const problems: unknown[] = [];
    const mailboxes = new MailboxSessions({ problem: (problem) => problems.push(problem) });
    return { rpc, mailboxes, problems, calls, connect: async () => mailboxes.add(await connectRpc(rpc, USER)) };
  };

  test("E61 E62 [R440, R441]: RopPending is matched by piCxr, without the caller's help", async () => {
    const own: Answer = { ...subscribed, responses: [...subscribed.responses, pendingFor(11), pendingFor(99)] };
    const { connect, mailboxes, calls, problems } = client(own, (cxr) => ({
      responses: cxr === 11 ? [pendingFor(10)] : [],
    }));
    const a = await connect();
    await connect();
    await a.rops(subscribe().batch);
    await mailboxes.idle();
    expect(calls).toEqual(["10 2", "11 0", "10 0"]);
    expect(problems).toEqual([]);
  });

  test("E56 E57 E58 [R434, R398, R401]: where EcDoAsyncWaitEx is rejected, the session is polled", async () => {
    const queued: RopResponse[] = [];
    let waits = 0;
    const changes: Partial<RpcTransport> = {
      async ecDoAsyncWaitEx() {
        waits++;
        return { pulFlagsOut: 0, returnValue: 0x7ee };
      },
    };
    const { connect, problems } = client(subscribed, () => ({ responses: queued.splice(0) }), changes, 30);
    const session = await connect();
    await session.rops(subscribe().batch);
    queued.push(modified(1n), modified(2n, LOGON), modified(3n));
    const folders: unknown[] = [];
    for await (const notification of session.notifications()) {
      folders.push(folderOf(notification));
      if (folders.length === 2) break;
    }
    expect(folders).toEqual([1n, 3n]);
    expect(waits).toBe(1);
    expect(problems).toMatchObject([{ problem: "wait-failed", error: { returnValue: 0x7ee } }]);
  });

  test("a context that the server destroyed is no session any more; reconnecting gives one with the new index", async () => {
    const { connect, mailboxes } = client(subscribed, () => ({ responses: [] }), {
      ecDoRpcExt2: async (parameters) => ({ ...executed(parameters, new Uint8Array()), pcxh: new Uint8Array(20) }),
    });
    const session = await connect();
    expect(await failed(session.rops([]))).toMatchObject({ failure: "destroyed" });
    expect(mailboxes.table.size).toBe(0);
    const again = await session.reconnect();
    expect(again.session.index).toBe(11);
    expect(mailboxes.table.size).toBe(1);
  });
});

test("F18: an upload goes out packed where the server takes it and the caller wants it, and is answered once", async () => {
  const capabilities = closeExtendedBuffers([
    encode(encodeAuxBlocks, [{ versionAndType: "serverCapabilities", serverCapabilityFlags: 2 }]),
  ]);
  const sent: InputBuffer[][] = [];
  const { rpc } = transport(
    {
      async ecDoRpcExt2(parameters) {
        const inputs = openExtendedBuffers(parameters.rgbIn).map(({ payload }) => decodeInputBuffer(payload));
        sent.push(inputs);
        const written = {
          ropId: RopId.WriteStreamExtended,
          inputHandleIndex: 0,
          returnValue: 0,
          writtenSize: 5,
        } as const;
        const answer = sent.length === 1 ? subscribed : { responses: [written], table: [LOGON] };
        return executed(parameters, closeExtendedBuffers([outputOf(answer.responses, answer.table, inputs[0])]));
      },
    },
    { rgbAuxOut: capabilities },
  );
  const session = new MailboxSessions({ problem: () => {} }).add(await connectRpc(rpc, USER));
  const { batch, logon } = subscribe();
  await session.rops(batch);
  const write = (size: number) =>
    ({ ropId: RopId.WriteStreamExtended, logonId: 0, inputHandleIndex: logon, data: new Uint8Array(size) }) as const;
  const pieces = [write(2), write(3)];
  const result = await session.rops(pieces, { pack: true });
  expect(sent[1]?.map(({ requests }) => requests.length)).toEqual([1, 1]);
  expect(result.response(pieces[0]!)?.writtenSize).toBe(5);
  expect(result.left).toEqual([]);
  await session.rops(pieces);
  expect(sent[2]?.map(({ requests }) => requests.length)).toEqual([2]);
});
