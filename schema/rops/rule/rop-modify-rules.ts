/** RopModifyRules: changes the rules of a folder. */
import { oxcrops, oxorule } from "../../documents.js";
import { count, field, flags, list, rop, table, u8, u16 } from "../../language/index.js";
import { RuleData } from "../../structures/rules.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How the changes are to be taken. */
const ModifyRulesFlags = flags("ModifyRulesFlags", oxorule("2.2.1.1"), u8, {
  /** The folder's rules are replaced; each change must then add a rule. */
  replace: 0x01,
});

/** Adds, changes and removes standard rules of a folder, or replaces them all. */
export const RopModifyRules = rop("RopModifyRules", 0x41, oxcrops("2.2.11.1"), {
  request: table(oxcrops("2.2.11.1.1"), [
    LogonId,
    InputHandleIndex,
    field("ModifyRulesFlags", ModifyRulesFlags),
    field("RulesData", list(count("RulesCount", u16), RuleData)),
  ]),
  response: table(oxcrops("2.2.11.1.2"), [InputHandleIndex, ReturnValue]),
});
