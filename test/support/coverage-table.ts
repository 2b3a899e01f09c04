/** The table of docs/coverage.md: for each ROP what there is of it and what it was held against. */
import { readFileSync } from "node:fs";
import { withoutParser } from "../../generated/parsers/coverage.js";
import type { Codec, RopModel } from "../../scripts/ir/model.js";
import { model } from "./codecs.js";
import { agreedVectors, CANNOT_MATCH, isRop, SPECIFICATIONS, specificationRops, type Vector } from "./vectors.js";

/** Vectors by codec: `RopOpenFolderRequest`. */
export type Counts = Readonly<Record<string, number>>;

export function countsOf(vectors: readonly Vector[]): Counts {
  const counts: Record<string, number> = {};
  for (const { rop, kind } of vectors.filter((one) => isRop(one) && !(one.id in CANNOT_MATCH))) {
    const name = `${rop}${kind === "rop-request" ? "Request" : "Response"}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many vectors of other implementations there are: counted once, since they do not lie in the project. */
export function peerCounts(): Counts {
  return JSON.parse(readFileSync(new URL("../vectors/peer-counts.json", import.meta.url), "utf8")) as Counts;
}

const HEAD = ["RopId", "ROP", "Request", "Response", "Documents", "Agreed", "Peers", "Generated", "binary-parser"];

export function coverageTable(): string {
  const specification = countsOf(SPECIFICATIONS.flatMap(specificationRops));
  const agreed = countsOf(agreedVectors());
  const peers = peerCounts();
  const rows = model.rops
    .toSorted((a, b) => a.id - b.id)
    .map((rop) => {
      const pair = (counts: Counts): string => both(rop, ({ name }) => String(counts[name] ?? 0));
      return [
        `0x${rop.id.toString(16).padStart(2, "0")}`,
        rop.name,
        rop.request === undefined ? "" : "yes",
        forms(rop.response),
        pair(specification),
        pair(agreed),
        pair(peers),
        both(rop, () => "yes"),
        both(rop, ({ name }) => (withoutParser[name] === undefined ? "yes" : "no")),
      ];
    });
  const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0);
  const missing = Object.entries(withoutParser).map(([name, reason]) => `- ${name}: ${reason}`);
  return `${[
    "# Coverage",
    "",
    "Written by `test/docs/coverage.test.ts`; `npx vitest run test/docs/coverage.test.ts -u` writes it anew.",
    "",
    `${model.rops.length} ROPs with ${codecsOf().length} requests and responses, and ${model.structures.length} structures and frames.`,
    "Where a cell has two entries, the first is the request's and the second the response's.",
    "",
    "| column | what it says |",
    "|---|---|",
    "| Request, Response | whether there is one; the forms of the response, which `outcome` tells apart |",
    `| Documents | how many byte examples of the documents it decodes to the values stated there and encodes back (${sum(specification)}) |`,
    `| Agreed | the same for bytes that two independent implementations read alike (${sum(agreed)}) |`,
    `| Peers | the same for bytes in other implementations' tests, which do not lie in this project (${sum(peers)}) |`,
    "| Generated | whether values made up over the schema come back, every prefix of their bytes fails at the right place, and changed bytes come back or fail |",
    "| binary-parser | whether there is a parser for binary-parser, which is held against the decoder |",
    "",
    line(HEAD),
    line(HEAD.map(() => "---")),
    ...rows.map(line),
    "",
    "## Without a parser for binary-parser",
    "",
    ...missing,
  ].join("\n")}\n`;
}

function codecsOf(): readonly Codec[] {
  return model.rops.flatMap(({ request, response }) => [request, response].filter((codec) => codec !== undefined));
}

function both({ request, response }: RopModel, cell: (codec: Codec) => string): string {
  return [request, response].map((codec) => (codec === undefined ? "–" : cell(codec))).join(" / ");
}

function forms(response: Codec | undefined): string {
  if (response === undefined) return "";
  const { body } = response;
  return body.body === "outcomes" && body.forms.length > 1 ? body.forms.map(({ name }) => name).join(", ") : "yes";
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
