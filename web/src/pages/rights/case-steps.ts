import type { Right } from '../../api/types.js';
import { nextStep, type LookedCase, type NextStep } from './next-step.js';

/** The stages of a case as people speak of them, in their order. */
const STAGES = [
  ...(['triage', 'identity', 'recordings', 'assessment', 'copies', 'decisions', 'effects'] as const),
  ...(['answer', 'notices', 'close'] as const),
] as const;
type Stage = (typeof STAGES)[number];

/** Where a case stands at one of its stages. `left-out`: passed without it, as who asked was never established. */
export interface CaseStep {
  readonly stage: Stage;
  readonly state: 'done' | 'now' | 'ahead' | 'left-out';
}

const STAGE_OF: Readonly<Record<NextStep, Stage>> = {
  ...{ triage: 'triage', identify: 'identity', 'await-identity': 'identity', 'await-clarification': 'triage' },
  ...{ search: 'recordings', 'sort-recordings': 'recordings', 'begin-assessment': 'recordings' },
  ...{ assess: 'assessment', 'confirm-assessments': 'assessment', 'await-assessments': 'assessment' },
  ...{ redact: 'copies', 'review-copies': 'copies', 'await-copies': 'copies' },
  ...{ decide: 'decisions', 'confirm-decisions': 'decisions', 'await-decisions': 'decisions' },
  ...{ 'confirm-effects': 'effects', 'await-effects': 'effects', 'carry-out': 'effects' },
  ...{ 'name-recordings': 'recordings', 'prepare-disclosure': 'decisions' },
  ...{ 'confirm-disclosure': 'decisions', 'await-disclosure': 'decisions', 'write-cover': 'answer' },
  ...{ 'write-answer': 'answer', pack: 'answer', deliver: 'answer', 'await-package': 'answer', lift: 'effects' },
  ...{ notify: 'notices', close: 'close', nothing: 'close' },
};

const WITH_COPIES: readonly Right[] = ['access', 'portability'];
const TOLD_OF: readonly Right[] = ['rectification', 'erasure', 'restriction'];

/** The way of a case from receipt to close: only the stages that its rights need. */
export function caseSteps(one: LookedCase, ownId: string): CaseStep[] {
  const step = nextStep(one, ownId);
  const now = STAGES.indexOf(STAGE_OF[step]);
  return STAGES.filter(stage => isNeeded(stage, one) || STAGE_OF[step] === stage).map(stage => {
    const place = STAGES.indexOf(stage);
    if (place === now && step !== 'nothing') return { stage, state: 'now' };
    if (place > now) return { stage, state: 'ahead' };
    const isLeftOut = stage === 'identity' && !one.request.identity?.method;
    return { stage, state: isLeftOut ? 'left-out' : 'done' };
  });
}

function isNeeded(stage: Stage, { kind, claims }: LookedCase): boolean {
  const asks = (rights: readonly Right[]) => claims.some(({ right }) => rights.includes(right));
  if (kind === 'authority') return ['recordings', 'copies', 'decisions', 'answer', 'close'].includes(stage);
  if (stage === 'assessment' || stage === 'copies') return asks(WITH_COPIES);
  if (stage === 'effects') return claims.some(({ right }) => !WITH_COPIES.includes(right));
  return stage !== 'notices' || asks(TOLD_OF);
}
