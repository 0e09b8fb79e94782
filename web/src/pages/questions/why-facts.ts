/** Why an event is looked at, with what it takes to say so: numbers, days (`YYYY-MM-DD`), instants and ids. */
export type Why =
  | { readonly kind: 'sample' | 'reveal-without-playback' }
  | { readonly kind: 'outside-hours'; readonly at: string }
  | {
      readonly kind: 'unusual-volume';
      readonly day: string;
      readonly heard: number;
      readonly median: number;
      readonly usual: number;
    }
  | { readonly kind: 'many-refusals'; readonly day: string; readonly refusals: number }
  | { readonly kind: 'same-contact-again'; readonly days: number; readonly times: number }
  | { readonly kind: 'purpose-drift'; readonly drifts: readonly Drift[] }
  | { readonly kind: 'complaint-closed-case'; readonly reference: string; readonly closedAt: string }
  | { readonly kind: 'mutual-grants'; readonly otherStaffId: string }
  | { readonly kind: 'other'; readonly name: string };

/** A purpose that was stated more than before; shares are parts of one, `weekOf` is a Monday. */
export interface Drift {
  readonly scope: 'person' | 'all';
  readonly purpose: string;
  readonly weekOf: string;
  readonly share: number;
  readonly shareBefore: number;
}

type Facts = Readonly<Record<string, unknown>>;

/** What the server's facts say; facts of another form than is known here are told by the name of the question alone. */
export function whyOf(because: string, facts: Facts): Why {
  const read = Object.hasOwn(READERS, because) ? READERS[because] : undefined;
  return read?.(facts) ?? { kind: 'other', name: because };
}

const READERS: Readonly<Record<string, (facts: Facts) => Why | null>> = {
  sample: () => ({ kind: 'sample' }),
  'reveal-without-playback': () => ({ kind: 'reveal-without-playback' }),
  'outside-hours': facts => {
    const at = helsinkiInstant(textOf(facts, 'helsinkiTime'));
    return at === null ? null : { kind: 'outside-hours', at };
  },
  'unusual-volume': facts => {
    const [day, heard] = [textOf(facts, 'day'), numberOf(facts, 'count')];
    const [median, usual] = [numberOf(facts, 'median'), numberOf(facts, 'usual')];
    if (day === null || heard === null || median === null || usual === null) return null;
    return { kind: 'unusual-volume', day, heard, median, usual };
  },
  'many-refusals': facts => {
    const [day, refusals] = [textOf(facts, 'day'), numberOf(facts, 'refusals')];
    return day === null || refusals === null ? null : { kind: 'many-refusals', day, refusals };
  },
  'same-contact-again': facts => {
    const [days, times] = [numberOf(facts, 'days'), numberOf(facts, 'times')];
    return days === null || times === null ? null : { kind: 'same-contact-again', days, times };
  },
  'purpose-drift': ({ drifts }) => {
    const read = Array.isArray(drifts) ? drifts.map(driftOf).filter(drift => drift !== null) : [];
    return read.length === 0 ? null : { kind: 'purpose-drift', drifts: read };
  },
  'complaint-closed-case': facts => {
    const [reference, closedAt] = [textOf(facts, 'reference'), textOf(facts, 'closedAt')];
    return reference === null || closedAt === null ? null : { kind: 'complaint-closed-case', reference, closedAt };
  },
  'mutual-grants': facts => {
    const otherStaffId = textOf(facts, 'otherStaffId');
    return otherStaffId === null ? null : { kind: 'mutual-grants', otherStaffId };
  },
};

function driftOf(value: unknown): Drift | null {
  if (typeof value !== 'object' || value === null) return null;
  const facts = value as Facts; // any object may be asked for its fields
  const [purpose, weekOf] = [textOf(facts, 'purpose'), textOf(facts, 'weekOf')];
  const [share, shareBefore] = [numberOf(facts, 'share'), numberOf(facts, 'shareBefore')];
  if (purpose === null || weekOf === null || share === null || shareBefore === null) return null;
  return { scope: facts['scope'] === 'all' ? 'all' : 'person', purpose, weekOf, share, shareBefore };
}

function textOf(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
}

function numberOf(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short', timeStyle: 'short' });

/** The instant at which clocks in Helsinki show `wall` (`YYYY-MM-DDTHH:MM`), the earlier one when they show it twice. */
function helsinkiInstant(wall: string | null): string | null {
  const utc = Date.parse(`${wall ?? ''}:00Z`);
  const candidates = [3, 2].map(hours => new Date(utc - hours * 3_600_000));
  const shown = wall?.replace('T', ' ');
  const found = candidates.find(date => !Number.isNaN(date.getTime()) && WALL.format(date) === shown);
  return found?.toISOString() ?? null;
}
