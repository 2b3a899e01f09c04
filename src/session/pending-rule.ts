/** The session rule of RopPending, MS-OXCNOTIF 3.2.5.5.3: which sessions a client calls for a list of responses. */
import type { Session } from "./sessions.js";

/** Any decoded ROP response. Of a RopPending (0x6e) the rule also reads `sessionIndex`, of all others nothing. */
export interface RopLike {
  readonly ropId: number;
}

/** What one RopPending means for the sessions of a client. */
export type PendingVerdict<Handle> =
  /** `sessions` are all live sessions with that index: each is called once, with its own handle. */
  | { readonly verdict: "match"; readonly sessionIndex: number; readonly sessions: readonly Session<Handle>[] }
  /** The indexes of all live sessions are known and none is this one: nothing is done. */
  | { readonly verdict: "no-match"; readonly sessionIndex: number }
  /**
   * No known index is this one, but `candidates` are live sessions without a known index. Nothing is done: which of
   * them is meant, if any, would be a guess. {@link Sessions.setIndex} is how a caller who knows says so.
   */
  | {
      readonly verdict: "index-unknown";
      readonly sessionIndex: number;
      readonly candidates: readonly Session<Handle>[];
    };

/**
 * Judges every RopPending among decoded responses against all sessions of a client: one verdict per RopPending, in
 * their order, wherever in the list they stand. A session with the named index decides, whether or not others are
 * unknown, and it need not be the session that received the responses. Changes nothing and calls nobody.
 *
 * @param responses the responses of one call, or any list of them
 * @param sessions the live sessions, usually a {@link Sessions}
 */
export function judgePending<Handle>(
  responses: Iterable<RopLike>,
  sessions: Iterable<Session<Handle>>,
): PendingVerdict<Handle>[] {
  const live = [...sessions];
  const verdicts: PendingVerdict<Handle>[] = [];
  for (const response of responses) {
    if (isRopPending(response)) verdicts.push(judge(response.sessionIndex, live));
  }
  return verdicts;
}

function judge<Handle>(sessionIndex: number, live: readonly Session<Handle>[]): PendingVerdict<Handle> {
  const sessions = live.filter((session) => session.index === sessionIndex);
  if (sessions.length > 0) return { verdict: "match", sessionIndex, sessions };
  const candidates = live.filter((session) => session.index === undefined);
  if (candidates.length > 0) return { verdict: "index-unknown", sessionIndex, candidates };
  return { verdict: "no-match", sessionIndex };
}

/** Something undecoded may carry the RopId alone; without a session index there is nothing to compare. */
function isRopPending(response: RopLike): response is RopLike & { readonly sessionIndex: number } {
  return response.ropId === 0x6e && "sessionIndex" in response && typeof response.sessionIndex === "number";
}
