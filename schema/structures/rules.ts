/** Rules: changes to them, what they do with a message, and the properties that hold extended rules. */
import { oxcrops, oxorule } from "../documents.js";
import {
  bool8,
  bytes,
  choose,
  constant,
  count,
  enumeration,
  field,
  flags,
  given,
  guid,
  is,
  list,
  not,
  reserved,
  size,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
  when,
  within,
} from "../language/index.js";
import { FolderEntryID, MessageEntryID } from "./entry-ids.js";
import { FolderID, MessageID } from "./identifiers.js";
import { PropertyName } from "./property-name.js";
import { CountWidth, TaggedPropertyValue, widths } from "./property-values.js";
import { Restriction } from "./restriction.js";
import { ServerId } from "./server-id.js";

// ---- changes to rules --------------------------------------------------------------------------------------------

/** What becomes of one rule. */
const RuleDataFlags = flags("RuleDataFlags", oxorule("2.2.1.3"), u8, {
  /** A new rule is added. */
  rowAdd: 0x01,
  /** The rule named by PidTagRuleId is changed. */
  rowModify: 0x02,
  /** The rule named by PidTagRuleId is removed. */
  rowRemove: 0x04,
});

/** One change to the rules of a folder. */
export const RuleData = structure("RuleData", oxcrops("2.2.11.1.1.1"), [
  field("RuleDataFlags", RuleDataFlags),
  /** The rule: its condition (PidTagRuleCondition), its actions (PidTagRuleActions) and the rest of its properties. */
  field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
]);

// ---- actions ----------------------------------------------------------------------------------------------------

/** What is done with the message. */
export const ActionType = enumeration("ActionType", oxorule("2.2.5.1"), u8, {
  /** It is moved to a folder. */
  move: 0x01,
  /** It is copied to a folder. */
  copy: 0x02,
  /** It is answered. */
  reply: 0x03,
  /** It is answered because the mailbox is out of office. */
  oofReply: 0x04,
  /** Something that only the client can do. */
  deferAction: 0x05,
  /** It is sent back. */
  bounce: 0x06,
  forward: 0x07,
  /** It is sent on to somebody who acts for its receiver. */
  delegate: 0x08,
  /** A property of it is set. */
  tag: 0x09,
  delete: 0x0a,
  markAsRead: 0x0b,
});

/** How the message is answered. */
export const ReplyFlavor = flags("ReplyFlavor", oxorule("2.2.5.1.1"), u32, {
  /** Not to its sender, but to the recipients of the template. */
  doNotSendToOriginator: 0x00000001,
  /** With a text of the server instead of the template's. */
  stockReplyTemplate: 0x00000002,
});

/** How the message is forwarded. */
export const ForwardFlavor = flags("ForwardFlavor", oxorule("2.2.5.1.1"), u32, {
  /** In the name of its sender, marked as forwarded by a rule. */
  preserveSender: 0x00000001,
  /** Without any change. */
  doNotMungeMessage: 0x00000002,
  /** As an attachment; only by itself. */
  forwardAsAttachment: 0x00000004,
  /** As a text message to a telephone; only by itself. */
  sendSmsAlert: 0x00000008,
});

/** Why the message is sent back. */
export const BounceCode = enumeration("BounceCode", oxorule("2.2.5.1.2.5"), u32, {
  tooLarge: 0x0000000d,
  /** The receiver's form cannot show it. */
  notDisplayed: 0x0000001f,
  denied: 0x00000026,
});

/** Somebody that a message is forwarded to. */
export const RecipientBlockData = structure(
  "RecipientBlockData",
  oxorule("2.2.5.1.2.4.1"),
  [
    field("Reserved", reserved(u8)),
    /** The recipient; at least PidTagDisplayName, PidTagEmailAddress and PidTagRecipientType. The count is narrow in standard rules (erratum D-RuleCounts). */
    field("PropertyValues", list(count("NoOfProperties", CountWidth), given(TaggedPropertyValue, { widths }))),
  ],
  { takes: [widths] },
);

const actionType = field("ActionType", ActionType);
const folderInThisStore = field("FolderInThisStore", bool8);

const moveData = table(oxorule("2.2.5.1.2.1"), [
  choose(widths, {
    narrow: [
      folderInThisStore,
      /** The store of the folder; without meaning if the folder is in this one (erratum D-MoveCopyEid). */
      field("StoreEID", bytes(size("StoreEIDSize", u16), { holds: "EntryID" })),
      /** The folder: a ServerEid if it is in this store, else an id that the client understands. */
      field(
        "FolderEID",
        within(size("FolderEIDSize", u16), choose(folderInThisStore, { true: ServerId, false: bytes(toEnd) })),
      ),
    ],
    wide: [
      /** The store of the folder. */
      field("StoreEID", bytes(size("StoreEIDSize", u32), { holds: "EntryID" })),
      field("FolderEID", within(size("FolderEIDSize", u32), FolderEntryID)),
    ],
  }),
]);

