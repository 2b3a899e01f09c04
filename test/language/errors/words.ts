/**
 * words.ts:50  Numbered.uno: has the same wire value as "one"
 * words.ts:51  Numbered.large: the value 256 does not fit u8
 * words.ts:52  Numbered.text: its value is text, but the enumeration is over u8: give a number
 * words.ts:55  Named.short: its value is not 2 bytes in lower-case hex
 * words.ts:56  Named.upper: its value is not 2 bytes in lower-case hex
 * words.ts:57  Named.several: has several values: an enumeration over bytes has one for each case
 * words.ts:58  Named.number: its value is not 2 bytes in lower-case hex
 * words.ts:61  Empty: an enumeration without cases: say what its values mean, or make it an integer
 * words.ts:62  Open: an enumeration over bytes needs a fixed number of them: say bytes(16)
 * words.ts:69  None: flags without names: say what the bits mean, or make it an integer
 * words.ts:70  Wide.wide: the mask 256 does not fit u8
 * words.ts:71  Words.G: bits() without parts: say which bits mean what, or make it an integer
 * words.ts:75  Words.H.gaps: its mask 0x5 has gaps: a part is a run of bits
 * words.ts:76  Words.H.two: a bit has a mask of one bit
 * words.ts:77  Words.H.overlap: its mask overlaps the mask of an earlier part
 * words.ts:78  Words.H.outside: its mask 0x100 lies outside a word of 8 bits
 * words.ts:79  Words.H.empty: its mask 0x0 lies outside a word of 8 bits
 * words.ts:85  Words.I.named: Named is an enumeration over bytes and cannot be a part of a word
 * words.ts:86  Words.I.aliased: its mask is too narrow for Aliased.one (2)
 * words.ts:86  Words.I.aliased: Aliased.one has several values, and nothing keeps which of them a part was: give it one, or say packed()
 * words.ts:87  Words.I.spare: a reserved part is zero
 * words.ts:88  Words.I.text: a part is a bit, a presence bit, an integer or an enumeration
 * words.ts:91  Words.J.asked: the parts of a packed number are no properties: presence(bit) has a meaning in bits() only
 * words.ts:92  Words.K: reserved bytes have a fixed number: say reserved(bytes(3))
 * words.ts:93  Words.L: reserved bytes are zero
 */
import {
  bit,
  bits,
  bool8,
  bytes,
  schema as define,
  enumeration,
  field,
  flags,
  packed,
  part,
  presence,
  reserved,
  size,
  structure,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const Numbered = enumeration("Numbered", section, u8, {
  one: 1,
  uno: 1,
  large: 256,
  text: "01",
});
const Named = enumeration("Named", section, bytes(2), {
  short: "01",
  upper: "0A0B",
  several: ["0102", "0103"],
  number: 1,
});
const Aliased = enumeration("Aliased", section, u8, { one: [1, 2] });
const Empty = enumeration("Empty", section, u8, {});
const Open = enumeration("Open", section, bytes(size("Size", u8)), { one: "01" });

const Words = structure("Words", section, [
  field("A", Numbered),
  field("B", Named),
  field("C", Empty),
  field("D", Open),
  field("E", flags("None", section, u8, {})),
  field("F", flags("Wide", section, u8, { wide: 0x100 })),
  field("G", bits(u8, [])),
  field(
    "H",
    bits(u8, [
      part("gaps", 0x05, u8),
      part("two", 0x18, bit),
      part("overlap", 0x10, bit),
      part("outside", 0x100, bit),
      part("empty", 0, bit),
    ]),
  ),
  field(
    "I",
    bits(u16, [
      part("named", 0x00ff, Named),
      part("aliased", 0x0100, Aliased),
      part("spare", 0x0200, reserved(u8, 1)),
      part("text", 0x0400, bool8),
    ]),
  ),
  field("J", packed(u8, [part("asked", 0x01, presence(bit))])),
  field("K", reserved(bytes(size("KSize", u8)))),
  field("L", reserved(bytes(2), 1)),
]);

export const schema = define({ rops: [], structures: [Words], errata: [] });
