/** A whole answer to Execute: envelope, header, XOR, LZ77, ROPs, and the verdict on RopPending. */
import { decodeExecuteResponse, encodeExecuteResponse } from "../../generated/frames/mapi-http.js";
import {
  closeExtendedBuffers,
  decode,
  decodeOutputBuffer,
  decompress,
  done,
  encode,
  encodeOutputBuffer,
  judgePending,
  openExtendedBuffers,
  type PendingVerdict,
  type RopResponse,
  readEnvelope,
  Sessions,
  xor,
} from "../../src/index.js";
import type { Case } from "../measure/contender.js";
import { payload } from "../payloads/payloads.js";
import { decodeResponsesByHand } from "../peers/hand-written-decode.js";

/** Bodies as a server sends them. */
export function executeBodies(): readonly Uint8Array[] {
  return payload("small").values.map((responses) => {
    const rops = encodeOutputBuffer(responses as readonly RopResponse[], [1, 2, 3]);
    const ropBuffer = closeExtendedBuffers([rops], { compress: true, xorMagic: true });
    const body = encode(encodeExecuteResponse, {
      outcome: "success",
      statusCode: 0,
      errorCode: 0,
      ropBuffer,
    });
    return done(
      [
        ["X-ElapsedTime", "12"],
        ["X-StartTime", "Sun, 01 Mar 2026 12:00:00 GMT"],
        ["X-ResponseCode", "0"],
      ],
      body,
    );
  });
}

/** From the bytes of the body to the verdicts. */
export function readExecute(body: Uint8Array, sessions: Sessions<string>): readonly PendingVerdict<string>[] {
  const response = decode(decodeExecuteResponse, readEnvelope(body).body);
  if (response.outcome !== "success") throw new Error("not a success");
  return openExtendedBuffers(response.ropBuffer).flatMap(({ payload: rops }) =>
    judgePending(decodeOutputBuffer(rops).responses, sessions),
  );
}

/** The same written for this one body: where things stand is known, and nothing is checked that is not needed. */
function readByHand(body: Uint8Array, sessions: Sessions<string>): readonly PendingVerdict<string>[] {
  const header =
    body.indexOf(0x0d) < 0 ? 0 : Buffer.from(body.buffer, body.byteOffset, body.length).indexOf("\r\n\r\n") + 4;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const pair = header + 16;
  const size = view.getUint16(pair + 4, true);
  const actual = view.getUint16(pair + 6, true);
  const rops = decompress(xor(body.subarray(pair + 8, pair + 8 + size)), actual);
  const end = rops[0]! | (rops[1]! << 8);
  return judgePending(decodeResponsesByHand(rops.subarray(2, end), undefined), sessions);
}

export function executeCase(): Case {
  const bodies = executeBodies();
  const sessions = new Sessions<string>();
  for (let index = 0; index < 4; index++) sessions.add({ handle: `session ${index}`, index });
  bodies.forEach((body) => {
    const [ours, theirs] = [readExecute(body, sessions), readByHand(body, sessions)];
    if (ours.length !== 1 || JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error("other verdicts");
  });
  return {
    id: "execute",
    what: "an Execute body of 200 small responses: envelope, header, XOR, LZ77, ROPs, verdict",
    bytes: bodies[0]!.length,
    inputs: bodies.length,
    contenders: [
      { name: "ropwire", run: (index) => readExecute(bodies[index]!, sessions) },
      { name: "hand-written frame, ROPs", run: (index) => readByHand(bodies[index]!, sessions) },
      { name: "envelope alone", run: (index) => readEnvelope(bodies[index]!) },
      {
        name: "up to clear payloads",
        run: (index) => {
          const response = decode(decodeExecuteResponse, readEnvelope(bodies[index]!).body);
          return response.outcome === "success" ? openExtendedBuffers(response.ropBuffer) : undefined;
        },
      },
    ],
  };
}
