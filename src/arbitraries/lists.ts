/** Lists of requests, and lists of responses that answer them. */
import { drawRopRequest, drawRopResponse, type KnownContext } from "../../generated/arbitraries/rops.js";
import { type RopInfo, ropInfo } from "../../generated/rop-info.js";
import { type RopContext, RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { encodeRopRequests, Memory, ResponseContexts } from "../stream/index.js";
import type { CodePage } from "../wire/code-page.js";
import type { Draw } from "./draw.js";
import { answering, NO_HANDLE, type Objects, placed } from "./objects.js";

/** What the requests and responses of one exchange stand on. */
export interface Setting {
  readonly logonId: number;
  readonly logonKind: KnownContext["logonKind"];
  /** What earlier exchanges left. */
  readonly memory: Memory;
  readonly codePage?: CodePage | undefined;
}

const infos: readonly RopInfo[] = Object.values(ropInfo);
/** RopLogon replaces the logon under the others: only a conversation that begins with it stays one. */
const requestIds = infos.filter(({ id, hasRequest }) => hasRequest && id !== RopId.Logon).map(({ id }) => id);

/** For each context the ROPs that leave it. */
function suppliersOf(context: keyof RopContext): readonly RopInfo[] {
  return infos.filter(({ remembers }) => remembers.some((rule) => rule.context === context));
}

/** Requests whose indexes lead to objects, columns set before rows are read. At most 8, or the size if that is less. */
export function drawRequests(d: Draw, objects: Objects, setting: Setting, first?: number): readonly RopRequest[] {
  const requests: RopRequest[] = [];
  const { logonKind } = setting;
  const add = (id: number, at?: number): RopRequest => {
    const context = { logonKind, tableColumns: [], recipientColumns: [], propertyTags: [] };
    const request = placed(
      d,
      d.one(() => drawRopRequest(d, id, context)),
      objects,
      setting.logonId,
      at,
    );
    requests.push(request);
    return request;
  };
  if (first !== undefined) {
    const request = add(first);
    // What follows is drawn for this kind of logon.
    if (request.ropId === RopId.Logon) requests[0] = { ...request, logonKind: setting.logonKind };
  }
  const more = (first === undefined ? 1 : 0) + Math.min(d.count(), 7);
  for (let left = more; left > 0; left--) {
    const id = requestIds[d.below(requestIds.length)] ?? RopId.Release;
    add(id, supply(d, id, objects, add));
  }
  return requests;
}

/** The object that a request needs a context of, after a request that leaves it. */
function supply(
  d: Draw,
  id: number,
  objects: Objects,
  add: (id: number, at?: number) => RopRequest,
): number | undefined {
  const use = ropInfo[id]?.responseUses.find(({ key }) => key === "inputHandleIndex");
  const suppliers = use === undefined ? [] : suppliersOf(use.context);
  const info = suppliers[d.below(Math.max(suppliers.length, 1))];
  if (info === undefined) return undefined;
  const request = add(info.id, objects.some(d)) as unknown as Readonly<Record<string, number>>;
  return request[info.remembers[0]?.key ?? ""];
}

/** The responses to the requests, in their order, and what a server puts behind them or in place of the last ones. */
export function drawResponses(
  d: Draw,
  requests: readonly RopRequest[],
  objects: Objects,
  setting: Setting,
): readonly RopResponse[] {
  const memory = new Memory(setting.memory.state);
  memory.useTable(objects.output);
  const contexts = new ResponseContexts({ requests, memory });
  const responses: RopResponse[] = [];
  const lost: number[] = [];
  const add = (response: RopResponse): void => {
    contexts.settle(response);
    responses.push(response);
  };
  const stop = d.below(4) === 3 ? answeredFrom(requests, d.below(requests.length)) : requests.length;
  requests.forEach((request, index) => {
    const opened = "outputHandleIndex" in request ? [request.outputHandleIndex] : [];
    if (index >= stop) lost.push(...opened);
    else if (ropInfo[request.ropId]?.responseId === undefined)
      lost.push((request as { inputHandleIndex: number }).inputHandleIndex);
    else {
      const response = answer(d, request, contexts);
      add(response);
      if (!("returnValue" in response) || response.returnValue !== 0) lost.push(...opened);
    }
  });
  const cut = stop < requests.length ? ending(d, requests, stop, setting) : undefined;
  if (cut?.ropId === RopId.Backoff) add(cut);
  // Nothing is notified of an object whose handle is lost, even if it stands in the table twice.
  const gone = new Set(lost.map((index) => objects.output[index]));
  for (const index of lost) objects.lose(index);
  const handles = objects.output.filter((handle) => handle !== NO_HANDLE && !gone.has(handle));
  for (const response of behind(d, handles, memory)) add(response);
  if (cut?.ropId === RopId.BufferTooSmall) add(cut);
  return responses;
}

/** The first request from there on that is answered: a RopRelease in front of it is done, whatever becomes of that one. */
function answeredFrom(requests: readonly RopRequest[], start: number): number {
  const index = requests.findIndex(({ ropId }, at) => at >= start && ropInfo[ropId]?.responseId !== undefined);
  return index < 0 ? requests.length : index;
}

/** What answers a request: its response, or RopProgress. */
function answer(d: Draw, request: RopRequest, contexts: ResponseContexts): RopResponse {
  const info = ropInfo[request.ropId];
  const asked = request as unknown as Readonly<Record<string, unknown>>;
  const progress = info?.asynchronousIf !== undefined && asked[info.asynchronousIf] === true && d.boolean();
  const ropId = progress ? RopId.Progress : (info?.responseId ?? request.ropId);
  const known = contexts.next({ ...asked, ropId });
  const response = answering(
    d.one(() => drawRopResponse(d, responder(request, progress), complete(known))),
    request,
  );
  return lacks(info, known) && !progress ? failed(response) : response;
}

/** Two ROPs can answer under one id: it is the request that says whose response it is. */
function responder(request: RopRequest, progress: boolean): number {
  return progress ? RopId.Progress : request.ropId;
}

function complete(context: RopContext): KnownContext {
  return { logonKind: "private", tableColumns: [], recipientColumns: [], propertyTags: [], ...defined(context) };
}

function defined(context: RopContext): Partial<KnownContext> {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}

function lacks(info: RopInfo | undefined, context: RopContext): boolean {
  return info?.responseUses.some((use) => context[use.context] === undefined) ?? false;
}

/** Without the columns there is no success that can be read. */
function failed(response: RopResponse): RopResponse {
  const { ropId, inputHandleIndex } = response as { ropId: number; inputHandleIndex: number };
  return { ropId, inputHandleIndex, outcome: "failure", returnValue: 0x80040102 } as RopResponse;
}

/** In place of the responses to the requests from `stop` on. */
function ending(d: Draw, requests: readonly RopRequest[], stop: number, { logonKind, codePage }: Setting): RopResponse {
  if (d.boolean()) return d.one(() => drawRopResponse(d, RopId.Backoff, complete({})));
  // The bytes of the rest as they stand behind the others: those may have changed the kind of the logon.
  const options = { context: { logonKind }, codePage };
  const executed = encodeRopRequests(requests.slice(0, stop), options).length;
  const requestBuffers = encodeRopRequests(requests, options).slice(executed);
  return { ropId: RopId.BufferTooSmall, sizeNeeded: d.u16(), requestBuffers };
}

/** Notifications of objects that are there, and that more of them wait. */
function behind(d: Draw, handles: readonly number[], memory: Memory): readonly RopResponse[] {
  const responses: RopResponse[] = [];
  for (let left = handles.length === 0 ? 0 : d.below(3); left > 0; left--) {
    const notificationHandle = handles[d.below(handles.length)] ?? NO_HANDLE;
    const tableColumns = memory.find("tableColumns", "notificationHandle", notificationHandle);
    const context = defined({ tableColumns: tableColumns as readonly number[] | undefined });
    const notify = d.one(() => drawRopResponse(d, RopId.Notify, complete(context)));
    if (notify.ropId !== RopId.Notify) continue;
    if (tableColumns === undefined && "tableRowData" in notify.notificationData) continue;
    responses.push({ ...notify, notificationHandle });
  }
  if (d.below(4) === 3) responses.push(d.one(() => drawRopResponse(d, RopId.Pending, complete({}))));
  return responses;
}
