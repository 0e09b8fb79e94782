import type { RedactionMark } from '../../../api/types.js';

const TIME = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/;
const [HOUR_MS, MINUTE_MS, SECOND_MS] = [3_600_000, 60_000, 1000];
const LEAST_SIXTY = 60;

/** A mark as it is typed: a row of the table. `key` names the row as long as the page is open. */
export interface MarkRow {
  readonly key: number;
  /** `all`, or the number of a channel from 0. */
  readonly channel: string;
  /** `m:ss.mmm` */
  readonly from: string;
  readonly to: string;
  readonly reason: RedactionMark['reason'];
}

type MarkFault = 'not-a-time' | 'after-end' | 'not-after-from';
type FaultsOfMark = Partial<Record<'from' | 'to', MarkFault>>;

/** A time that was typed as `m:ss`, `m:ss.mmm` or with hours before it, in milliseconds; null for anything else. */
export function typedMs(text: string): number | null {
  const [, hours = '0', minutes, seconds, fraction = ''] = TIME.exec(text.trim()) ?? [];
  if (minutes === undefined || seconds === undefined || Number(seconds) >= LEAST_SIXTY) return null;
  if (hours !== '0' && Number(minutes) >= LEAST_SIXTY) return null;
  return (
    Number(hours) * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * SECOND_MS +
    Number(fraction.padEnd(3, '0'))
  );
}

/** Milliseconds as they are typed: `mm:ss.mmm`; minutes go on beyond 59. */
export function writtenMs(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const minutes = String(Math.floor(whole / MINUTE_MS)).padStart(2, '0');
  const seconds = String(Math.floor((whole % MINUTE_MS) / SECOND_MS)).padStart(2, '0');
  return `${minutes}:${seconds}.${String(whole % SECOND_MS).padStart(3, '0')}`;
}

/** The rows of marks that are kept already. */
export function rowsOf(marks: readonly RedactionMark[]): MarkRow[] {
  return marks.map(({ channel, fromMs, toMs, reason }, key) => ({
    ...{ key, channel: String(channel), from: writtenMs(fromMs), to: writtenMs(toMs), reason },
  }));
}

/** What is wrong with the times of a row; nothing where it is empty. */
export function faultsOfMark({ from, to }: Pick<MarkRow, 'from' | 'to'>, durationMs: number): FaultsOfMark {
  const [fromMs, toMs] = [typedMs(from), typedMs(to)];
  return {
    ...faultOf('from', fromMs, durationMs - 1),
    ...(fromMs !== null && toMs !== null && toMs <= fromMs ? { to: 'not-after-from' as const } : {}),
    ...faultOf('to', toMs, durationMs),
  };
}

function faultOf(which: 'from' | 'to', ms: number | null, mostMs: number): FaultsOfMark {
  if (ms === null) return { [which]: 'not-a-time' };
  return ms > mostMs ? { [which]: 'after-end' } : {};
}

/** The marks of rows that have no fault, in the order of time. */
export function marksOf(rows: readonly MarkRow[]): RedactionMark[] {
  return rows
    .flatMap(({ channel, from, to, reason }): RedactionMark[] => {
      const [fromMs, toMs] = [typedMs(from), typedMs(to)];
      if (fromMs === null || toMs === null || toMs <= fromMs) return [];
      return [{ channel: channel === 'all' ? 'all' : Number(channel), fromMs, toMs, reason }];
    })
    .sort((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs);
}

/** A row after the others. */
export function withRow(rows: readonly MarkRow[], row: Omit<MarkRow, 'key'>): MarkRow[] {
  return [...rows, { ...row, key: Math.max(-1, ...rows.map(({ key }) => key)) + 1 }];
}

/** Whether the rows say what is kept already. */
export function isKept(rows: readonly MarkRow[], kept: readonly RedactionMark[]): boolean {
  return rows.length === kept.length && JSON.stringify(marksOf(rows)) === JSON.stringify(marksOf(rowsOf(kept)));
}
