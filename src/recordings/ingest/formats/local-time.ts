/** A time on a clock on the wall, without a zone. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;
const REMEMBERED_ZONES = 64;
const QUARTER_MS = 900_000;
const REMEMBERED_OFFSETS = 20_000;
const offsets = new Map<string, number>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * The instants at which a clock in `zone` shows `time`, earliest first: one; two in the hour that comes twice when clocks
 * go back; none in the hour that they skip.
 */
export function instantsOf(time: LocalTime, zone: string): Date[] {
  const asUtcMs = utcMs(time);
  const possible = [offsetMs(asUtcMs - DAY_MS, zone), offsetMs(asUtcMs + DAY_MS, zone)];
  return [...new Set(possible)]
    .map(offset => asUtcMs - offset)
    .filter(ms => ms + offsetMs(ms, zone) === asUtcMs)
    .sort((a, b) => a - b)
    .map(ms => new Date(ms));
}

/** Whether there is such a date and time at all, from 1970 to 2199. */
export function exists(time: LocalTime): boolean {
  const { year, month, day, hour, minute, second } = time;
  if (year < 1970 || year > 2199 || hour > 23 || minute > 59 || second > 59) return false;
  const date = new Date(utcMs(time));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

function utcMs({ year, month, day, hour, minute, second, ms }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

/** How far a clock in `zone` is ahead of UTC at `ms`; no zone changes its clocks but on a quarter of an hour. */
function offsetMs(ms: number, zone: string): number {
  const quarter = Math.floor(ms / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = askOffsetMs(quarter * QUARTER_MS, zone);
  if (offsets.size >= REMEMBERED_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function askOffsetMs(ms: number, zone: string): number {
  const shown = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(clockOf(zone).format(ms));
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (shown ?? []).slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const times = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...parts, ...times });
  if (clocks.size >= REMEMBERED_ZONES) clocks.clear();
  clocks.set(zone, made);
  return made;
}
