import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Enrolment, type EnrolmentKind } from './enrolment.entity.js';
import type { NewEnrolment } from './enrolment.schemas.js';
import { hasWayIn } from './has-way-in.js';
import { VoidEnrolments } from './void-enrolments.js';
import { hashToken, newToken } from '../opaque-token.js';
import { notActive } from '../refusals.js';
import { Staff } from '../staff/staff.entity.js';

const VALID_MS = 72 * 3_600_000;

/** The first half of what sets one person's password, and until when. It works after another person has confirmed. */
export interface EnrolmentToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** The first of two people makes the link with which a person sets a password of their own (design §5: nobody sets another's). */
@Injectable()
export class EnrolStaff {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly voidEnrolments: VoidEnrolments,
  ) {}

  /**
   * In the caller's transaction; the caller has decided that `actor` may. A new link voids the one before.
   * @throws DomainError `not-found`, `not-active`; `already-enrolled` for a first one of who has a way in, `not-enrolled` for a
   *   recovery of who has none
   */
  async execute(em: EntityManager, staffId: string, wanted: NewEnrolment, actor: Actor): Promise<EnrolmentToken> {
    const { kind, reason } = wanted;
    const now = this.clock.now();
    await lockEnrollable(em, staffId, kind);
    await this.voidEnrolments.ofStaff(em, staffId);
    const token = newToken();
    const expiresAt = new Date(now.getTime() + VALID_MS);
    const [id, createdBy] = [newId(now), actor.id ?? NOBODY];
    await em.insert(Enrolment, { id, staffId, kind, tokenHash: hashToken(token), expiresAt, createdBy });
    await this.trail.record(em, {
      action: 'enrolment.created',
      actor,
      object: { kind: 'enrolment', id },
      concernsStaffId: staffId,
      facts: { kind },
      ...(reason === undefined ? {} : { texts: { reason } }),
    });
    return { id, token, expiresAt };
  }

  /** Puts a refused attempt on record. */
  async recordRefusal(staffId: string, { kind }: NewEnrolment, actor: Actor, reason: string): Promise<void> {
    await this.trail.recordAlone({
      action: 'enrolment.created',
      outcome: 'refused',
      reason,
      actor,
      concernsStaffId: staffId,
      facts: { kind },
    });
  }
}

async function lockEnrollable(em: EntityManager, staffId: string, kind: EnrolmentKind): Promise<void> {
  const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!staff) throw notFound();
  if (staff.status !== 'active') throw notActive();
  const enrolled = await hasWayIn(em, staffId);
  if (kind === 'first' && enrolled) throw alreadyEnrolled();
  if (kind === 'recovery' && !enrolled) throw notEnrolled();
}

function alreadyEnrolled(): DomainError {
  return new DomainError('conflict', 'already-enrolled', 'This person has a way in already; begin a recovery.');
}

function notEnrolled(): DomainError {
  return new DomainError('conflict', 'not-enrolled', 'This person has no way in yet; make a first link.');
}
