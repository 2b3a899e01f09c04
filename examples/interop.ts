/** `npm run interop -- URL`: drives the client of this package through a tour of any MAPI/HTTP server, and prints what it saw. */
import { parseArguments, USAGE } from "./interop/arguments.js";
import { jsonReport, textReport } from "./interop/report.js";
import { tour } from "./interop/tour.js";

const given = parseArguments(process.argv.slice(2), process.env.INTEROP_PASSWORD);
if (typeof given === "string") {
  console.error(`${given}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  const good = await tour(given, given.json ? jsonReport : textReport);
  process.exitCode = good ? 0 : 1;
}
