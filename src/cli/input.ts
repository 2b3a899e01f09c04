/** The bytes to decode: from a file, from standard input, or written as hex in any of the usual ways. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { hexBytes } from "../json/index.js";
import type { Streams } from "./command.js";
import { joined } from "./kind.js";
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
  if (others.length === 0 && form !== "hex" && existsSync(first)) {
    return bytesOf(await readFile(first).catch(unreadable), form, first);
  }
  const text = args.join(" ");
  const bytes = bytesOfHex(text);
  if (bytes === undefined || form === "raw")
    throw new UsageError(`${text} is no file${form === "raw" ? "" : " and no hex"}`);
  return bytes;
}

function unreadable(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

function bytesOf(content: Uint8Array, form: Form, name: string): Uint8Array {
  if (form === "raw") return content;
  const bytes = bytesOfHex(new TextDecoder("latin1").decode(content));
  if (bytes === undefined && form === "hex") throw new UsageError(`${name} holds something else than hex`);
  return bytes ?? content;
}

/** A line of `xxd`: an offset, a colon, groups of digits, two blanks, the characters. */
const XXD = /^\s*([0-9a-f]{4,16}):\s?(.*)$/i;
/** A line of `hexdump -C`: an offset, digits, the characters between bars; the last one is an offset alone. */
const HEXDUMP = /^\s*([0-9a-f]{7,16})(?:\s+([^|]*)(?:\|.*)?)?$/i;

/** The bytes of hex digits with blanks, line ends, commas and `0x` between them, or of a dump; `undefined` if it is neither. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) return undefined;
  if (XXD.test(lines[0] ?? "")) return bytesOfDump(lines, XXD, /\s\s.*$/);
  if (lines[0]?.includes("|") === true) return bytesOfDump(lines, HEXDUMP, /$/);
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const digits = words.map((word) => {
    const own = word.replace(/^0x/i, "");
    return own !== word && own.length % 2 === 1 ? `0${own}` : own;
  });
  return hexBytes(digits.join(""));
}

/** `undefined` also where lines are missing: dumps leave out lines that repeat. */
function bytesOfDump(lines: readonly string[], form: RegExp, behind: RegExp): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let offset: number | undefined;
  for (const line of lines) {
    const [, at = "", digits = ""] = form.exec(line) ?? [];
    const part = hexBytes(digits.replace(behind, "").replace(/\s/g, ""));
    if (at === "" || part === undefined) return undefined;
    offset ??= Number.parseInt(at, 16);
    if (Number.parseInt(at, 16) !== offset) return undefined;
    offset += part.length;
    parts.push(part);
  }
  return joined(parts);
}
