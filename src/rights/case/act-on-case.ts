import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor, type AuditAction } from '../../audit/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { caseSubject } from './case-subject.js';
import { Journal, type Noted } from './journal.js';
import { RightsCase } from './rights-case.entity.js';

/** What somebody wants to do in a case: `confirm` is for a second person, as whose second the rules look at `preparedBy`. */
export interface WantedAct {
  readonly verb: 'handle' | 'confirm';
  readonly action: AuditAction;
}

/** What was done: the answer to the caller, and what the journal says of it. */
export interface Done<T> extends Omit<Noted, 'action'> {
  readonly value: T;
}

/** Does it, while the case is locked; changes to entities are written before the journal. */
export type Act<T> = (em: EntityManager, rightsCase: RightsCase, actor: Actor) => Promise<Done<T>>;

/** Everything that is done in a case goes through here: lock, rules, change, journal and event, one commit (ADR 0015). */
@Injectable()
export class ActOnCase {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found` also for what the person may not see, `not-second-person`, and what `act` throws
   */
  async execute<T>(
    caseId: string,
    wanted: WantedAct,
    act: Act<T>,
    requester: Requester,
    permissions: Permissions,
  ): Promise<T> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(async em => {
        const rightsCase = await lockCase(em, caseId);
        judge(rightsCase, wanted.verb, permissions);
        return this.#act(em, rightsCase, wanted.action, act, actor);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(caseId, wanted.action, actor, error.code);
      throw error;
    }
  }

  /** The same for what happens by itself: nobody is judged, nothing is refused. */
  async byItself<T>(caseId: string, action: AuditAction, act: Act<T>, actor: Actor): Promise<T> {
    return this.database.transaction(async em => {
      const rightsCase = await lockCase(em, caseId);
      return this.#act(em, rightsCase, action, act, actor);
    });
  }

  async #act<T>(em: EntityManager, rightsCase: RightsCase, action: AuditAction, act: Act<T>, actor: Actor): Promise<T> {
    const { value, ...noted } = await act(em, rightsCase, actor);
    await em.flush();
    await this.journal.note(em, rightsCase, { action, ...noted }, actor);
    return value;
  }

  async #recordRefusal(caseId: string, action: AuditAction, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'rights-case', id: caseId };
    await this.trail.recordAlone({ action, outcome: 'refused', reason, actor, object });
  }
}

async function lockCase(em: EntityManager, id: string): Promise<RightsCase> {
  const found = await em.findOne(RightsCase, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw notFound();
  return found;
}

function judge(rightsCase: RightsCase, verb: WantedAct['verb'], { ability }: Permissions): void {
  if (!ability.can('read', caseSubject(rightsCase))) throw notFound();
  if (ability.can(verb, caseSubject(rightsCase))) return;
  if (verb === 'confirm' && ability.can('handle', caseSubject(rightsCase))) throw notSecondPerson();
  throw new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
}
