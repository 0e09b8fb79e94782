import type { CaseState, RightsCase } from '../../../api/types.js';

/** What handlers do with a case as a whole. */
export type HandlingAct = 'triage' | 'stop' | 'resume' | 'extend' | 'move' | 'close';

type Looked = Pick<RightsCase, 'state' | 'permitted' | 'stops' | 'extended' | 'kind'>;

const BEFORE_DECISION: readonly CaseState[] = [
  ...(['received', 'triaged', 'identity-pending', 'clarification-pending'] as const),
  ...(['searching', 'assessing', 'redacting', 'in-review'] as const),
];
/** Where a doubt or a question stops the clock. */
const STOPPABLE: readonly CaseState[] = [
  ...(['triaged', 'identity-pending', 'clarification-pending', 'searching', 'assessing'] as const),
];
const CLOSABLE: readonly CaseState[] = ['answered', 'recipients-notified'];

/** Where a case may be taken by saying so; everything else happens by what is done in it. */
const MOVES = {
  triaged: ['searching'],
  searching: ['assessing'],
  assessing: ['searching', 'in-review'],
  redacting: ['searching', 'assessing', 'in-review'],
  'in-review': ['assessing', 'redacting'],
} as const;
export type MovedTo = (typeof MOVES)[keyof typeof MOVES][number];

export function movesFrom(state: CaseState): readonly MovedTo[] {
  return state in MOVES ? MOVES[state as keyof typeof MOVES] : []; // `in` has looked
}

/** What may be done now, the likeliest first. An authority's request has neither triage nor clock. */
export function handlingActs({ state, permitted, stops, extended, kind }: Looked): HandlingAct[] {
  if (!permitted.includes('handle') || state === 'closed') return [];
  const ofDataSubject = kind === 'data-subject';
  const runs = stops.some(({ resumedAt }) => resumedAt === null);
  const offered: Readonly<Record<HandlingAct, boolean>> = {
    resume: runs,
    close: CLOSABLE.includes(state),
    move: ofDataSubject && movesFrom(state).length > 0,
    triage: ofDataSubject && BEFORE_DECISION.includes(state),
    stop: ofDataSubject && STOPPABLE.includes(state),
    extend: ofDataSubject && !extended && !CLOSABLE.includes(state),
  };
  return (Object.keys(offered) as HandlingAct[]).filter(act => offered[act]); // its very keys
}
