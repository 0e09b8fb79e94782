import { addDays, startOfDay, type Day } from '../../kernel/calendar.js';

/** Why a grant that was there did not work on the whole of a day, as stable codes. */
export const HINDRANCES = ['given-that-day', 'revoked-that-day', 'suspended', 'not-bound', 'left-that-day'] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** Whether a grant worked: on the whole day, on a part of it, or not at all. */
export const WORKED = ['whole-day', 'part-of-day', 'not'] as const;
export type Worked = (typeof WORKED)[number];

/** A span of time; without `until` it goes on. */
export interface Span {
  readonly from: Date;
  readonly until: Date | null;
}

/** A grant's history, as far as it tells whether it worked on a day that lies within its days. */
export interface GrantHistory {
  readonly given: Span;
  /** While the person was named and active. */
  readonly active: Span;
  readonly suspensions: readonly Span[];
  /** From when on the person was bound by what counts on the day; null for somebody who was not. */
  readonly boundFrom: Date | null;
}

export interface DayAccess {
  readonly worked: Worked;
  readonly because: readonly Hindrance[];
}

/** Whether a grant worked on `day`, from 00:00 to 24:00 in Helsinki. Null where it was not there on any part of the day. */
export function accessOnDay({ given, active, suspensions, boundFrom }: GrantHistory, day: Day): DayAccess | null {
  const whole = { from: startOfDay(day), until: startOfDay(addDays(day, 1)) };
  const [there] = [whole].flatMap(span => inside(span, given)).flatMap(span => inside(span, active));
  if (!there) return null;
  const bound = boundFrom ? inside(there, { from: boundFrom, until: null }) : [];
  const free = suspensions.reduce((left, suspension) => left.flatMap(span => cut(span, suspension)), bound);
  const because = hindrances({ given, active, suspensions, boundFrom }, whole);
  if (free.length === 0) return { worked: 'not', because };
  return { worked: because.length === 0 ? 'whole-day' : 'part-of-day', because };
}

type Bounded = Readonly<Record<'from' | 'until', Date>>;

function hindrances({ given, active, suspensions, boundFrom }: GrantHistory, day: Bounded): Hindrance[] {
  const ends = ({ until }: Span): boolean => until !== null && until < day.until;
  const found: Readonly<Record<Hindrance, boolean>> = {
    'given-that-day': given.from > day.from,
    'revoked-that-day': ends(given),
    suspended: suspensions.some(span => inside(day, span).length > 0),
    'not-bound': boundFrom === null || boundFrom > day.from,
    'left-that-day': active.from > day.from || ends(active),
  };
  return HINDRANCES.filter(name => found[name]);
}

/** What a span has in common with another: itself, a part of it, or nothing. */
function inside(span: Bounded, other: Span): Bounded[] {
  const from = span.from > other.from ? span.from : other.from;
  const until = other.until !== null && other.until < span.until ? other.until : span.until;
  return from < until ? [{ from, until }] : [];
}

/** What is left of a span without another. */
function cut(span: Bounded, other: Span): Bounded[] {
  const [gone] = inside(span, other);
  if (!gone) return [span];
  const parts = [
    { from: span.from, until: gone.from },
    { from: gone.until, until: span.until },
  ];
  return parts.filter(({ from, until }) => from < until);
}
