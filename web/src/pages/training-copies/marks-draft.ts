import type { CopyApproval } from '../../api/types.js';

export type CopyMark = NonNullable<CopyApproval['marks']>[number];
type MarkReason = CopyMark['reason'];

/** One stretch to be hidden, as it is typed: `m:ss` or `m:ss,t`. */
export interface MarkDraft {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const TIME = /^(\d{1,3}):([0-5]\d)(?:[.,](\d))?$/;

/** Milliseconds of a typed time; null for what is none. */
export function millisecondsOf(text: string): number | null {
  const [, minutes, seconds, tenths = '0'] = TIME.exec(text.trim()) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(tenths) * 100;
}

/** The mark that was typed, on every channel; null while it is not one. */
export function markOf({ from, to, reason }: MarkDraft, reasons: readonly MarkReason[]): CopyMark | null {
  const [fromMs, toMs] = [millisecondsOf(from), millisecondsOf(to)];
  const why = reasons.find(one => one === reason);
  if (fromMs === null || toMs === null || toMs <= fromMs || why === undefined) return null;
  return { channel: 'all', fromMs, toMs, reason: why };
}

/** Why a stretch is hidden, in the words of the redaction. */
export const MARK_REASONS: readonly MarkReason[] = ['patient', 'third-person', 'staff', 'secret'];

export const NO_MARK: MarkDraft = { from: '', to: '', reason: 'patient' };
