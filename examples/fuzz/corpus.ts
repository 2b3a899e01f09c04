/** Inputs that once showed something, as files: test/corpus/TARGET/SHA.hex, with what happened in a comment. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/read/load.js";
import type { Finding } from "../../src/fuzz/index.js";
import { hexOf } from "../../src/wire/text.js";

export interface Kept {
  readonly target: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

const folder = join(packageRoot(), "test/corpus");

/** All inputs of the corpus, or those of a target. */
export function corpus(only?: string): readonly Kept[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (only === undefined || entry.name === only))
    .flatMap(({ name: target }) =>
      readdirSync(join(folder, target))
        .filter((file) => file.endsWith(".hex"))
        .map((file) => ({ target, file, bytes: bytesOf(readFileSync(join(folder, target, file), "utf8")) })),
    );
}

/** Writes the bytes down; the name of the file, from the root of the package. */
export function keep(target: string, { kind, message, bytes }: Finding): string {
  const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.hex`;
  mkdirSync(join(folder, target), { recursive: true });
  const reason = message.replace(/\s+/g, " ").slice(0, 200);
  writeFileSync(join(folder, target, name), `# ${kind}: ${reason}\n${hexOf(bytes).replace(/.{100}/g, "$&\n")}\n`);
  return `test/corpus/${target}/${name}`;
}

/** Lines of hex; those that begin with # are comments. */
function bytesOf(text: string): Uint8Array {
  const hex = text.replace(/^#.*$/gm, "").replace(/\s/g, "");
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
