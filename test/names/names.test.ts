/** Names of properties and codes, against what the documents say of some of them. */
import { expect, test } from "vitest";
import {
  errorCodeName,
  namedPropertyName,
  PropertySet,
  propertyTag,
  propertyTagName,
  statusCodeName,
} from "../../src/names/index.js";

test.each([
  [0x0037001f, "PidTagSubject"],
  [0x0037001e, "PidTagSubject"],
  [0x3001001f, "PidTagDisplayName"],
  [0x67480014, "PidTagFolderId"],
  [0x667900fd, "PidTagRuleCondition"],
])("tag 0x%s", (tag, name) => {
  expect(propertyTagName(tag)).toBe(name);
});

test("an id that several properties share is told apart by the type", () => {
  expect(propertyTag("PidTagMessageFlags")).toBe(0x0e070003);
  expect(propertyTagName(0x37010102)).toBe("PidTagAttachDataBinary");
  expect(propertyTagName(0x3701000d)).toBe("PidTagAttachDataObject");
});

test("a MultivalueInstance column has the name of its property, not that of another with single values", () => {
  expect(propertyTagName(0x3a58301f)).toBe(propertyTagName(0x3a58101f));
  expect(propertyTagName(0x3a1b301f)).toBe("PidTagBusiness2TelephoneNumbers");
  expect(propertyTagName(0x3a1b001f)).toBe("PidTagBusiness2TelephoneNumber");
  expect(propertyTagName(0x68533003)).toBe("PidTagScheduleInfoMonthsBusy");
});

test("the type itself comes before the other type of strings", () => {
  expect(propertyTagName(0x6802001f)).toBe("PidTagSenderTelephoneNumber");
  expect(propertyTagName(0x6802001e)).toBe("PidTagOfflineAddressBookContainerGuid");
  expect(propertyTagName(0x6803001f)).toBe("PidTagVoiceMessageSenderName");
  expect(propertyTagName(0x6803001e)).toBe("PidTagVoiceMessageSenderName");
  expect(propertyTagName(0x68030003)).toBe("PidTagOfflineAddressBookMessageClass");
});

test.each([
  ["PidTagFolderId", 0x67480014],
  ["PidTagMid", 0x674a0014],
  ["PidTagInstanceNum", 0x674e0003],
  ["PidTagSentMailSvrEID", 0x674000fb],
  ["PidTagAddressBookProxyAddresses", 0x800f101f],
  ["MetaTagIdsetGiven", 0x40170003],
  ["MetaTagCnsetSeen", 0x67960102],
])("the tag of %s", (name, tag) => {
  expect(propertyTag(name)).toBe(tag);
  expect(propertyTagName(tag)).toBe(name);
});

test("what has no name", () => {
  expect(propertyTagName(0xfffe001f)).toBeUndefined();
  expect(propertyTag("PidTagNoSuchThing")).toBeUndefined();
  expect(errorCodeName(0x12345678)).toBeUndefined();
  expect(namedPropertyName(PropertySet.PSETID_Common, 0xfffffff)).toBeUndefined();
});

test.each([
  [0, "Success"],
  [0x80040102, "NotSupported"],
  [0x8004010f, "NotFound"],
  [0x00040380, "ErrorsReturned"],
  [0x00000478, "WrongServer"],
  [0x00000496, "ConversationNotFound"],
  [0x80030019, "StreamSeekError"],
])("code 0x%s", (code, name) => {
  expect(errorCodeName(code)).toBe(name);
});

test("named properties by LID and by string", () => {
  expect(namedPropertyName(PropertySet.PSETID_Common, 0x850e)).toBe("PidLidAgingDontAgeMe");
  expect(namedPropertyName(PropertySet.PSETID_Common.toUpperCase(), 0x850e)).toBe("PidLidAgingDontAgeMe");
});

test("header names are found as servers return them and as MS-OXPROPS writes them", () => {
  expect(namedPropertyName(PropertySet.PS_INTERNET_HEADERS, "content-class")).toBe("PidNameContentClass");
  expect(namedPropertyName(PropertySet.PS_INTERNET_HEADERS, "Content-Class")).toBe("PidNameContentClass");
  expect(namedPropertyName(PropertySet.PS_PUBLIC_STRINGS, "keywords")).toBeUndefined();
  expect(namedPropertyName(PropertySet.PS_PUBLIC_STRINGS, "Keywords")).toBe("PidNameKeywords");
});

test("what every object has is no name", () => {
  expect(namedPropertyName(PropertySet.PS_PUBLIC_STRINGS, "constructor")).toBeUndefined();
  expect(namedPropertyName("constructor", "name")).toBeUndefined();
});

test("a status is called as the same ReturnValue, but for the one of RPC", () => {
  expect(statusCodeName(0x6bb)).toBe("ServerTooBusy");
  expect(errorCodeName(0x6bb)).toBe("ObjectLocked");
  expect(statusCodeName(0x47d)).toBe(errorCodeName(0x47d));
});
