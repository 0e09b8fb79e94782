import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { HoldState } from './hold.entity.js';

/** A hold as far as its state goes. */
export interface StatedHold {
  readonly state: HoldState;
  readonly provisional: boolean;
  /** Its last day, `YYYY-MM-DD`. */
  readonly untilOn: string;
}

/** The state of a hold on `today`: one whose last day is over has lapsed or ended by itself, whether a job has said so or not. */
export function stateOn({ state, untilOn }: Pick<StatedHold, 'state' | 'untilOn'>, today: Day): HoldState {
  if (untilOn >= today) return state;
  if (state === 'requested') return 'lapsed';
  return state === 'active' ? 'ended' : state;
}

/** Whether a hold keeps its recording on `today`: once it is approved, or provisionally before. */
export function isInForce(hold: StatedHold, today: Day): boolean {
  const state = stateOn(hold, today);
  return state === 'active' || (state === 'requested' && hold.provisional);
}

/** What is said of a hold that is in another state than the act needs: `hold-active`, `hold-lapsed`, ... */
export function holdIs(state: HoldState): DomainError {
  return new DomainError('conflict', `hold-${state}`, SENTENCES[state]);
}

const SENTENCES: Readonly<Record<HoldState, string>> = {
  requested: 'Nobody has approved this hold yet.',
  active: 'This hold is approved already.',
  refused: 'This hold was refused.',
  lapsed: 'This hold has lapsed: nobody decided in time.',
  ended: 'The last day of this hold is over.',
  released: 'This hold was released.',
};
