/**
 * forms.ts:29  Both: exactly one of "failure" and "response" must say what any other value means
 * forms.ts:30  Neither: exactly one of "failure" and "response" must say what any other value means
 * forms.ts:34  Same: exactly one of "failure" and "response" must say what any other value means
 * forms.ts:37  Same.two: the value 0x2 already means the form "one"
 * forms.ts:38  Same.other: only "success", "failure" and "response" have values of their own: say on(value, table(…))
 * forms.ts:42  Head: the last row of the head decides the outcome: it must be a field with an integer type
 * forms.ts:43  Empty: the last row of the head decides the outcome: it must be a field with an integer type
 * forms.ts:45  When: when() has no rows: say which rows depend on the condition
 * forms.ts:45  When: refers to "Result", which is no row of this table or of the way to here: place it, or pass it as a parameter
 */
import {
  schema as define,
  field,
  is,
  on,
  outcomes,
  structure,
  table,
  u8,
  u32,
  utf16Z,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const result = field("Result", u32);
const none = table(section, []);
const Both = structure("Both", section, outcomes([result], { success: none, failure: none, response: none }));
const Neither = structure("Neither", section, outcomes([result], { success: none }));
const Same = structure(
  "Same",
  section,
  outcomes([result], {
    success: none,
    one: on([1, 2], none),
    two: on(2, none),
    other: none,
    failure: none,
  }),
);
const Head = structure("Head", section, outcomes([field("Text", utf16Z)], { success: none, failure: none }));
const Empty = structure("Empty", section, outcomes([], { success: none, failure: none }));
// @ts-expect-error: no rows
const When = structure("When", section, [field("A", u8), when(is(result, 1))]);

export const schema = define({ rops: [], structures: [Both, Neither, Same, Head, Empty, When], errata: [] });
