/** The blocks of code in README, CONTRIBUTING and the guides. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root: string = resolve(import.meta.dirname, "../..");

export interface Block {
  readonly file: string;
  /** Of the fence. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** Every document with code that is not generated. */
export const documents: readonly string[] = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  ...["docs", "schema", "test"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  ),
];

/** The fenced blocks, in order; code without a fence has the language `indented`. */
export function blocksOf(file: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, indent = "", language] = /^( *)```(.*)$/.exec(lines[at] ?? "") ?? [];
    if (language === undefined) {
      // In a list it is a paragraph of an item.
      if (/^(?: {4}|\t)\s*\S/.test(lines[at] ?? "") && lines[at - 1] === "" && !inList(lines, at))
        blocks.push({ file, line: at + 1, language: "indented", code: lines[at] ?? "" });
      continue;
    }
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end < 0) throw new Error(`${file}:${at + 1} is not closed`);
    const code = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ file, line: at + 1, language, code: code.map((line) => `${line}\n`).join("") });
    at = end;
  }
  return blocks;
}

function inList(lines: readonly string[], at: number): boolean {
  const before = lines.slice(0, at).findLast((line) => /^\S/.test(line)) ?? "";
  return /^(?:[-*]|\d+\.) /.test(before);
}
