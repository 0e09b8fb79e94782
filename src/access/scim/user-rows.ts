import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { newStaff } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DirectoryUser } from './directory-user.entity.js';
import { saidDuties } from './said-changes.js';
import type { SaidOfUser } from './said-of-user.js';
import { invalidValue, notUnique } from './scim-faults.js';

/** A user whom `clientId` keeps, locked until the transaction ends. @throws DomainError `not-found` for anybody else's alike */
export async function lockUser(em: EntityManager, clientId: string, staffId: string): Promise<DirectoryUser> {
  const mine = { staffId, clientId, removedAt: null };
  const user = await em.findOne(DirectoryUser, mine, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!user) throw notFound();
  return user;
}

/**
 * The user name that is said, in the form in which it is compared: nobody's who has had it before, so that nobody comes to
 * be taken for another.
 * @throws DomainError `scim-invalid-value`, `scim-not-unique`
 */
export async function freeUsername(em: EntityManager, said: SaidOfUser, staffId: string | null): Promise<string> {
  const username = newStaff.shape.username.safeParse(said.userName);
  if (!username.success) throw invalidValue(['userName']);
  const former = await em.execute<object[]>(FORMER, [username.data, staffId, staffId]);
  if (former.length > 0) throw notUnique();
  return username.data;
}

const FORMER = `
  select 1 from directory_user where ? = any(former_usernames) and (?::uuid is null or staff_id <> ?::uuid) limit 1`;

/** Keeps what is said now as what is told back. @throws DomainError `scim-not-unique` for an external id of another user */
export async function keepSaid(
  em: EntityManager,
  user: DirectoryUser,
  said: SaidOfUser,
  username: string,
  at: Date,
): Promise<void> {
  const former = user.userName === username ? [] : [user.userName];
  em.assign(user, {
    attributes: said,
    userName: username,
    externalId: said.externalId ?? null,
    active: said.active !== false,
    saidFields: [...new Set([...user.saidFields, ...saidDuties(said)])],
    formerUsernames: [...new Set([...user.formerUsernames, ...former])],
    lastModifiedAt: at,
  });
  await flushUnique(em);
}

/** Writes what waits. @throws DomainError `scim-not-unique` */
export async function flushUnique(em: EntityManager): Promise<void> {
  try {
    await em.flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw notUnique();
  }
}
