export const BRAKE_REASONS = ['clocks-disagree', 'clock-ahead', 'clock-back'] as const;
export type BrakeReason = (typeof BRAKE_REASONS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How far clocks may be apart: what people and time servers set right by hand. */
export const TOLERANCE_MS = 10 * MINUTE_MS;
/** As long as a downtime can be. */
export const LONGEST_DOWNTIME_MS = 35 * DAY_MS;

/** What the clocks show now: this machine's, the database's, and how long the machine has been up. */
export interface ClocksNow {
  readonly bootId: string;
  /** The boot is kept from this process: `bootId` is that of the process alone. */
  readonly hidesBoot: boolean;
  readonly uptimeMs: number;
  readonly at: Date;
  /** How far the database's clock is from this machine's; negative: behind it. */
  readonly databaseAheadMs: number;
}

/** What they showed before, for one boot of one machine. */
export interface SeenClock {
  readonly bootId: string;
  readonly firstSeenAt: Date;
  readonly firstUptimeMs: number;
  readonly seenAt: Date;
  readonly uptimeMs: number;
}

/** Why a purge must not trust this clock, and by how much it is off. */
export interface Mistrust {
  readonly reason: BrakeReason;
  readonly byMs: number;
}

/**
 * Whether this machine's clock can be trusted with what cannot be undone (ADR 0013); null: it can. Within one boot the
 * wall clock goes with the uptime since the boot was first seen, so that many small steps count as one large one. It may
 * go on by a long downtime from one boot to the next, and never goes back behind what any machine has shown. Where the boot is
 * hidden, a downtime and a clock that was set ahead without one look alike, and neither is trusted.
 */
export function mistrustOf(now: ClocksNow, seen: readonly SeenClock[]): Mistrust | null {
  if (!isWithin(now.databaseAheadMs, TOLERANCE_MS)) {
    return { reason: 'clocks-disagree', byMs: now.databaseAheadMs };
  }
  const boot = seen.find(clock => isSameBoot(clock, now));
  const offMs = boot ? offWithinBoot(boot, now) : offSinceLastBoot(now, seen);
  return offMs === 0 ? notBehindAny(now, seen) : { reason: offMs > 0 ? 'clock-ahead' : 'clock-back', byMs: offMs };
}

/** An uptime that begins anew under the same id is a container that started again: another boot. */
export function isSameBoot({ bootId, uptimeMs }: SeenClock, now: ClocksNow): boolean {
  return bootId === now.bootId && uptimeMs <= now.uptimeMs;
}

function offWithinBoot({ firstSeenAt, firstUptimeMs }: SeenClock, { at, uptimeMs }: ClocksNow): number {
  const offMs = at.getTime() - firstSeenAt.getTime() - (uptimeMs - firstUptimeMs);
  return isWithin(offMs, TOLERANCE_MS) ? 0 : offMs;
}

function offSinceLastBoot({ at, hidesBoot }: ClocksNow, seen: readonly SeenClock[]): number {
  const last = lastOf(seen);
  const goneMs = last === null ? 0 : at.getTime() - last;
  return goneMs > (hidesBoot ? TOLERANCE_MS : LONGEST_DOWNTIME_MS) ? goneMs : 0;
}

function notBehindAny({ at }: ClocksNow, seen: readonly SeenClock[]): Mistrust | null {
  const last = lastOf(seen);
  const byMs = last === null ? 0 : at.getTime() - last;
  return byMs < -TOLERANCE_MS ? { reason: 'clock-back', byMs } : null;
}

function lastOf(seen: readonly SeenClock[]): number | null {
  return seen.length === 0 ? null : Math.max(...seen.map(({ seenAt }) => seenAt.getTime()));
}

function isWithin(ms: number, mostMs: number): boolean {
  return Math.abs(ms) <= mostMs; // not so for NaN: what is not known is not trusted
}
