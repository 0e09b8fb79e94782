import { PURPOSES, type HoldKind, type Purpose } from '../../access/index.js';
import type { Day } from '../../kernel/calendar.js';
import { latest } from '../../kernel/retention-rule.js';
import type { NewDueDay } from '../../recordings/index.js';

/** A hold as far as it keeps a recording. */
export interface KeepingHold {
  readonly kind: HoldKind;
  /** Its last day. */
  readonly untilOn: Day;
  /** A request that nobody has approved keeps the recording, and opens it to nobody. */
  readonly isApproved: boolean;
}

/** What a recording may be used for because of a hold, once its ordinary last day is over. */
export const PURPOSE_OF_KIND: Readonly<Record<HoldKind, Purpose>> = {
  complaint: 'complaint',
  training: 'internal-training',
  'rights-request': 'rights-request',
};

/**
 * Where a recording goes that is kept by `holds`: those in force, the ones that are over on `today` left out (ADR 0013). It
 * stays through the latest of its ordinary last day and theirs, and never goes to a day that is over: what is shortened goes
 * tonight. It is open for the purposes of those that somebody has approved, through the first of their last days.
 */
export function keptBy(ordinaryDueOn: Day, today: Day, holds: readonly KeepingHold[]): NewDueDay {
  const keeping = holds.filter(({ untilOn }) => untilOn >= today);
  const opening = keeping.filter(({ isApproved }) => isApproved);
  const purposes = new Set(opening.map(({ kind }) => PURPOSE_OF_KIND[kind]));
  return {
    dueOn: latest([ordinaryDueOn, today, ...keeping.map(({ untilOn }) => untilOn)]),
    holdPurposes: PURPOSES.filter(purpose => purposes.has(purpose)),
    heldThroughOn: opening.length > 0 ? earliest(opening.map(({ untilOn }) => untilOn)) : ordinaryDueOn,
  };
}

function earliest(days: readonly Day[]): Day {
  return days.reduce((a, b) => (a < b ? a : b));
}
