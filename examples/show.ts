/** Prints short, aligned lines; coloured on a terminal only (NO_COLOR and FORCE_COLOR are obeyed). */
import { styleText } from "node:util";

/** How wide the first column is. */
const WIDTH = 15;

function style(format: "bold" | "cyan" | "green" | "red", text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

export function heading(text: string): void {
  console.log(`\n${style("bold", text)}`);
}

/** Who or what, and what happened. */
export function line(who: string, what: string): void {
  console.log(`  ${style("cyan", who.padEnd(WIDTH))} ${what}`);
}

/** A line that says whether something went as it must. */
export function outcome(text: string, good: boolean): void {
  console.log(`  ${style(good ? "green" : "red", (good ? "ok" : "FAILED").padEnd(WIDTH))} ${text}`);
}
