import type { SeededRandom } from './seeded-random.js';

const HOURS = [
  ...[0.03, 0.03, 0.03, 0.03, 0.03, 0.06, 0.15, 0.7, 1.6, 1.5, 1, 0.7],
  ...[1.1, 1.2, 0.9, 0.6, 0.25, 0.15, 0.12, 0.1, 0.1, 0.08, 0.05, 0.04],
];
const WEEKEND_SHARE = 0.12;
const WEEKEND_FLOOR = 0.03;
const OPENS = 7;
const CLOSES = 16;
const HELSINKI = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** How a hospital's service desk is called at an instant: its queues are open or only the on-call person answers. */
export interface Demand {
  /** Relative number of calls; 1 is an ordinary hour of a working day. */
  readonly weight: number;
  readonly open: boolean;
}

/** Busy from 8 to 10 and again after lunch, Helsinki time; nights and weekends are left to the on-call queue. */
export function demandAt(instant: Date): Demand {
  const parts = HELSINKI.formatToParts(instant);
  const weekday = parts.find(part => part.type === 'weekday')?.value;
  const hour = Number(parts.find(part => part.type === 'hour')?.value);
  const weight = HOURS[hour] ?? 0;
  if (weekday === 'Sat' || weekday === 'Sun') return { weight: weight * WEEKEND_SHARE + WEEKEND_FLOOR, open: false };
  return { weight, open: hour >= OPENS && hour < CLOSES };
}

/** A contact fits into one slot, so nobody is on two calls at once. */
const SLOT_MS = 5 * 60_000;
/** Slots before `now`, counted backwards, that always hold a call: the last minutes and hours are never empty. */
const RECENT_SLOTS = new Set([0, 1, 4, 9, 17, 30, 52, 90]);

/** Five minutes in which one contact may fall. */
export interface Slot extends Demand {
  readonly startMs: number;
}

/**
 * All slots of the last `days`, those first in which the desk is likeliest to be called (weighted sampling without
 * replacement, Efraimidis and Spirakis 2006: the smallest -ln(u)/weight come first).
 */
export function slotsByLikelihood({ now, days }: { now: Date; days: number }, random: SeededRandom): Slot[] {
  return Array.from({ length: Math.floor((days * 86_400_000) / SLOT_MS) }, (_, index) => {
    const startMs = now.getTime() - (index + 1) * SLOT_MS;
    const demand = demandAt(new Date(startMs));
    const key = -Math.log(1 - random.next()) / demand.weight;
    return { startMs, ...demand, key: RECENT_SLOTS.has(index) ? -1 : key };
  }).sort((one, other) => one.key - other.key);
}
