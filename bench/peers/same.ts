/** Whether a peer has decoded the same: what a value holds, name by name. */

/** Words that are names of ours for bits and numbers of the wire; peers give those as they stand there, or not at all. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  "ropId",
  "asSent",
  "outcome",
  "type",
  "origin",
  "flag",
  "tableStatus",
  "tableEventType",
  "logonKind",
  "undercover",
  "ghosted",
  "spoolerProcess",
  "inSearchFolder",
  "message",
  "resend",
  "received",
  "sameTransmittableDisplayName",
  "otherTransport",
  "noRichText",
  "unicode",
  "undecoded",
  "stringType",
  "returnValue",
]);

/** What a value holds, as `name=text`. Numbers are compared as doubles, since one peer has no others. */
function leaves(value: unknown, name: string, into: string[]): string[] {
  if (value === undefined || value === null || typeof value === "function") return into;
  if (value instanceof Uint8Array) {
    into.push(`${name}=${Buffer.from(value).toString("hex")}`);
  } else if (typeof value !== "object") {
    into.push(`${name}=${typeof value === "string" ? JSON.stringify(value) : Number(value)}`);
  } else if (isWideNumber(value)) {
    into.push(`${name}=${Number(value.valueOf().toString())}`);
  } else if (Array.isArray(value)) {
    for (const item of value) leaves(item, name, into);
  } else if ("undecoded" in value || "case" in value) {
    const { bytes, value: chosen } = value as { bytes?: unknown; value?: unknown };
    leaves(bytes ?? chosen, name, into);
  } else {
    // Also what is inherited: protobufjs keeps what a message does not say in its prototype.
    for (const key in value) {
      if (key.startsWith("_") || key.startsWith("$") || OWN_WORDS.has(key)) continue;
      leaves((value as Readonly<Record<string, unknown>>)[key], name === "valueArray" ? name : nameOf(key), into);
    }
  }
  return into;
}

/** Our name for a peer's name of one of several forms of a field. */
function nameOf(key: string): string {
  if (key === "messageClass8") return "messageClass";
  return /^value\d+$/.test(key) ? "propertyValue" : key;
}

/** The 64-bit numbers of protodef (an array of two) and protobufjs (an object). */
function isWideNumber(value: object): value is { valueOf(): bigint } {
  return /BigInt|^Long$/.test(value.constructor?.name ?? "");
}

/** The first thing of ours that the peer lacks, or `undefined`. The peer may hold more: counts, sizes, words of flags. */
function missing(ours: unknown, peers: unknown): string | undefined {
  const theirs = leaves(peers, "", []).sort();
  let at = 0;
  for (const leaf of leaves(ours, "", []).sort()) {
    while (at < theirs.length && theirs[at]! < leaf) at++;
    if (theirs[at] !== leaf) return leaf;
    at++;
  }
  return undefined;
}

/** Throws unless the peer has decoded what we have. */
export function verifySame(what: string, ours: unknown, peers: unknown): void {
  const lost = missing(ours, peers);
  if (lost !== undefined) throw new Error(`${what} does not decode ${lost}`);
}

/** All numbers of a value of ours and all characters of its strings and bytes, added up modulo 2 to the 64th. */
export function checksum(value: unknown): bigint {
  return BigInt.asUintN(64, sumOf(value));
}

function sumOf(value: unknown): bigint {
  if (value === undefined) return 0n;
  if (typeof value === "string") return [...value].reduce((sum, unit) => sum + BigInt(unit.charCodeAt(0)), 0n);
  if (typeof value !== "object" || value === null) return BigInt(value as number | bigint | boolean);
  let sum = 0n;
  if (value instanceof Uint8Array || Array.isArray(value)) for (const item of value) sum += sumOf(item);
  else for (const [key, part] of Object.entries(value)) if (!OWN_WORDS.has(key)) sum += sumOf(part);
  return sum;
}
