/** The objects that a RopNotify may be for: subscriptions and tables that were opened here and not released. */
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { NO_HANDLE } from "./rop-batch.js";

/** What creates a notification subscription, or a table (with its automatic subscription). */
const CREATES: ReadonlySet<number> = new Set([
  RopId.RegisterNotification,
  RopId.GetHierarchyTable,
  RopId.GetContentsTable,
  RopId.GetAttachmentTable,
  RopId.GetPermissionsTable,
  RopId.GetRulesTable,
]);

/** [MS-OXCNOTIF] 3.2.5.4: a client looks at a RopNotify only if its handle is one of these. */
export class NotificationTargets {
  /** The LogonId of each, by handle. */
  readonly #targets = new Map<number, number>();
  /** LogonIds by the handle of the logon. */
  readonly #logons = new Map<number, number>();

  has(handle: number): boolean {
    return this.#targets.has(handle);
  }

  /** Learns from a request that was executed, its response, and the handle tables of both sides. */
  learn(
    request: RopRequest,
    response: RopResponse | undefined,
    input: readonly number[],
    output: readonly number[],
  ): void {
    if (request.ropId === RopId.Release) {
      const index = request.inputHandleIndex;
      const handle = input[index] === NO_HANDLE ? output[index] : input[index];
      if (handle !== undefined) this.#release(handle);
    }
    if (response === undefined || !("outputHandleIndex" in response) || response.returnValue !== 0) return;
    const handle = output[response.outputHandleIndex];
    if (handle === undefined || handle === NO_HANDLE) return;
    if (request.ropId === RopId.Logon) {
      this.#endLogon(request.logonId);
      this.#logons.set(handle, request.logonId);
    } else if (CREATES.has(request.ropId)) {
      this.#targets.set(handle, request.logonId);
    }
  }

  /** With a logon all its objects go. */
  #release(handle: number): void {
    this.#targets.delete(handle);
    const logonId = this.#logons.get(handle);
    if (logonId !== undefined) this.#endLogon(logonId);
  }

  #endLogon(logonId: number): void {
    for (const map of [this.#targets, this.#logons]) {
      for (const [handle, id] of map) if (id === logonId) map.delete(handle);
    }
  }
}