/** The PidTagReplyTemplateId of the template. */
const replyTemplateGuid = field("ReplyTemplateGUID", guid);
const replyData = table(oxorule("2.2.5.1.2.2"), [
  choose(widths, {
    narrow: [
      /** The folder of the message that is the template of the answer. */
      field("ReplyTemplateFID", FolderID),
      field("ReplyTemplateMID", MessageID),
      replyTemplateGuid,
    ],
    wide: [
      /** The message that is the template of the answer. */
      field("ReplyTemplateMessageEID", within(size("MessageEIDSize", u32), MessageEntryID)),
      replyTemplateGuid,
    ],
  }),
]);

const recipients = table(oxorule("2.2.5.1.2.4"), [
  /** At least one. The count is narrow in standard rules (erratum D-RuleCounts). */
  field("RecipientBlocks", list(count("RecipientCount", CountWidth), given(RecipientBlockData, { widths }))),
]);

/** One action. */
export const ActionBlock = structure(
  "ActionBlock",
  oxorule("2.2.5.1"),
  [
    within(size("ActionLength", CountWidth), [
      actionType,
      /** How it is done; zero except for answers and forwarding. */
      field(
        "ActionFlavor",
        choose(actionType, { reply: ReplyFlavor, oofReply: ReplyFlavor, forward: ForwardFlavor, otherwise: u32 }),
      ),
      /** The client's own. */
      field("ActionFlags", u32),
      choose(actionType, {
        move: moveData,
        copy: moveData,
        reply: replyData,
        oofReply: replyData,
        deferAction: table(oxorule("2.2.5.1.2.3"), [
          /** What is to be done, in a form that only the client understands. */
          field("ActionData", bytes(toEnd)),
        ]),
        bounce: table(oxorule("2.2.5.1.2.5"), [field("BounceCode", BounceCode)]),
        forward: recipients,
        delegate: recipients,
        tag: table(oxorule("2.2.5.1.2.6"), [
          /** The property that is set, and its value. */
          field("ActionData", given(TaggedPropertyValue, { widths })),
        ]),
        delete: [],
        markAsRead: [],
        otherwise: [
          /** What belongs to an action that the document does not define. */
          field("ActionData", bytes(toEnd)),
        ],
      }),
    ]),
  ],
  { takes: [widths] },
);

/** What a rule does (the value of a PtypRuleAction). Counts and sizes are narrow in standard rules and wide in extended ones. */
export const RuleAction = structure(
  "RuleAction",
  oxorule("2.2.5"),
  [
    /** At least one. */
    field("ActionBlocks", list(count("NoOfActions", CountWidth), given(ActionBlock, { widths }))),
  ],
  { takes: [widths], depth: 64 },
);

// ---- extended rules ---------------------------------------------------------------------------------------------

const noOfNamedProps = count("NoOfNamedProps", u16);

/** The names that the property ids in an extended rule have. */
export const NamedPropertyInformation = structure("NamedPropertyInformation", oxorule("2.2.4.2"), [
  noOfNamedProps,
  /** Ids of 0x8000 and above. */
  field("PropIds", list(noOfNamedProps, u16)),
  /** The name for each id, in the same order; absent if there are none. */
  when(
    not(is(noOfNamedProps, 0)),
    field("NamedProperties", within(size("NamedPropertiesSize", u32), list(noOfNamedProps, PropertyName))),
  ),
]);

const namedPropertyInformation = field("NamedPropertyInformation", NamedPropertyInformation);

/** What an extended rule does (the value of PidTagExtendedRuleMessageActions). */
export const ExtendedRuleMessageActions = structure("ExtendedRuleMessageActions", oxorule("2.2.4.1.9"), [
  namedPropertyInformation,
  field("RuleVersion", constant(u32, 1)),
  /** All strings in it are in UTF-16. */
  field("RuleActionsBuffer", given(RuleAction, { widths: "wide" })),
]);

/** When an extended rule does it (the value of PidTagExtendedRuleMessageCondition). */
export const ExtendedRuleMessageCondition = structure("ExtendedRuleMessageCondition", oxorule("2.2.4.1.10"), [
  namedPropertyInformation,
  /** All strings in it are in UTF-16. */
  field("RuleRestriction", given(Restriction, { widths: "wide" })),
]);
