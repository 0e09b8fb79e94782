import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { planDigest } from './package-plan.js';
import { readPlan } from './read-plan.js';

/** Deliveries of packages that hold what is given of a case now; none while that is not decided. With the case locked. */
export async function sentPackages(em: EntityManager, caseId: string): Promise<Delivery[]> {
  const wanted = await digestOfPlan(em, caseId);
  if (!wanted) return [];
  const packages = await em.find(CaseDocument, { caseId, kind: 'package' });
  const same = packages.filter(({ contentsSha256 }) => contentsSha256 && wanted.equals(contentsSha256));
  return em.find(Delivery, { caseId, documentId: { $in: same.map(({ id }) => id) } }, { refresh: true });
}

/** Whether it is with the person: what was left for them to fetch is, once they have fetched it. */
export function hasReached({ channel, fetchedAt }: Pick<Delivery, 'channel' | 'fetchedAt'>): boolean {
  return channel !== 'download' || Boolean(fetchedAt);
}

/** Whether it has reached the person or can still be fetched: not where the address has expired, or was taken back. */
export function isOut(delivery: Pick<Delivery, 'channel' | 'fetchedAt' | 'expiresOn'>, today: Day): boolean {
  return hasReached(delivery) || (delivery.expiresOn ?? '') >= today;
}

/** Of which files a package would be made now; null while that is not decided. */
export async function digestOfPlan(em: EntityManager, caseId: string): Promise<Buffer | null> {
  try {
    return planDigest(await readPlan(em, caseId));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
