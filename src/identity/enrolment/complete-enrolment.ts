import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { enrolmentRefused } from '../refusals.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Staff } from '../staff/staff.entity.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import type { CheckedEnrolment } from './check-enrolment.js';
import { openAt } from './enrolment-state.js';
import { hasOtherWayIn } from './has-way-in.js';
import { Enrolment, type EnrolmentKind } from './enrolment.entity.js';

/** A person who has set a password of their own, with the help of two. */
export interface CompletedEnrolment {
  /** `recovery` for whoever had a way in before, whatever the link was made as. */
  readonly kind: EnrolmentKind;
  readonly staffId: string;
  readonly username: string;
  /** The person, as who completed it. */
  readonly actor: Actor;
}

/** A person sets a password of their own with the link and the code that two others gave them, once. */
@Injectable()
export class CompleteEnrolment {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
    private readonly directory: StaffDirectory,
    private readonly secondFactor: SecondFactor,
  ) {}

  /**
   * In the caller's transaction, once more under locks: two may hold the halves, and the person may have been deactivated
   * since. A recovery ends all sessions and forgets what served as a second factor; so does a first password of somebody to whom
   * a provider's identity was linked meanwhile.
   * @throws DomainError `enrolment-refused`
   */
  async execute(
    em: EntityManager,
    { enrolmentId, passwordHash }: CheckedEnrolment,
    address: string,
  ): Promise<CompletedEnrolment> {
    const { enrolment, staff } = await this.#lock(em, enrolmentId);
    const { id: staffId, username } = staff;
    const { createdBy, confirmedBy } = enrolment;
    const kind = (await hasOtherWayIn(em, staffId)) ? 'recovery' : enrolment.kind;
    await this.#setPassword(em, staffId, enrolment.kind, passwordHash);
    enrolment.completedAt = this.clock.now();
    await em.flush();
    // Who made the link is not this person's second for 30 days: what is remembered of their rights is out of date.
    if (createdBy !== NOBODY) await this.directory.bumpAccessEpoch(em, createdBy);
    const actor: Actor = { kind: 'staff', id: staffId, sessionId: null, address };
    const object = { kind: 'enrolment', id: enrolment.id };
    const facts = { kind, createdBy, confirmedBy: confirmedBy ?? NOBODY };
    await this.trail.record(em, { action: 'enrolment.completed', actor, object, facts });
    if (kind === 'recovery') await this.#forgetOldWaysIn(em, staffId, actor);
    return { kind, staffId, username, actor };
  }

  /** Rows of people in the order of their ids, so that two who enrolled each other never wait in a ring. */
  async #lock(em: EntityManager, id: string): Promise<{ enrolment: Enrolment; staff: Staff }> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const open = { id, confirmedAt: { $ne: null }, ...openAt(this.clock.now()) };
    const found = await em.findOne(Enrolment, open);
    if (!found) throw enrolmentRefused();
    const both = { id: { $in: [found.staffId, found.createdBy] } };
    const people = await em.find(Staff, both, { ...lock, orderBy: { id: 'asc' } });
    const staff = people.find(({ id, status }) => id === found.staffId && status === 'active');
    const enrolment = staff && (await em.findOne(Enrolment, open, { ...lock, refresh: true }));
    if (!enrolment) throw enrolmentRefused();
    return { enrolment, staff };
  }

  async #setPassword(em: EntityManager, staffId: string, kind: EnrolmentKind, passwordHash: string): Promise<void> {
    const credential = await em.findOne(Credential, { staffId });
    if (kind === 'first' && credential) throw enrolmentRefused();
    const given = { passwordHash, mustChange: false, changedAt: this.clock.now() };
    if (credential) em.assign(credential, given);
    else em.create(Credential, { staffId, ...given });
  }

  async #forgetOldWaysIn(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    await this.endSessions.ofStaff(em, staffId, 'password-changed', { actor });
    await em.flush();
    await this.secondFactor.forget(em, staffId, actor);
  }
}
