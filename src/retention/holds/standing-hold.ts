import { parseDay, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Hold } from './hold.entity.js';

/** A hold that a data subject's request needs (domain.md §3). */
export interface WantedCaseHold {
  /** The number of the case. */
  readonly reference: string;
  /** Its last day; where the limits of holds do not let it go so far, it goes as far as they do. */
  readonly until: Day;
  readonly necessity: string;
}

/** One that goes on from what stands, for as long as something needs it. */
export interface ContinuedCaseHold extends WantedCaseHold {
  /** Whether it is needed still; asked with the recording locked. */
  readonly isNeeded: (em: EntityManager) => Promise<boolean>;
}

/** A hold that is in force for a data subject's request. */
export interface StandingHold {
  readonly id: string;
  readonly recordingId: string;
  /** Its last day. */
  readonly untilOn: Day;
}

/** Of a whole case, or of one recording in it. */
export interface WhichHolds {
  /** The number of the case. */
  readonly reference: string;
  readonly recordingId?: string;
}

/** The holds of a case that are in force on `today`, the longest last. */
export async function runningFor(em: EntityManager, which: WhichHolds, today: Day): Promise<StandingHold[]> {
  const running = { kind: 'rights-request', state: 'active', untilOn: { $gte: today } } as const;
  const holds = await em.find(Hold, { ...which, ...running }, { orderBy: { untilOn: 'asc', id: 'asc' } });
  return holds.map(standing);
}

export function standing({ id, recordingId, untilOn }: Hold): StandingHold {
  return { id, recordingId, untilOn: parseDay(untilOn) };
}
