import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { hashToken, newToken } from '../opaque-token.js';
import { Staff } from '../staff/staff.entity.js';

const VALID_MS = 72 * 3_600_000;

/** A token that lets its holder set the first password of one person, and until when. */
export interface EnrolmentToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes the link with which a person without a password sets the first one, alone (design §5: nobody sets another's). */
@Injectable()
export class EnrolStaff {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction. A new link voids the one before.
   * @throws DomainError `not-found`, `not-active`, `already-enrolled`
   */
  async execute(em: EntityManager, staffId: string, actor: Actor): Promise<EnrolmentToken> {
    const now = this.clock.now();
    await lockEnrollable(em, staffId);
    await em.nativeUpdate(Enrolment, { staffId, completedAt: null, expiresAt: { $gt: now } }, { expiresAt: now });
    const token = newToken();
    const expiresAt = new Date(now.getTime() + VALID_MS);
    const id = newId(now);
    await em.insert(Enrolment, { id, staffId, tokenHash: hashToken(token), expiresAt, createdBy: actor.id ?? NOBODY });
    await this.trail.record(em, { action: 'enrolment.created', actor, ...concerning(id, staffId) });
    return { token, expiresAt };
  }
}

async function lockEnrollable(em: EntityManager, staffId: string): Promise<void> {
  const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!staff) throw notFound();
  if (staff.status !== 'active') throw new DomainError('conflict', 'not-active', 'This person has been deactivated.');
  if (!(await em.findOne(Credential, { staffId }))) return;
  throw new DomainError('conflict', 'already-enrolled', 'This person has a password already; nobody else sets it.');
}

function concerning(id: string, staffId: string) {
  return { object: { kind: 'enrolment', id }, concernsStaffId: staffId };
}
