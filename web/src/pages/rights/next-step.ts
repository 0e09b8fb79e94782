import type { Right, RightsCase } from '../../api/types.js';
import type { HandlingAct } from './handling/handling-acts.js';

/** What is to be done next in a case by the person at the screen, or what is waited for. */
export type NextStep =
  | (
      | 'triage'
      | 'await-identity'
      | 'await-clarification'
      | 'identify'
      | 'search'
      | 'sort-recordings'
      | 'begin-assessment'
    )
  | ('assess' | 'confirm-assessments' | 'await-assessments' | 'redact' | 'review-copies' | 'await-copies')
  | ('decide' | 'confirm-decisions' | 'await-decisions' | 'confirm-effects' | 'await-effects' | 'carry-out')
  | ('name-recordings' | 'prepare-disclosure' | 'confirm-disclosure' | 'await-disclosure' | 'write-cover')
  | ('write-answer' | 'pack' | 'deliver' | 'await-package' | 'lift' | 'notify' | 'close' | 'nothing');

type LookedClaim = Pick<RightsCase['claims'][number], 'right' | 'state' | 'outcome'>;

export type LookedCase = Pick<RightsCase, 'kind' | 'state' | 'permitted' | 'standing'> & {
  readonly claims: readonly LookedClaim[];
  readonly stops: readonly Pick<RightsCase['stops'][number], 'kind' | 'resumedAt'>[];
  readonly request: Pick<RightsCase['request'], 'identity'>;
};

const GIVES_A_COPY: readonly Right[] = ['access', 'portability'];
/** Of what is done under these each recipient is told (GDPR art. 19). */
const TOLD_OF: readonly Right[] = ['rectification', 'erasure', 'restriction'];

/** Where a step is done: in a view of the case, by the path of it. */
export const VIEW_OF: Readonly<Partial<Record<NextStep, string>>> = {
  ...{ search: 'recordings', 'sort-recordings': 'recordings', assess: 'recordings' },
  ...{ 'confirm-assessments': 'recordings', 'name-recordings': 'recordings' },
  ...{ redact: 'copies', 'review-copies': 'copies' },
  ...{ decide: 'decisions', 'confirm-decisions': 'decisions' },
  ...{ 'prepare-disclosure': 'decisions', 'confirm-disclosure': 'decisions' },
  ...{ 'confirm-effects': 'effects', 'carry-out': 'effects', lift: 'effects', notify: 'effects' },
  ...{ 'write-answer': 'answer', 'write-cover': 'answer', pack: 'answer', deliver: 'answer' },
  'await-package': 'answer',
};

/** By which act on the case as a whole a step is done. */
export const ACT_OF: Readonly<Partial<Record<NextStep, HandlingAct>>> = {
  ...{ triage: 'triage', identify: 'triage', 'begin-assessment': 'move', close: 'close' },
  ...{ 'await-identity': 'resume', 'await-clarification': 'resume' },
};

/** @param ownId whoever looks: what one prepared another one confirms */
export function nextStep(one: LookedCase, ownId: string): NextStep {
  const { state, kind } = one;
  if (state === 'closed') return 'nothing';
  if (state === 'answered' || state === 'recipients-notified') return afterAnswer(one, ownId);
  if (kind === 'authority') return state === 'decided' ? toAnswerAuthority(one) : beforeDisclosure(one, ownId);
  return state === 'decided' ? afterDecision(one, ownId) : beforeDecision(one, ownId);
}

function beforeDecision(one: LookedCase, ownId: string): NextStep {
  const { state, standing, claims } = one;
  if (state === 'received') return 'triage';
  const stop = one.stops.find(({ resumedAt }) => resumedAt === null);
  if (stop) return stop.kind === 'identity' ? 'await-identity' : 'await-clarification';
  const isUnderWay = claims.some(claim => claim.state !== 'open');
  if (!one.request.identity?.method && !isUnderWay) return 'identify';
  if (!isUnderWay && (standing.searches === 0 || state === 'triaged')) return 'search';
  if (standing.unsorted > 0) return 'sort-recordings';
  if (state === 'searching') return 'begin-assessment';
  return inAssessment(one, ownId);
}

