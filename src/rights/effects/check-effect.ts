import { addDays, parseDay, type Day } from '../../kernel/calendar.js';
import { wrongState } from '../case/case-state.js';
import { checkNoCodes } from '../case/no-identity-code.js';
import type { Right } from '../case/rights.js';
import type { CaseState } from '../case/rights-case.entity.js';
import { claimMissing, claimNotConfirmed, exceptionDayWrong } from './effect-refusals.js';
import type { WantedEffect } from './effect-detail.js';
import type { Claim } from '../case/case-rows.entity.js';

const MOST_EXCEPTION_DAYS = 366;

/** From which rights an effect may follow; an empty list: from none in particular, since another effect came before it. */
export function rightsBehind(effect: WantedEffect): readonly Right[] {
  switch (effect.kind) {
    case 'restriction':
      // Offered while rectification, erasure or an objection waits (domain.md §3).
      return ['restriction', 'rectification', 'erasure', 'objection'];
    case 'correction':
    case 'statement':
      return ['rectification'];
    case 'purpose-block':
      return effect.wanted.because === 'consent-withdrawal' ? ['consent-withdrawal'] : ['objection'];
    case 'erasure':
      return ['erasure'];
    case 'restriction-exception':
    case 'restriction-lifting':
    case 'purpose-unblock':
      return [];
  }
}

/** What eases an effect is asked for as long as that lasts, and it may outlast its case. */
const OUTLASTS_THE_CASE: ReadonlySet<WantedEffect['kind']> = new Set([
  ...(['restriction-exception', 'restriction-lifting', 'purpose-unblock'] as const),
]);

/** @throws DomainError `wrong-state` for anything else in a closed case */
export function checkCaseOpen(kind: WantedEffect['kind'], state: CaseState): void {
  if (state === 'closed' && !OUTLASTS_THE_CASE.has(kind)) throw wrongState(state, 'assessing');
}

/** @throws DomainError `claim-missing`, `claim-not-confirmed`, `exception-day-wrong`, `text-holds-identity-code` */
export function checkEffect(effect: WantedEffect, claims: readonly Claim[], today: Day): void {
  const rights = rightsBehind(effect);
  const behind = claims.filter(({ rightKind }) => rights.includes(rightKind));
  if (rights.length > 0 && behind.length === 0) throw claimMissing(rights);
  if (effect.kind === 'erasure' && !behind.some(isGranted)) throw claimNotConfirmed();
  if (effect.kind === 'restriction-exception') checkExceptionDay(parseDay(effect.wanted.until), today);
  checkNoCodes(givenTexts(effect));
}

/** What it adds to what a person gets in a package; of a code itself that package says that it is held. */
function givenTexts(effect: WantedEffect): Record<string, string> {
  if (effect.kind === 'statement') return { text: effect.wanted.text };
  const isCorrected = effect.kind === 'correction' && effect.wanted.field !== 'personalIdentityCode';
  return isCorrected ? { value: effect.wanted.value ?? '' } : {};
}

/** Two people have granted it, whole or in part. */
export function isGranted({ state, outcome }: Pick<Claim, 'state' | 'outcome'>): boolean {
  const isConfirmed = state === 'confirmed' || state === 'waiting';
  return isConfirmed && (outcome === 'granted' || outcome === 'partly-granted');
}

function checkExceptionDay(until: Day, today: Day): void {
  if (until < today || until > addDays(today, MOST_EXCEPTION_DAYS)) throw exceptionDayWrong();
}
