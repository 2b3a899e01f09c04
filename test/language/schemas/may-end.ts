/** Tables that may end early. */
import {
  asciiZ,
  bool8,
  count,
  schema as define,
  erratum,
  field,
  is,
  list,
  mayEnd,
  not,
  structure,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const result = field("Result", u8);
const Failing = structure("Failing", section, [
  result,
  mayEnd("D-Test", not(is(result, 0))),
  field("Done", bool8),
  field("Name", asciiZ),
]);
const Always = structure("Always", section, [result, mayEnd("D-Test"), field("Items", list(count("Count", u8), u16))]);
const Steps = structure("Steps", section, [
  result,
  mayEnd("D-Test"),
  field("First", u8),
  mayEnd("D-Test"),
  field("Second", u16),
]);

export const schema = define({
  rops: [],
  structures: [Failing, Always, Steps],
  errata: [
    erratum("D-Test", {
      document: "The rest is there.",
      wire: "The rest may be missing.",
      evidence: "None: this is a test.",
    }),
  ],
});
