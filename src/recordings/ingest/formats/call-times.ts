import { fault, type Fault } from './faults.js';
import type { ReadTime, TimeReader } from './time-reader.js';

/** The times of a call as the document writes them. */
export interface WrittenTimes {
  readonly startedAt: string | undefined;
  readonly answeredAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly durationMs: number | undefined;
}

/** When a call was. */
export interface CallTimes {
  readonly startedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly started: ReadTime | undefined;
  readonly faults: readonly string[];
}

/**
 * The instants of a call. Of an hour that comes twice the earlier one counts, unless another time of the call, or how
 * long it took, says otherwise; an hour that the clocks skip is a fault.
 */
export function callTimes(written: WrittenTimes, read: TimeReader): CallTimes {
  const faults: string[] = [];
  const one = (field: 'startedAt' | 'answeredAt' | 'endedAt'): ReadTime | undefined => {
    const text = written[field];
    const time = text === undefined ? undefined : read(text);
    const wrong = faultOf(time);
    if (wrong) faults.push(fault(field, wrong));
    return wrong ? undefined : (time ?? undefined);
  };
  const [started, answered, ended] = [one('startedAt'), one('answeredAt'), one('endedAt')];
  const { startedAt, endedAt } = startAndEnd(started, ended, written.durationMs);
  return { startedAt, answeredAt: answeredAt(answered, startedAt, endedAt), endedAt, started, faults };
}

function faultOf(time: ReadTime | null | undefined): Fault | null {
  if (time === null) return 'not-a-time';
  return time?.instants.length === 0 ? 'skipped-hour' : null;
}

interface Span {
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
}

function startAndEnd(started: ReadTime | undefined, ended: ReadTime | undefined, durationMs: number | undefined): Span {
  const [startedAt] = started?.instants ?? [];
  if (!started || !startedAt) return { startedAt: undefined, endedAt: ended?.instants[0] };
  if (!ended) {
    return { startedAt, endedAt: durationMs === undefined ? undefined : new Date(startedAt.getTime() + durationMs) };
  }
  return best(spans(started, ended), durationMs) ?? { startedAt, endedAt: ended.instants[0] };
}

function spans(started: ReadTime, ended: ReadTime): { startedAt: Date; endedAt: Date }[] {
  return started.instants
    .flatMap(startedAt => ended.instants.map(endedAt => ({ startedAt, endedAt })))
    .filter(({ startedAt, endedAt }) => startedAt <= endedAt);
}

/** The first is the earliest; one that fits the length better goes before it. */
function best(possible: { startedAt: Date; endedAt: Date }[], durationMs: number | undefined): Span | undefined {
  if (durationMs === undefined) return possible[0];
  const misfit = ({ startedAt, endedAt }: { startedAt: Date; endedAt: Date }): number =>
    Math.abs(endedAt.getTime() - startedAt.getTime() - durationMs);
  return possible.toSorted((a, b) => misfit(a) - misfit(b))[0];
}

function answeredAt(answered: ReadTime | undefined, from: Date | undefined, to: Date | undefined): Date | undefined {
  const within = answered?.instants.find(at => (!from || from <= at) && (!to || at <= to));
  return within ?? answered?.instants[0];
}