function inAssessment({ standing, claims }: LookedCase, ownId: string): NextStep {
  const { assessment, copy, claim } = waitingOf(standing, ownId);
  const isForCopy = claims.some(({ right, state }) => GIVES_A_COPY.includes(right) && state === 'open');
  if (isForCopy && standing.unassessed > 0) return 'assess';
  if (assessment.others > 0) return 'confirm-assessments';
  if (isForCopy && standing.uncopied > 0) return 'redact';
  if (copy.others > 0) return 'review-copies';
  if (isForCopy && assessment.own > 0) return 'await-assessments';
  if (isForCopy && copy.own > 0) return 'await-copies';
  if (claim.others > 0) return 'confirm-decisions';
  return claims.some(({ state }) => state === 'open') ? 'decide' : 'await-decisions';
}

function afterDecision(one: LookedCase, ownId: string): NextStep {
  const { standing } = one;
  const { effect } = waitingOf(standing, ownId);
  if (effect.others > 0) return 'confirm-effects';
  if (standing.lacking.length > 0) return 'carry-out';
  if (effect.own > 0) return 'await-effects';
  if (!standing.hasAnswer) return 'write-answer';
  return givesCopy(one) && !standing.hasPackage ? 'pack' : 'deliver';
}

/** What was begun ends before the case does. */
function afterAnswer(one: LookedCase, ownId: string): NextStep {
  const { state, standing } = one;
  const { effect } = waitingOf(standing, ownId);
  if (effect.others > 0) return 'confirm-effects';
  if (standing.erasureWaits) return 'await-package';
  if (effect.own > 0) return 'await-effects';
  if (standing.restrictionStands) return 'lift';
  return state === 'answered' && isToldOf(one) ? 'notify' : 'close';
}

/** Whether there is anything to give: to an authority, or to who was granted access or portability. */
export function givesCopy({ kind, claims }: Pick<LookedCase, 'kind' | 'claims'>): boolean {
  return kind === 'authority' || claims.some(claim => GIVES_A_COPY.includes(claim.right) && isGranted(claim));
}

function beforeDisclosure({ state, standing, permitted }: LookedCase, ownId: string): NextStep {
  const { copy } = waitingOf(standing, ownId);
  if (standing.included === 0) return 'name-recordings';
  if (standing.uncopied > 0) return 'redact';
  if (copy.others > 0) return 'review-copies';
  if (copy.own > 0) return 'await-copies';
  if (state !== 'in-review') return 'prepare-disclosure';
  return permitted.includes('confirm') ? 'confirm-disclosure' : 'await-disclosure';
}

function toAnswerAuthority({ standing }: LookedCase): NextStep {
  if (!standing.hasAnswer) return 'write-cover';
  return standing.hasPackage ? 'deliver' : 'pack';
}

type What = RightsCase['standing']['waiting'][number]['what'];

/** How much of each kind waits for its second person: what others prepared, and what one prepared oneself. */
export function waitingOf({ waiting }: Pick<RightsCase['standing'], 'waiting'>, ownId: string) {
  const counted = (wanted: What) => {
    const all = waiting.filter(({ what }) => what === wanted);
    const own = all.filter(({ preparedBy }) => preparedBy === ownId).length;
    return { own, others: all.length - own };
  };
  return {
    ...{ assessment: counted('assessment'), copy: counted('copy'), claim: counted('claim') },
    effect: counted('effect'),
  };
}

function isToldOf({ claims }: Pick<LookedCase, 'claims'>): boolean {
  return claims.some(claim => TOLD_OF.includes(claim.right) && isGranted(claim));
}

function isGranted({ outcome }: LookedClaim): boolean {
  return outcome === 'granted' || outcome === 'partly-granted';
}
