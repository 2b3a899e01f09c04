/** How the tour is told: lines for people (coloured on a terminal only), or one JSON object per line. */
import { styleText } from "node:util";
import { heading } from "../show.js";

/** `refused`: the server answered, in the form of the documents, that it will not, and the tour can do without. */
export type Outcome = "ok" | "refused" | "skipped" | "failed";

export type Entry =
  | { readonly kind: "section"; readonly title: string }
  | {
      readonly kind: "step";
      readonly name: string;
      readonly outcome: Outcome;
      readonly text: string;
      /** What is needed to find the cause: places, bytes. */
      readonly details: readonly string[];
    }
  /** Something that the server does otherwise than the documents ask for, or that is worth knowing. */
  | { readonly kind: "remark"; readonly text: string }
  | { readonly kind: "summary"; readonly text: string; readonly good: boolean };

export type Report = (entry: Entry) => void;

const COLOURS = { ok: "green", refused: "yellow", skipped: "gray", failed: "red" } as const;
/** How wide the first two columns are. */
const OUTCOME = 8;
const NAME = 26;

export const jsonReport: Report = (entry) => console.log(JSON.stringify(entry));

export const textReport: Report = (entry) => {
  switch (entry.kind) {
    case "section":
      return heading(entry.title);
    case "step": {
      const { name, outcome, text, details } = entry;
      const word = outcome === "failed" ? "FAILED" : outcome;
      print(COLOURS[outcome], word, `${name.padEnd(NAME)} ${text}`);
      for (const detail of details) print("gray", "", `${" ".repeat(NAME)} ${detail}`);
      return;
    }
    case "remark":
      return print("yellow", "differs", entry.text);
    case "summary":
      heading("summary");
      return print(entry.good ? "green" : "red", entry.good ? "ok" : "FAILED", entry.text);
  }
};

function print(colour: "green" | "yellow" | "gray" | "red", word: string, text: string): void {
  console.log(`  ${styleText(colour, word.padEnd(OUTCOME), { stream: process.stdout })} ${text}`);
}
