import type { AlarmKind } from './ingest-alarm.entity.js';

/** Something that is wrong with what comes from a source. */
export interface Cause {
  readonly kind: AlarmKind;
  readonly source: string;
}

export interface OpenAlarm extends Cause {
  readonly raisedAt: Date;
}

/** When something last came from each source that is remembered. */
export type LastArrivals = ReadonlyMap<string, Date>;

/**
 * Which alarms are to be raised and which are over, by what is wrong now. A silence lasts until something comes, also when the
 * hours in which it began are not usual any more; it is over too when the source is forgotten.
 */
export function alarmsToChange<Open extends OpenAlarm>(
  open: readonly Open[],
  causes: readonly Cause[],
  last: LastArrivals,
): { readonly raise: readonly Cause[]; readonly clear: readonly Open[] } {
  const wrong = new Set(causes.map(nameOf));
  const known = new Set(open.map(nameOf));
  return {
    raise: causes.filter(cause => !known.has(nameOf(cause))),
    clear: open.filter(alarm => !wrong.has(nameOf(alarm)) && !isStillSilent(alarm, last)),
  };
}

function isStillSilent({ kind, source, raisedAt }: OpenAlarm, last: LastArrivals): boolean {
  const lastAt = last.get(source);
  return kind === 'source-silent' && lastAt !== undefined && lastAt <= raisedAt;
}

function nameOf({ kind, source }: Cause): string {
  return `${kind} ${source}`;
}
