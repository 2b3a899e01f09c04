/** Structures that hold themselves, by name, down to a depth. */
import {
  choose,
  count,
  schema as define,
  enumeration,
  field,
  late,
  list,
  parameter,
  structure,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const kind = field("Kind", enumeration("TreeKind", section, u8, { leaf: 0, branch: 1, twig: 2 }));
const Tree = structure(
  "Tree",
  section,
  [
    kind,
    choose(kind, {
      leaf: [field("Number", u16)],
      branch: [field("Children", list(count("Count", u8), late("Tree")))],
      twig: [field("Child", late("Tree"))],
    }),
  ],
  { depth: 4 },
);
const widths = parameter("widths", enumeration("TreeWidths", section, u8, { narrow: 0, wide: 1 }));
const Width = choose(widths, { narrow: u8, wide: u16 });
const Nest = structure("Nest", section, list(count("Count", Width), late("Nest", { widths })), {
  takes: [widths],
  depth: 3,
});

export const schema = define({ rops: [], structures: [Tree, Nest], errata: [] });
