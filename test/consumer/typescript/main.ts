/** A program that uses every entry of the package, and the types of what it gets: compiled, and run. */
import {
  decodeRopResponses,
  encode,
  judgePending,
  RopDecodeError,
  type RopOpenFolderResponse,
  type RopPendingResponse,
  Sessions,
} from "ropwire";
import type { LogonKind } from "ropwire/enumerations";
import { compress, decompress } from "ropwire/frame";
import type { ExecuteRequest } from "ropwire/frames/mapi-http";
import type { compile } from "ropwire/generator";
import { fromJson, toJson } from "ropwire/json";
import { MapiHttpClient, type MapiHttpClientOptions } from "ropwire/mapi-http";
import { propertyTag } from "ropwire/names";
import { ropPendingResponseParser } from "ropwire/parsers";
import { decodeRopOpenFolderResponse } from "ropwire/rops/folder/rop-open-folder";
import { encodeRopPendingResponse } from "ropwire/rops/notification/rop-pending";
import { schema } from "ropwire/schema";
import { u16 } from "ropwire/schema/language";
import { Conversation } from "ropwire/stream";
import type { Restriction } from "ropwire/structures/restriction";
import { startMapiServer } from "ropwire/testing";
import { Reader } from "ropwire/wire";

const pending: RopPendingResponse = { ropId: 0x6e, sessionIndex: 18 };
const bytes: Uint8Array = encode(encodeRopPendingResponse, pending);
const sessions = new Sessions<string>();
sessions.add({ handle: "B", index: 18 });

// A union is narrowed by its literals.
const names: string[] = [];
for (const rop of decodeRopResponses(bytes).responses) {
  if (rop.ropId === 0x6e) names.push(`pending ${rop.sessionIndex satisfies number}`);
  if (rop.ropId === 0x02 && rop.outcome === "success") names.push(`open folder ${rop.hasRules satisfies boolean}`);
}
const [verdict] = judgePending(decodeRopResponses(bytes).responses, sessions);
if (verdict?.verdict === "match") names.push(...verdict.sessions.map(({ handle }) => handle));

// @ts-expect-error: values are read-only
pending.sessionIndex = 18;
// @ts-expect-error: a value needs all its fields
const lacking: RopPendingResponse = { ropId: 0x6e };
// @ts-expect-error: an encoder takes its own value
const wrong = () => encode(encodeRopPendingResponse, { ropId: 0x02, sessionIndex: 1 });

const decoder: (r: Reader) => RopOpenFolderResponse = decodeRopOpenFolderResponse;
const refused = (): string => {
  try {
    return String(decoder(new Reader(Uint8Array.of(2))));
  } catch (error) {
    return error instanceof RopDecodeError ? error.code : "another error";
  }
};

// @ts-expect-error: headers are those of fetch
export const badHeaders: MapiHttpClientOptions = { headers: 5 };

const server = await startMapiServer();
const session = await new MapiHttpClient(server.url).connect({ userDn: "/o=Example/cn=alice" });
await session.disconnect();
await server.close();

/** Types alone. */
export type Used = [LogonKind, ExecuteRequest["ropBuffer"], Restriction["restrictType"], ReturnType<typeof compile>];
export { lacking, wrong };

console.log(
  JSON.stringify({
    names,
    json: toJson("RopPendingResponse", fromJson("RopPendingResponse", { ropId: 0x6e, sessionIndex: 18 })),
    parsed: ropPendingResponseParser().parse(bytes).sessionIndex,
    unpacked: decompress(compress(new Uint8Array(100)) ?? new Uint8Array(), 100).length,
    tag: propertyTag("PidTagSubject"),
    rops: schema.rops.length,
    word: u16.is,
    conversation: new Conversation() instanceof Conversation,
    refused: refused(),
  }),
);
