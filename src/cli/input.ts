/** The bytes to decode: from a file, from standard input, or written among the arguments. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Streams } from "./command.js";
import { bytesOfHex } from "./hex.js";
import { isEnveloped } from "./mapi-http.js";
import { UsageError } from "./usage.js";

/** How the bytes are written. */
export type Form = "hex" | "raw" | "auto";

/**
 * The bytes that the arguments name: a file, `-` or nothing for standard input, or hex digits.
 *
 * @throws UsageError where there are none
 */
export async function bytesFrom(args: readonly string[], form: Form, stdin: Streams["stdin"]): Promise<Uint8Array> {
  const [first, ...others] = args;
  if (first === undefined || (first === "-" && others.length === 0)) {
    if (first === undefined && stdin.isTTY === true)
      throw new UsageError("nothing to decode: name a file, or give hex");
    return bytesOf(await buffer(stdin), form, "standard input");
  }
  if (others.length === 0 && existsSync(first)) {
    return bytesOf(await readFile(first).catch(unreadable), form, first);
  }
  const text = args.join(" ");
  const bytes = bytesOfHex(text);
  if (bytes === undefined || form === "raw")
    throw new UsageError(`${text} is no file${form === "raw" ? "" : " and no hex"}`);
  return some(bytes, text);
}

function unreadable(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

function bytesOf(content: Uint8Array, form: Form, name: string): Uint8Array {
  if (form === "raw" || content.length === 0) return some(content, name);
  const text = textOf(content);
  if (HTTP.test(text)) throw new UsageError(`${name} is a whole HTTP message: what is decoded is its body, unchunked`);
  const bytes = bytesOfHex(text);
  if (bytes !== undefined) return some(bytes, name);
  if (form === "hex") throw new UsageError(`${name} holds something else than hex`);
  // Text that people have written would make ROPs that nobody has sent.
  if (isText(content) && !isEnveloped(content)) {
    throw new UsageError(`${name} holds text that is no hex; with --raw its characters are the bytes`);
  }
  return content;
}

function some(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes.length === 0) throw new UsageError(`${name} holds no bytes`);
  return bytes;
}

/** The first line of an HTTP message. */
const HTTP = /^(HTTP\/\d|[A-Z]{3,8} \S{1,2000} HTTP\/\d)/;

/** The characters of a file that may be text: UTF-16 if it begins so, or else one a byte. */
function textOf(content: Uint8Array): string {
  const utf16 = content[0] === 0xff && content[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "latin1").decode(content).replace(/^\u00ef\u00bb\u00bf/, "");
}

/** Whether there is nothing but characters for people, in UTF-8 or in UTF-16. */
function isText(content: Uint8Array): boolean {
  return (
    /^[^\p{Cc}\ufffd]*$/u.test(new TextDecoder().decode(content).replace(/\s/g, "")) ||
    (content.length >= 4 && /^[\x20-\x7e\s]*$/.test(new TextDecoder("utf-16le").decode(content)))
  );
}
