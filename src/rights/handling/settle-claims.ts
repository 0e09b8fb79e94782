import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from '../case/case-rows.entity.js';
import type { Right } from '../case/rights.js';
import { newClaim } from '../case/new-claim.js';

/** What a request is about, as the officer reads it. */
export interface Asked {
  readonly rights: readonly Right[];
  /** Whether the person says that what is kept is wrong; what was said before stays where it is left out. */
  readonly contested?: boolean | undefined;
  /** Whether an objection is to direct marketing; the same. */
  readonly directMarketing?: boolean | undefined;
}

/**
 * Makes the rights of a case that is locked those that are asked for: what is missing comes, what is too much goes while nothing is
 * decided about it.
 * @throws DomainError `claim-decided`, `contested-without-rectification`, `direct-marketing-without-objection`
 */
export async function settleClaims(em: EntityManager, caseId: string, asked: Asked, now: Date): Promise<void> {
  const rights = new Set(asked.rights);
  if (asked.contested === true && !rights.has('rectification')) throw nothingContested();
  if (asked.directMarketing === true && !rights.has('objection')) throw nothingObjected();
  const claims = await em.find(Claim, { caseId });
  for (const claim of claims.filter(({ rightKind }) => !rights.has(rightKind))) {
    if (claim.state !== 'open') throw decided(claim.rightKind);
    em.remove(claim);
  }
  const known = new Set(claims.map(({ rightKind }) => rightKind));
  const added = [...rights].filter(right => !known.has(right)).map(right => newClaim(em, caseId, right, now));
  em.persist(added);
  describe([...claims, ...added], asked);
  await em.flush();
}

function describe(claims: readonly Claim[], { contested, directMarketing }: Asked): void {
  for (const claim of claims) {
    if (claim.rightKind === 'rectification') claim.contested = contested ?? claim.contested;
    if (claim.rightKind === 'objection') claim.directMarketing = directMarketing ?? claim.directMarketing;
  }
}

function nothingContested(): DomainError {
  const sentence = 'Accuracy is contested where rectification is asked for (GDPR art. 18(1)(a)).';
  return new DomainError('unprocessable', 'contested-without-rectification', sentence);
}

function nothingObjected(): DomainError {
  const sentence = 'Direct marketing is objected to where objection is asked for (GDPR art. 21(2)).';
  return new DomainError('unprocessable', 'direct-marketing-without-objection', sentence);
}

function decided(right: Right): DomainError {
  const sentence = 'A right about which something is decided stays in the case.';
  return new DomainError('conflict', 'claim-decided', sentence, { right });
}
