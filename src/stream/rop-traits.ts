/** By RopId: what has to be done about a request or a response beside reading it. For most of them that is nothing. */
import { type ContextName, type RememberRule, type RopInfo, ropInfo } from "../../generated/rop-info.js";
import { RopId } from "../../generated/rops.js";
import type { UsesById } from "./contexts.js";

/** Every ROP by its id, in an array: looking it up in an object takes several times as long. */
export const INFO: readonly (RopInfo | undefined)[] = byId((id) => ropInfo[id]);

/** The id in front of the response to a request; -1 where it has none. */
export const RESPONSE_ID: readonly number[] = byId((id) => ropInfo[id]?.responseId ?? -1);

/** What requests ask for; the rest is left to responses. */
const ASKED: ReadonlySet<ContextName> = new Set<ContextName>([
  "codePageId",
  ...Object.values(ropInfo).flatMap(({ requestUses }) => requestUses.map(({ context }) => context)),
]);

/** What a request asks for. */
export const REQUEST_USES: UsesById = byId((id) => unlessEmpty(ropInfo[id]?.requestUses));

/** The ROPs that answer with each id. */
const ANSWERING: readonly (readonly RopInfo[])[] = answering();

/** What a response asks for. */
export const RESPONSE_USES: UsesById = byId((id) =>
  unlessEmpty(ANSWERING[id]!.flatMap(({ responseUses }) => responseUses)),
);

/** What a response needs to know of its request. */
export const FROM_REQUEST: readonly (RopInfo["fromRequest"] | undefined)[] = byId((id) =>
  unlessEmpty(ANSWERING[id]!.flatMap(({ fromRequest }) => fromRequest)),
);

/** What a request says that later ones ask for. */
export const REQUEST_SAYS: readonly (readonly RememberRule[] | undefined)[] = byId((id) =>
  unlessEmpty(ropInfo[id]?.remembers.filter(({ context, from }) => from === "request" && ASKED.has(context))),
);

/** Whether a request neither asks for anything nor says anything that later ones ask for. */
export const ASKS_AND_SAYS_NOTHING: readonly boolean[] = byId(
  (id) => REQUEST_USES[id] === undefined && REQUEST_SAYS[id] === undefined,
);

/** Whether a response is read with a context. */
export const HAS_CONTEXT: readonly boolean[] = byId(
  (id) => RESPONSE_USES[id] !== undefined || FROM_REQUEST[id] !== undefined,
);

/** Whether it cannot be read without, so that it does not ask for it on the way. */
export const NEEDS_CONTEXT: readonly boolean[] = byId(
  (id) => FROM_REQUEST[id] !== undefined || RESPONSE_USES[id]?.some(({ optional }) => optional === undefined) === true,
);

/** Whether the request that a response answers names the code page of what it opens. */
export const HAS_CODE_PAGE: readonly boolean[] = byResponseId((info) => codePagePropertyOf(info) !== undefined);

/** Whether a response says by itself what later ones may need. */
export const TELLS: readonly boolean[] = byResponseId(({ remembers }) =>
  remembers.some(({ from }) => from === "response"),
);

/** What is no longer known after an exchange of a ROP that succeeded, and after one that failed. */
export const FORGETS_AT_SUCCESS: readonly RopInfo["forgets"][] = byId((id) => forgetsAfter(id, "success"));
export const FORGETS_AT_FAILURE: readonly RopInfo["forgets"][] = byId((id) => forgetsAfter(id, "failure"));

/** Whether a success leaves anything, or makes anything unknown. */
export const LEAVES_AT_SUCCESS: readonly boolean[] = byResponseId(
  ({ id, opens, remembers }) => opens || remembers.length > 0 || FORGETS_AT_SUCCESS[id]!.length > 0,
);

/** Whether a failure makes anything unknown. */
export const LEAVES_AT_FAILURE: readonly boolean[] = byResponseId(({ id }) => FORGETS_AT_FAILURE[id]!.length > 0);

/** Whether a response changes what is remembered, or how many requests count as executed. */
export const LEAVES: readonly boolean[] = byId(
  (id) => LEAVES_AT_SUCCESS[id]! || LEAVES_AT_FAILURE[id]! || id === RopId.Backoff || id === RopId.BufferTooSmall,
);

function forgetsAfter(id: number, outcome: "success" | "failure"): RopInfo["forgets"] {
  return ropInfo[id]?.forgets.filter(({ after }) => after === outcome) ?? [];
}

/** The property of the request that names the code page of what is opened. */
export function codePagePropertyOf(info: RopInfo | undefined): string | undefined {
  return info?.remembers.find(({ context }) => context === "codePageId")?.property;
}

/** By the ids in front of responses: whether any ROP that answers with them has it. */
function byResponseId(has: (info: RopInfo) => boolean): readonly boolean[] {
  return byId((id) => ANSWERING[id]!.some(has));
}

function answering(): readonly (readonly RopInfo[])[] {
  const lists = byId((): RopInfo[] => []);
  for (const info of Object.values(ropInfo)) {
    for (const id of [info.responseId, info.answersAs]) if (id !== undefined) lists[id]!.push(info);
  }
  return lists;
}

function byId<T>(of: (id: number) => T): readonly T[] {
  return Array.from({ length: 0x100 }, (_, id) => of(id));
}

function unlessEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}
