import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from '../case/case-rows.entity.js';
import type { TextPlace } from '../case/case-texts.js';
import { claimStamp } from '../case/prepared-stamp.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { DecidedClaim } from './assessment.schemas.js';

/** One of the rights of a case, by both ids. */
export interface ClaimPlace {
  readonly caseId: string;
  readonly claimId: string;
}

/** In a transaction that has locked the case. @throws DomainError `not-found` */
export async function findClaim(em: EntityManager, { caseId, claimId }: ClaimPlace): Promise<Claim> {
  const found = await em.findOne(Claim, { id: claimId, caseId });
  if (!found) throw notFound();
  return found;
}

/** Where the reasons of a decision are sealed. */
export function reasonsPlace(claimId: string): TextPlace {
  return { row: 'claim', id: claimId, field: 'reasons' };
}

/** The stamp of a decision that waits for its second person. */
export function preparedOf(claim: Claim): string | null {
  return claim.state === 'decided' ? claimStamp(claim) : null;
}

/** A right as the answer to an act on it shows it. */
export function claimView(claim: Claim, { state: caseState }: RightsCase): DecidedClaim {
  const { id, rightKind: right, state, outcome, ground, reasonsLeftOut, decidedBy, confirmedBy } = claim;
  return {
    ...{ id, right, state, outcome: outcome ?? null, ground: ground ?? null, reasonsLeftOut },
    ...{ decidedBy: decidedBy ?? null, confirmedBy: confirmedBy ?? null, prepared: preparedOf(claim), caseState },
  };
}
