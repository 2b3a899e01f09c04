/** The ROPs on messages and on properties of any object. */
import { PropertyType } from "../../../generated/enumerations.js";
import type { RopCreateMessageRequest } from "../../../generated/rops/message/rop-create-message.js";
import {
  encodeRopOpenMessageResponse,
  type RopOpenMessageRequest,
} from "../../../generated/rops/message/rop-open-message.js";
import type { RopReadRecipientsRequest } from "../../../generated/rops/message/rop-read-recipients.js";
import type { RopSaveChangesMessageRequest } from "../../../generated/rops/message/rop-save-changes-message.js";
import type { RopGetPropertiesAllRequest } from "../../../generated/rops/property/rop-get-properties-all.js";
import type { RopGetPropertiesSpecificRequest } from "../../../generated/rops/property/rop-get-properties-specific.js";
import type { RopSetPropertiesRequest } from "../../../generated/rops/property/rop-set-properties.js";
import type { TaggedPropertyValue } from "../../../generated/structures/property-values.js";
import {
  encodeOpenRecipientRow,
  encodeReadRecipientRow,
  type OpenRecipientRow,
} from "../../../generated/structures/recipient-rows.js";
import type { TypedString } from "../../../generated/structures/typed-string.js";
import { encode } from "../../codec.js";
import { messageCodePage } from "../code-page.js";
import { ErrorCode, RopFailure } from "../codes.js";
import { Message, propertiesOf } from "../mailbox/items.js";
import { type Limit, Properties, rowOf, sizeOf, typeOf } from "../mailbox/properties.js";
import type { RecipientScript } from "../mailbox/script.js";
import { RECIPIENT_COLUMNS, Tag } from "../mailbox/tags.js";
import type { Answer, Call } from "./call.js";
import { countFitting } from "./fitting.js";

/** The most rows that RopOpenMessage tells ([MS-OXCMSG] 2.2.3.1.2), and RopReadRecipients. */
const MOST_OPENED = 255;
const MOST_READ = 254;
/** RopId, InputHandleIndex, ReturnValue, RowCount. */
const READ_RECIPIENTS_HEAD = 7;
/** RopId, InputHandleIndex, ReturnValue, and PropertyValueCount: not less than what stands in front of a row. */
const PROPERTIES_HEAD = 8;
/** A property tag: not less than the type and the flag in a row. */
const PROPERTY_HEAD = 4;
/** A value of PtypErrorCode. */
const ERROR_SIZE = 4;
/** PidTagObjectType of a user. */
const MAIL_USER = 6;
/** The code page of rows that have no 8-bit strings. */
const UTF16 = 1200;
/** The types of strings, 8-bit and Unicode. */
const STRING_TYPES: readonly (readonly [string8: number, string: number])[] = [
  [PropertyType.string8, PropertyType.string],
  [PropertyType.multipleString8, PropertyType.multipleString],
];

type PropertiesRequest = RopGetPropertiesSpecificRequest | RopGetPropertiesAllRequest;

export function openMessage(request: RopOpenMessageRequest, { session, handles, room }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, outputHandleIndex, codePageId, folderId, messageId } = request;
  const { mailbox } = session.object(handles[inputHandleIndex], logonId, "logon", "folder");
  const message = mailbox.findFolder(folderId)?.messages.find(({ id }) => id === messageId);
  if (message === undefined) throw new RopFailure(ErrorCode.notFound);
  const { subject, recipients } = message;
  const codePage = messageCodePage(codePageId, session.codePage);
  const response = {
    ropId,
    outputHandleIndex,
    outcome: "success",
    returnValue: 0,
    hasNamedProperties: false,
    subjectPrefix: typedString(subject.prefix),
    normalizedSubject: typedString(subject.normalized),
    recipientCount: recipients.length,
    recipientColumns: RECIPIENT_COLUMNS,
    recipientRows: [],
  } as const;
  const head = encode(encodeRopOpenMessageResponse, response).length;
  // RopReadRecipients reads the others.
  const recipientRows = recipients.slice(0, MOST_OPENED).map(recipientRow);
  const count = countFitting(recipientRows, room - head, codePage, (w, row) =>
    encodeOpenRecipientRow(w, row, RECIPIENT_COLUMNS),
  );
  return {
    response: { ...response, recipientRows: recipientRows.slice(0, count) },
    opens: { kind: "message", logonId, mailbox, message, codePage, isNew: false, unsaved: [] },
  };
}

