/** Names of properties and codes, against what the documents say of some of them. */
import { expect, test } from "vitest";
import { errorCodeName, namedPropertyName, PropertySet, propertyTag, propertyTagName } from "../../src/names/index.js";

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

test("a MultivalueInstance column has the name of its property", () => {
  expect(propertyTagName(0x3a58301f)).toBe(propertyTagName(0x3a58101f));
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
])("code 0x%s", (code, name) => {
  expect(errorCodeName(code)).toBe(name);
});

test("named properties by LID and by string", () => {
  expect(namedPropertyName(PropertySet.PSETID_Common, 0x850e)).toBe("PidLidAgingDontAgeMe");
  expect(namedPropertyName(PropertySet.PSETID_Common.toUpperCase(), 0x850e)).toBe("PidLidAgingDontAgeMe");
});
