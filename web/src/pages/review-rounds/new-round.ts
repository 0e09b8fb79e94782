import type { NewReviewRound } from '../../api/types.js';
import { addDays } from '../../ui/format/helsinki.js';
import { faultOf } from '../questions/period.js';

const MOST_SAMPLED = 2000;
const USUAL_SAMPLE = 20;
const USUAL_DAYS = 30;

/** A round as it stands in the form. */
interface RoundDraft {
  readonly fromOn: string;
  readonly toOn: string;
  readonly sampleSize: string;
}

/** The usual round: over the last days that are over. */
export function draftFor(today: string): RoundDraft {
  return { fromOn: addDays(today, -USUAL_DAYS), toOn: addDays(today, -1), sampleSize: String(USUAL_SAMPLE) };
}

type RoundFault = 'not-a-day' | 'not-in-order' | 'too-long' | 'ahead' | 'sample-size';
export type RoundFaults = Partial<Record<keyof RoundDraft, RoundFault>>;

/** What is wrong with a draft, by field. */
export function faultsOf(draft: RoundDraft, today: string): RoundFaults {
  const days = faultOf(draft) ?? (draft.toOn > today ? 'ahead' : null);
  const size = sizeOf(draft);
  return {
    ...(days === null ? {} : { toOn: days }),
    ...(size === null ? { sampleSize: 'sample-size' } : {}),
  };
}

/** The round to open; only of a draft without faults. */
export function newRoundOf(draft: RoundDraft): NewReviewRound {
  const { fromOn, toOn } = draft;
  return { fromOn, toOn, sampleSize: sizeOf(draft) ?? 0 };
}

function sizeOf({ sampleSize }: RoundDraft): number | null {
  const text = sampleSize.trim();
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= MOST_SAMPLED ? size : null;
}
