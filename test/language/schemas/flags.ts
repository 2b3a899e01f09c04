/** Words of informative bits. */
import { schema as define, field, flags, has, list, structure, u8, u32, when } from "../../../schema/language/index.js";
import { section } from "./section.js";

const style = field("Style", flags("Style", section, u32, { bold: 1, italic: 2, all: 0x80000000 }));

const Styled = structure("Styled", section, [
  style,
  when(has(style, "italic"), field("Angle", u8)),
  when(has(style, "all"), field("More", u8)),
]);
const Styles = structure("Styles", section, [field("Two", list(2, flags("Small", section, u8, { one: 1 })))]);

export const schema = define({ rops: [], structures: [Styled, Styles], errata: [] });
