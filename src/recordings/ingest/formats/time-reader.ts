import { exists, instantsOf, type LocalTime } from './local-time.js';
import type { TimeForm } from './source-form.js';
import { TOKEN } from './time-pattern.js';

/** A time that a document gives. */
export interface ReadTime {
  /** The instants that it can mean, earliest first; none where the clocks skip it. */
  readonly instants: readonly Date[];
  /** As it stood on the wall; null where the document gives an instant. */
  readonly local: LocalTime | null;
}

/** Reads the times of a document; null: it is not written in that form. `0` of an epoch stands for none: undefined. */
export type TimeReader = (text: string) => ReadTime | null | undefined;

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?=(?:Z|[+-]\d\d:?\d\d)$)/i;
const ISO_LOCAL = 'YYYY-MM-DDTHH:mm:ss';
const PER_SECOND = { s: 1, ms: 1000, us: 1_000_000 } as const;
/** The end of the year 2199. */
const LAST_MS = 7_258_118_399_999;

export function timeReader(form: TimeForm): TimeReader {
  switch (form.kind) {
    case 'iso':
      return isoTime(form.zone);
    case 'epoch':
      return text => epochTime(text, PER_SECOND[form.unit]);
    case 'local':
      return localTime(form.pattern, form.zone);
  }
}

function isoTime(zone: string | undefined): TimeReader {
  const withoutOffset = zone === undefined ? null : localTime(ISO_LOCAL, zone);
  const onTheWall = localTime(ISO_LOCAL, 'UTC');
  return text => {
    const written = text.replace(' ', 'T').toUpperCase();
    const [local] = ISO.exec(written) ?? [];
    if (local === undefined) return withoutOffset?.(written) ?? null;
    return onTheWall(local) ? instantAt(Date.parse(written)) : null; // the language takes the 30th of February
  };
}

function epochTime(text: string, perSecond: number): ReadTime | null | undefined {
  if (!/^\d{1,17}(?:\.\d{1,9})?$/.test(text)) return null;
  return Number(text) === 0 ? undefined : instantAt(Math.round((Number(text) * 1000) / perSecond));
}

function instantAt(ms: number): ReadTime | null {
  return ms >= 0 && ms <= LAST_MS ? { instants: [new Date(ms)], local: null } : null;
}

const FORMS: Readonly<Record<string, string>> = {
  ...{ YYYY: '(?<year>\\d{4})', MM: '(?<month>\\d\\d)', M: '(?<month>\\d\\d?)', DD: '(?<day>\\d\\d)' },
  ...{ D: '(?<day>\\d\\d?)', HH: '(?<hour>\\d\\d)', H: '(?<hour>\\d\\d?)', mm: '(?<minute>\\d\\d)' },
  ss: '(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?',
};

function localTime(pattern: string, zone: string): TimeReader {
  const form = formOf(pattern);
  return text => {
    const groups = form.exec(text)?.groups;
    if (!groups) return null;
    const local = localOf(groups);
    return exists(local) ? { instants: instantsOf(local, zone), local } : null;
  };
}

/** A pattern has each part once: a setting that does not is refused. */
function formOf(pattern: string): RegExp {
  const fixed = pattern.split(TOKEN).map(part => part.replaceAll(/[^A-Za-z0-9]/g, '\\$&'));
  const tokens = (pattern.match(TOKEN) ?? []).map(token => FORMS[token] ?? '');
  return new RegExp(`^${fixed.map((part, n) => part + (tokens[n] ?? '')).join('')}$`);
}

function localOf(groups: Readonly<Record<string, string | undefined>>): LocalTime {
  const number = (name: string): number => Number(groups[name] ?? 0);
  const ms = Math.floor(Number(`0.${groups.fraction ?? '0'}`) * 1000);
  const date = { year: number('year'), month: number('month'), day: number('day') };
  return { ...date, hour: number('hour'), minute: number('minute'), second: number('second'), ms };
}

/** `time` written by `pattern`, e.g. for a file's name. */
export function writeLocal({ year, month, day, hour, minute, second }: LocalTime, pattern: string): string {
  const parts: Readonly<Record<string, number>> = { Y: year, M: month, D: day, H: hour, m: minute, s: second };
  return pattern.replaceAll(TOKEN, token => String(parts[token.slice(0, 1)] ?? '').padStart(token.length, '0'));
}