function typedString(string: string): TypedString {
  if (string === "") return { stringType: "empty" };
  // Half the bytes where no character needs the other half.
  const reduced = Array.from(string).every((character) => character <= "\xff");
  return { stringType: reduced ? "reducedUnicode" : "unicode", string };
}

function recipientRow({ type = "to", displayName, address }: RecipientScript): OpenRecipientRow {
  const properties = new Properties({}, [
    { propertyTag: Tag.PidTagObjectType, propertyValue: MAIL_USER },
    { propertyTag: Tag.PidTagDisplayType, propertyValue: 0 },
    { propertyTag: Tag.PidTagSmtpAddress, propertyValue: address },
  ]);
  return {
    type,
    resend: false,
    received: false,
    codePageId: UTF16,
    recipientRow: {
      type: "smtp",
      sameTransmittableDisplayName: true,
      otherTransport: false,
      noRichText: false,
      unicode: true,
      emailAddress: address,
      displayName,
      recipientProperties: rowOf(RECIPIENT_COLUMNS, properties),
    },
  };
}

/** From a row on as many as fit; one at least, which then makes the response too large. */
export function readRecipients(request: RopReadRecipientsRequest, { session, handles, room }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, rowId } = request;
  const { message, codePage } = session.object(handles[inputHandleIndex], logonId, "message");
  const rows = message.recipients
    .slice(rowId, rowId + MOST_READ)
    .map((recipient, index) => ({ rowId: rowId + index, ...recipientRow(recipient) }));
  if (rows.length === 0) throw new RopFailure(ErrorCode.notFound);
  const count = countFitting(rows, room - READ_RECIPIENTS_HEAD, codePage, (w, row) =>
    encodeReadRecipientRow(w, row, RECIPIENT_COLUMNS),
  );
  const recipientRows = rows.slice(0, Math.max(1, count));
  return {
    response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, recipientRows },
    context: { recipientColumns: RECIPIENT_COLUMNS },
  };
}

export function createMessage(request: RopCreateMessageRequest, { session, handles }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, outputHandleIndex, codePageId, folderId, associatedFlag } = request;
  const { mailbox } = session.object(handles[inputHandleIndex], logonId, "logon", "folder");
  const folder = mailbox.findFolder(folderId);
  if (folder === undefined) throw new RopFailure(ErrorCode.notFound);
  if (associatedFlag) throw new RopFailure(ErrorCode.notSupported);
  const codePage = messageCodePage(codePageId, session.codePage);
  const message = new Message(mailbox.nextId(), folder, [], propertiesOf({}, mailbox.now()));
  return {
    response: { ropId, outputHandleIndex, outcome: "success", returnValue: 0 },
    opens: { kind: "message", logonId, mailbox, message, codePage, isNew: true, unsaved: [] },
  };
}

export function setProperties(request: RopSetPropertiesRequest, { session, handles }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, propertyValues } = request;
  const opened = session.object(handles[inputHandleIndex], logonId, "message");
  const { properties } = opened.message;
  const propertyProblems = propertyValues.flatMap(({ propertyTag }, index) =>
    properties.isComputed(propertyTag) ? [{ index, propertyTag, errorCode: ErrorCode.computed }] : [],
  );
  return {
    response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, propertyProblems },
    commit: () =>
      opened.unsaved.push(...propertyValues.filter(({ propertyTag }) => !properties.isComputed(propertyTag))),
  };
}

