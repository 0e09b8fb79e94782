import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { hashToken } from '../opaque-token.js';
import { hashPassword } from '../passwords/password-hash.js';
import { passwordFault } from '../passwords/password-policy.js';
import { enrolmentRefused, passwordRefused } from '../refusals.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.js';
import { Staff } from '../staff/staff.entity.js';
import type { EnrolledView, EnrolmentCompletion } from '../staff/staff.schemas.js';

/** A person sets the first password of their own with the link that they were given, once. */
@Injectable()
export class CompleteEnrolment {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * A password that cannot be taken leaves the link as it was.
   * @throws DomainError `enrolment-refused`, `password-refused` with `fault`, `sign-in-throttled`
   */
  async execute({ token, password }: EnrolmentCompletion, address: string): Promise<EnrolledView> {
    const tokenHash = hashToken(token);
    const username = await this.attempts.run({ address }, () => this.#usernameOf(tokenHash, address));
    if (username === null) throw enrolmentRefused();
    const fault = passwordFault(password, username);
    if (fault) throw passwordRefused(fault);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(em => this.#complete(em, tokenHash, passwordHash, address));
    return { username };
  }

  async #usernameOf(tokenHash: string, address: string): Promise<string | null> {
    const em = this.database.entities();
    const enrolment = await em.findOne(Enrolment, this.#open(tokenHash));
    const staff = enrolment && (await em.findOne(Staff, { id: enrolment.staffId, status: 'active' }));
    if (staff) return staff.username;
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    await this.trail.recordAlone({ action: 'enrolment.refused', outcome: 'refused', actor, reason: 'no-such-link' });
    return null;
  }

  /** Once more under locks: two may hold the link, and the person may have been deactivated since. */
  async #complete(em: EntityManager, tokenHash: string, passwordHash: string, address: string): Promise<void> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const found = await em.findOne(Enrolment, this.#open(tokenHash));
    const staff = found && (await em.findOne(Staff, { id: found.staffId, status: 'active' }, lock));
    const enrolment = staff && (await em.findOne(Enrolment, this.#open(tokenHash), { ...lock, refresh: true }));
    if (!staff || !enrolment || (await em.findOne(Credential, { staffId: staff.id }))) throw enrolmentRefused();
    enrolment.completedAt = this.clock.now();
    const { id: staffId } = staff;
    em.create(Credential, { staffId, passwordHash, mustChange: false, changedAt: this.clock.now() });
    const actor: Actor = { kind: 'staff', id: staffId, sessionId: null, address };
    await this.trail.record(em, {
      action: 'enrolment.completed',
      actor,
      object: { kind: 'enrolment', id: enrolment.id },
    });
  }

  #open(tokenHash: string) {
    return { tokenHash, completedAt: null, expiresAt: { $gt: this.clock.now() } };
  }
}
