/** What a conversation knows, from JSON. */
import type { ConversationState, OfHandle } from "../stream/index.js";
import { logonFrom, numberFrom, tagsFrom } from "./context.js";
import { at, isObject, refusal, show } from "./problems.js";

/** What can be known of a logon or of an object. */
const READ: Readonly<Record<string, (json: unknown) => unknown>> = {
  tableColumns: tagsFrom,
  recipientColumns: tagsFrom,
  propertyTags: tagsFrom,
  logonKind: logonFrom,
};

/** @throws RopCodecError */
export function stateFrom(json: unknown): ConversationState {
  const { logons, handles, codePage } = propertiesOf(json, ["logons", "handles", "codePage"]);
  return {
    logons: at(["logons"], () => allOf(logons, 0xff, READ)),
    handles: at(["handles"], () => allOf(handles, 0xffffffff, { ...READ, logonId: (id) => numberFrom(id, 0xff) })),
    ...(codePage === undefined ? {} : { codePage: at(["codePage"], () => numberFrom(codePage, 0xffffffff)) }),
  };
}

/** By the number of a logon or of a handle. */
function allOf(json: unknown = {}, most: number, read: typeof READ): Readonly<Record<string, OfHandle>> {
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
