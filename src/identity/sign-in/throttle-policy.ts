const MINUTE_MS = 60_000;

/** How a count of failures turns into waiting. */
export interface ThrottlePolicy {
  /** The failure from which on there is waiting. */
  readonly firstBlocking: number;
  /** The first wait; each further failure doubles it. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** After so long without a failure the count begins anew. */
  readonly forgottenAfterMs: number;
}

const WAITING = { firstWaitMs: MINUTE_MS / 2, longestWaitMs: 15 * MINUTE_MS, forgottenAfterMs: 24 * 60 * MINUTE_MS };

/** Of one user name, real or not: 30 s after the fifth failure, then 1, 2, 4, 8, and from the tenth on 15 minutes. */
export const NAME_POLICY: ThrottlePolicy = { firstBlocking: 5, ...WAITING };

/** Of one network: a whole office may share an address, so its people's slips must not lock each other out. */
export const NETWORK_POLICY: ThrottlePolicy = { firstBlocking: 25, ...WAITING };

/** How many failures have been counted, and until when nothing is tried. */
export interface ThrottleState {
  readonly failures: number;
  readonly lastFailedAt: Date;
  readonly blockedUntil: Date;
}

/** The state after one more failure at `now`. */
export function afterFailure(policy: ThrottlePolicy, state: ThrottleState | null, now: Date): ThrottleState {
  const counts = state !== null && now.getTime() - state.lastFailedAt.getTime() < policy.forgottenAfterMs;
  const failures = counts ? state.failures + 1 : 1;
  return { failures, lastFailedAt: now, blockedUntil: new Date(now.getTime() + waitMs(policy, failures)) };
}

function waitMs(policy: ThrottlePolicy, failures: number): number {
  const doublings = failures - policy.firstBlocking;
  if (doublings < 0) return 0;
  return Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** doublings);
}

/** Whole seconds until the last of `blocks` is over; 0 when nothing blocks. */
export function secondsToWait(blocks: readonly Pick<ThrottleState, 'blockedUntil'>[], now: Date): number {
  const waits = blocks.map(({ blockedUntil }) => Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000));
  return Math.max(0, ...waits);
}
