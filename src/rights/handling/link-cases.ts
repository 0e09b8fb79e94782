import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { caseSubject } from '../case/case-subject.js';
import { Journal } from '../case/journal.js';
import { isKept } from '../case/kept-case.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { HandleCase, type By, type Handled } from './handle-case.js';

/** Puts requests that belong together into one group, and takes one out of its group again. */
@Injectable()
export class LinkCases {
  constructor(
    private readonly handle: HandleCase,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /**
   * Both cases, and whatever each was linked with, are one group then; the journal of both says so. Two who link the same cases
   * crosswise at one moment wait for each other: PostgreSQL gives one of them up, and nothing of that one is kept.
   * @throws DomainError `not-found` also for another case that the person may not handle, `linked-with-itself`
   */
  link(caseId: string, withId: string, by: By): Promise<CaseItem> {
    return this.handle.execute(
      caseId,
      'rights-request.linked',
      async (em, rightsCase, actor) => {
        if (caseId === withId) throw withItself();
        const other = await lockOther(em, withId, by);
        const group = rightsCase.linkedGroup ?? other.linkedGroup ?? newId(this.clock.now());
        await joinGroup(em, [rightsCase, other], group);
        await this.#noteOther(em, other, rightsCase, actor);
        return linkedWith(other);
      },
      by,
    );
  }

  /** Takes the case out of its group; the others stay in it. */
  unlink(caseId: string, by: By): Promise<CaseItem> {
    return this.handle.execute(
      caseId,
      'rights-request.linked',
      (em, rightsCase) => {
        em.assign(rightsCase, { linkedGroup: null });
        return Promise.resolve({ facts: { linked: false } });
      },
      by,
    );
  }

  async #noteOther(em: EntityManager, other: RightsCase, rightsCase: RightsCase, actor: Actor): Promise<void> {
    await this.journal.note(em, other, { action: 'rights-request.linked', ...linkedWith(rightsCase) }, actor);
  }
}

function linkedWith({ id, number }: RightsCase): Handled {
  return { facts: { linked: true, withId: id, withNumber: number }, detail: { withNumber: number } };
}

async function lockOther(em: EntityManager, id: string, { permissions: { ability, today } }: By): Promise<RightsCase> {
  const other = await em.findOne(RightsCase, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!other || !(await isKept(em, other, today)) || !ability.can('handle', caseSubject(other))) throw notFound();
  return other;
}

/** A group that one of them belonged to comes along whole. */
async function joinGroup(em: EntityManager, cases: readonly RightsCase[], group: string): Promise<void> {
  const former = cases.flatMap(({ linkedGroup }) => linkedGroup ?? []).filter(one => one !== group);
  if (former.length > 0) await em.nativeUpdate(RightsCase, { linkedGroup: { $in: former } }, { linkedGroup: group });
  for (const one of cases) em.assign(one, { linkedGroup: group });
  await em.flush();
}

function withItself(): DomainError {
  return new DomainError('unprocessable', 'linked-with-itself', 'A case is linked with another one.');
}
