import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { hashPassword } from '../passwords/password-hash.js';
import { notSecondPerson } from '../refusals.js';
import { assertStillEntitled } from '../sessions/still-entitled.js';
import { newEnrolmentCode, normaliseCode } from './enrolment-code.js';
import { openAt } from './enrolment-state.js';
import { Enrolment } from './enrolment.entity.js';

/** Whether `actor` may be the second for this enrolment. */
export type MayConfirm = (facts: { readonly staffId: string; readonly createdBy: string }) => boolean;

export interface ConfirmingOptions {
  /** Who asks, where it is somebody whose rights may go meanwhile. */
  readonly requester?: Requester;
  /** Why there was nobody else to confirm; the event has it. */
  readonly whyAlone?: string;
}

/** A code that is told the person, and until when it works with the link. */
export interface ConfirmedEnrolment {
  readonly code: string;
  readonly expiresAt: Date;
}

/** The second of two people answers for an enrolment or a recovery, and gets the code without which the link does nothing. */
@Injectable()
export class ConfirmEnrolment {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The code is returned this once. Of two at once, one is the second person and the other learns it.
   * @throws DomainError `not-found`, `not-second-person`, `already-confirmed`, `access-changed`
   */
  async execute(
    id: string,
    actor: Actor,
    may: MayConfirm,
    options: ConfirmingOptions = {},
  ): Promise<ConfirmedEnrolment> {
    const code = newEnrolmentCode();
    const codeHash = await hashPassword(normaliseCode(code));
    try {
      const { expiresAt } = await this.database.transaction(async em => {
        const enrolment = await this.#confirm(em, id, codeHash, actor, may);
        if (options.requester) await assertStillEntitled(em, options.requester);
        await this.#record(em, enrolment, actor, options.whyAlone);
        return enrolment;
      });
      return { code, expiresAt };
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, actor, error.code);
      throw error;
    }
  }

  async #confirm(em: EntityManager, id: string, codeHash: string, actor: Actor, may: MayConfirm): Promise<Enrolment> {
    const now = this.clock.now();
    const where = { id, ...openAt(now) };
    const enrolment = await em.findOne(Enrolment, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!enrolment) throw notFound();
    const { staffId, createdBy } = enrolment;
    if (!may({ staffId, createdBy })) throw notSecondPerson();
    if (enrolment.confirmedAt) throw alreadyConfirmed();
    em.assign(enrolment, { confirmedAt: now, confirmedBy: actor.id ?? NOBODY, codeHash });
    await em.flush();
    return enrolment;
  }

  async #record(
    em: EntityManager,
    { id, staffId, kind, createdBy }: Enrolment,
    actor: Actor,
    whyAlone: string | undefined,
  ): Promise<void> {
    await this.trail.record(em, {
      action: 'enrolment.confirmed',
      actor,
      object: { kind: 'enrolment', id },
      concernsStaffId: staffId,
      facts: { kind, createdBy, ...(whyAlone === undefined ? {} : { alone: true }) },
      ...(whyAlone === undefined ? {} : { texts: { reason: whyAlone } }),
    });
  }

  async #recordRefusal(id: string, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'enrolment', id };
    await this.trail.recordAlone({ action: 'enrolment.confirmed', outcome: 'refused', reason, actor, object });
  }
}

function alreadyConfirmed(): DomainError {
  return new DomainError('conflict', 'already-confirmed', 'Somebody has confirmed this already.');
}
