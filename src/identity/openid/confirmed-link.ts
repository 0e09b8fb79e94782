import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../../platform/database/index.js';
import { Staff } from '../staff/staff.entity.js';
import { ExternalIdentity } from './external-identity.entity.js';

/** A confirmed link and the active person to whom it leads. */
export interface LinkedPerson {
  readonly link: ExternalIdentity;
  readonly staff: Staff;
}

type Which = { readonly issuer: string; readonly subject: string } | { readonly id: string };

/**
 * The active person to whom an identity leads by a confirmed link; null for one that is proposed only, was removed, or never
 * was. Holds person and link locked against deactivation and removal until the end of the caller's transaction, the person
 * first, as those do.
 */
export async function linkedPerson(em: EntityManager, which: Which): Promise<LinkedPerson | null> {
  const works = { ...which, confirmedAt: { $ne: null }, removedAt: null };
  const lock = { lockMode: LockMode.PESSIMISTIC_READ } as const;
  const found = await em.findOne(ExternalIdentity, works);
  const staff = found && (await em.findOne(Staff, { id: found.staffId, status: 'active' }, lock));
  const link = staff && (await em.findOne(ExternalIdentity, works, { ...lock, refresh: true }));
  return staff && link ? { link, staff } : null;
}
