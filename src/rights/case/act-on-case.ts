import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, THE_SYSTEM, type Actor, type AuditAction } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { caseSubject } from './case-subject.js';
import { Journal, type Noted } from './journal.js';
import { isKept } from './kept-case.js';
import { RightsCase } from './rights-case.entity.js';

/**
 * What somebody wants to do in a case: `confirm` is for the second person of a disclosure, as whose second the rules look at `preparedBy`. Whatever
 * else waits in a case has a preparer of its own.
 */
export interface WantedAct {
  readonly verb: 'handle' | 'confirm';
  readonly action: AuditAction;
  /** Lets somebody do it whom the rules do not: whoever registered the case just now. */
  readonly admits?: (rightsCase: RightsCase) => boolean;
}

/** What was done: the answer to the caller, and what the journal says of it. */
export interface Done<T> extends Omit<Noted, 'action'> {
  readonly value: T;
}

/** Does it, while the case is locked; changes to entities are written before the journal. */
export type Act<T> = (em: EntityManager, rightsCase: RightsCase, actor: Actor) => Promise<Done<T>>;

/** Reads in it, while it is locked. */
export type Look<T> = (em: EntityManager, rightsCase: RightsCase) => Promise<T>;

/** What happens by itself, where it is still due: what the journal says of it, or each thing that it says. */
export type DueAct = (em: EntityManager, rightsCase: RightsCase) => Promise<DueNote | readonly DueNote[] | null>;
export type DueNote = Omit<Noted, 'action'>;

/** Everything that is done in a case goes through here: lock, a second look at whose act it is, rules, change, journal and event, one commit (ADR 0015). */
@Injectable()
export class ActOnCase {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found` also for what the person may not see and for what is over, `not-second-person`,
   *   `access-changed`, and what `act` throws
   */
  async execute<T>(
    caseId: string,
    wanted: WantedAct,
    act: Act<T>,
    requester: Requester,
    permissions: Permissions,
  ): Promise<T> {
    const actor = actorOf(requester);
    const done: Look<T> = (em, rightsCase) => this.#act(em, rightsCase, wanted.action, act, actor);
    return this.look(caseId, wanted, done, requester, permissions);
  }

  /**
   * Judges as {@link execute} does, and reads, with the case locked, what work needs that takes long and is done before it with
   * nothing locked. A refused attempt is on record as one of the act. @throws DomainError as {@link execute} does
   */
  async look<T>(
    caseId: string,
    wanted: WantedAct,
    look: Look<T>,
    requester: Requester,
    permissions: Permissions,
  ): Promise<T> {
    try {
      return await this.database.transaction(async em => {
        const rightsCase = await lockCase(em, caseId);
        await assertStillEntitled(em, requester);
        if (!(await isKept(em, rightsCase, permissions.today))) throw notFound();
        judge(rightsCase, wanted, permissions);
        return look(em, rightsCase);
      });
    } catch (error) {
      if (error instanceof DomainError)
        await this.#recordRefusal(caseId, wanted.action, actorOf(requester), error.code);
      throw error;
    }
  }

  /** Puts on record that such work came to nothing. */
  async noteFailure(caseId: string, { action }: WantedAct, reason: string, requester: Requester): Promise<void> {
    const object = { kind: 'rights-case', id: caseId };
    await this.trail.recordAlone({ action, outcome: 'failed', reason, actor: actorOf(requester), object });
  }

  /**
   * As {@link byItself}, for what the system looks for again and again: `act` answers null where it is not to be done any more now
   * that the case is locked, and then nothing is written. All of it is one commit: it is done whole and once.
   * @returns whether it was done
   */
  async ifStillDue(caseId: string, action: AuditAction, act: DueAct, actor: Actor = THE_SYSTEM): Promise<boolean> {
    return this.database.transaction(async em => {
      const rightsCase = await lockCase(em, caseId);
      const noted = await act(em, rightsCase);
      if (!noted) return false;
      await em.flush();
      for (const note of [noted].flat()) await this.journal.note(em, rightsCase, { action, ...note }, actor);
      return true;
    });
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

function judge(rightsCase: RightsCase, { verb, admits }: WantedAct, { ability }: Permissions): void {
  if (admits?.(rightsCase)) return;
  if (!ability.can('read', caseSubject(rightsCase))) throw notFound();
  if (ability.can(verb, caseSubject(rightsCase))) return;
  if (verb === 'confirm' && ability.can('handle', caseSubject(rightsCase))) throw notSecondPerson();
  throw new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
}
