/** RopBackoff: which logons and ROPs are to wait, and how long. [MS-OXCROPS] 2.2.15.2 */
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { RopId } from "../../generated/rops.js";

export class Backoff {
  /** When a logon, or a kind of ROP on it, may go on, in milliseconds of {@link performance.now}. */
  readonly #until = new Map<string, number>();

  /** Takes down what a response says; nothing unless it is a RopBackoff. */
  note(response: RopResponse): void {
    if (response.ropId !== RopId.Backoff) return;
    const { logonId, duration, backoffRopData } = response;
    const now = performance.now();
    this.#until.set(`${logonId}`, now + duration);
    for (const rop of backoffRopData) this.#until.set(`${logonId} ${rop.ropIdBackoff}`, now + rop.duration);
  }

  /** For how many milliseconds requests have to wait. */
  delay(requests: readonly Pick<RopRequest, "ropId" | "logonId">[]): number {
    const now = performance.now();
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key);
    const until = requests.flatMap(({ logonId, ropId }) => [
      this.#until.get(`${logonId}`) ?? now,
      this.#until.get(`${logonId} ${ropId}`) ?? now,
    ]);
    return Math.max(now, ...until) - now;
  }
}
