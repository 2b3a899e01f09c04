/**
 * elsewhere.ts:13  Behind.Number: it stands behind at(), whose content is written there: move it in front
 * elsewhere.ts:21  Offset.Second: it stands behind at(), whose content is written there: move it in front
 * elsewhere.ts:26  Chosen.Number: it stands behind at(), whose content is written there: move it in front
 */
import { asciiZ, at, bool8, choose, schema as define, field, offset, structure, u8, u16, when } from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const first = offset("First", u16);
const second = offset("Second", u16);
const third = offset("Third", u16);
const flag = field("Flag", bool8);
const Behind = structure("Behind", section, [first, field("Text", at(first, asciiZ)), field("Number", u8)]);
const Fine = structure("Fine", section, [
  flag,
  first,
  second,
  field("Text", at(first, asciiZ)),
  when(flag, field("More", at(second, asciiZ))),
]);
const Offset = structure("Offset", section, [first, field("Text", at(first, asciiZ)), second, field("More", at(second, asciiZ))]);
const Chosen = structure("Chosen", section, [
  flag,
  third,
  choose(flag, { true: [field("Text", at(third, asciiZ))], false: [field("Same", at(third, asciiZ))] }),
  field("Number", u8),
]);

export const schema = define({ rops: [], structures: [Behind, Fine, Offset, Chosen], errata: [] });
