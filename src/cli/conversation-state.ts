/** What a conversation knows, from JSON. */
import type { ContextName } from "../../generated/rop-info.js";
import type { ConversationState, Remembered } from "../stream/index.js";
import { logonFrom, numberFrom, tagsFrom } from "./context.js";
import { at, isObject, refusal, show } from "./problems.js";

type Readers = Readonly<Record<string, (json: unknown) => unknown>>;

/** What can be known of a logon or of an object. */
const READ: Readonly<Record<ContextName, (json: unknown) => unknown>> = {
  tableColumns: tagsFrom,
  recipientColumns: tagsFrom,
  propertyTags: tagsFrom,
  logonKind: logonFrom,
  codePageId: upTo(0xffff),
};
const OF_LOGON: Readers = { ...READ, handle: upTo(0xffffffff) };
const OF_HANDLE: Readers = { ...READ, logonId: upTo(0xff), madeBy: upTo(0xff) };

function upTo(most: number): (json: unknown) => number {
  return (json) => numberFrom(json, most);
}

/** @throws RopCodecError */
export function stateFrom(json: unknown): ConversationState {
  const { logons, handles, codePage } = propertiesOf(json, ["logons", "handles", "codePage"]);
  return {
    logons: at(["logons"], () => allOf(logons, 0xff, OF_LOGON)),
    handles: at(["handles"], () => allOf(handles, 0xffffffff, OF_HANDLE)),
    ...(codePage === undefined ? {} : { codePage: at(["codePage"], () => numberFrom(codePage, 0xffffffff)) }),
  };
}

/** By the number of a logon or of a handle. */
function allOf(json: unknown = {}, most: number, read: Readers): Readonly<Record<string, Remembered>> {
  if (!isObject(json)) throw refusal(`is ${show(json)} instead of an object`);
  return Object.fromEntries(
    Object.entries(json).map(([key, known]) =>
      at([key], () => {
        if (!/^\d+$/.test(key) || Number(key) > most) throw refusal(`is not a number from 0 to ${most}`);
        const given = Object.entries(propertiesOf(known, Object.keys(read)));
        return [key, Object.fromEntries(given.map(([name, one]) => [name, at([name], () => read[name]?.(one))]))];
      }),
    ),
  );
}

function propertiesOf(json: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (!isObject(json)) throw refusal(`is ${show(json)} instead of an object`);
  for (const name of Object.keys(json)) {
    if (!names.includes(name)) throw refusal(`is not known; there are ${names.join(", ")}`, name);
  }
  return json;
}