export function saveChangesMessage(request: RopSaveChangesMessageRequest, { session, handles }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, responseHandleIndex } = request;
  const opened = session.object(handles[inputHandleIndex], logonId, "message");
  const { message, mailbox } = opened;
  return {
    response: {
      ropId,
      responseHandleIndex,
      outcome: "success",
      returnValue: 0,
      inputHandleIndex,
      messageId: message.id,
    },
    commit: () => {
      const { isNew, unsaved } = opened;
      opened.isNew = false;
      opened.unsaved = [];
      if (!isNew) {
        mailbox.modify(message, unsaved);
      } else {
        message.properties.assign(unsaved);
        mailbox.insert(message);
      }
    },
  };
}

export function getPropertiesSpecific(request: RopGetPropertiesSpecificRequest, call: Call): Answer {
  const { ropId, inputHandleIndex, propertyTags } = request;
  const rowData = rowOf(propertyTags, propertiesFor(request, call), limitOf(request, call, propertyTags.length));
  return {
    response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, rowData },
    context: { propertyTags },
  };
}

export function getPropertiesAll(request: RopGetPropertiesAllRequest, call: Call): Answer {
  const { ropId, inputHandleIndex } = request;
  const { all } = propertiesFor(request, call);
  const limit = limitOf(request, call, all.length);
  const propertyValues = all.map((property): TaggedPropertyValue => {
    const limited = limit(property, retyped(property.propertyTag, PropertyType.unspecified));
    if (typeof limited !== "number") return limited;
    return { propertyTag: retyped(property.propertyTag, PropertyType.errorCode), propertyValue: limited };
  });
  return { response: { ropId, inputHandleIndex, outcome: "success", returnValue: 0, propertyValues } };
}

/**
 * Values above PropertySizeLimit (0 is no limit) fail, and those that not even the largest answer has room for behind the ones
 * before them. Strings that no type was asked for are Unicode only where it is wanted. [MS-OXCPRPT] 2.2.2.1, 2.2.3.1
 */
function limitOf(request: PropertiesRequest, { session, handles, most }: Call, count: number): Limit {
  const { inputHandleIndex, propertySizeLimit, wantUnicode } = request;
  const codePage = session.codePageOf(handles[inputHandleIndex]);
  // What is left when each has an error code.
  let left = most - PROPERTIES_HEAD - count * (PROPERTY_HEAD + ERROR_SIZE);
  return (property, propertyTag) => {
    const sent = typeOf(propertyTag) === PropertyType.unspecified ? withStrings(property, wantUnicode) : property;
    const size = sizeOf(sent, codePage);
    const more = Math.max(0, size - ERROR_SIZE);
    if ((propertySizeLimit > 0 && size > propertySizeLimit) || more > left) return ErrorCode.notEnoughMemory;
    left -= more;
    return sent;
  };
}

function withStrings(property: TaggedPropertyValue, unicode: boolean): TaggedPropertyValue {
  const type = typeOf(property.propertyTag);
  const wanted = STRING_TYPES.find((types) => types.includes(type))?.[unicode ? 1 : 0] ?? type;
  return { ...property, propertyTag: retyped(property.propertyTag, wanted) };
}

function retyped(propertyTag: number, type: number): number {
  return propertyTag - typeOf(propertyTag) + type;
}

/** The properties of the object that a request means, with what it has not saved. */
function propertiesFor({ inputHandleIndex, logonId }: PropertiesRequest, { session, handles }: Call): Properties {
  const object = session.object(handles[inputHandleIndex], logonId, "logon", "folder", "message");
  if (object.kind === "folder") return object.folder.properties;
  if (object.kind === "message") return object.message.properties.with(object.unsaved);
  return new Properties({}, [{ propertyTag: Tag.PidTagDisplayName, propertyValue: object.mailbox.displayName }]);
}
