import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { RestrictRecordings } from '../../recordings/index.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { claimNotConfirmed, notRestricted, packageFirst } from './effect-refusals.js';
import type { NewBlock, NewErasureOfCase, NewLifting } from './effects.schemas.js';
import { informedPerson } from './informed-person.js';
import { awaitsPackage } from './package-first.js';
import { PrepareEffect } from './prepare-effect.js';

/** Effects that depend on more than what is asked for: what the case has told the person, decided, or taken up. */
@Injectable()
export class AskEffects {
  constructor(
    private readonly database: Database,
    private readonly prepare: PrepareEffect,
    private readonly restrictions: RestrictRecordings,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-informed`, `not-restricted`, and as {@link PrepareEffect} */
  async lift(caseId: string, asked: NewLifting, requester: Requester, permissions: Permissions): Promise<string> {
    const { recordingIds, words } = asked;
    const today = helsinkiDay(this.clock.now());
    const informed = await informedPerson(this.database.entities(), caseId, asked.informed, today);
    const check = async (em: EntityManager, { number }: RightsCase) => {
      const restricted = new Set((await this.restrictions.ofCase(em, number)).map(one => one.recordingId));
      if (!recordingIds.every(id => restricted.has(id))) throw notRestricted();
    };
    const effect = { kind: 'restriction-lifting', wanted: { informed, words } } as const;
    return this.prepare.execute(caseId, { effect, recordingIds, check }, requester, permissions);
  }

  /** For a contact: each of its recordings that the case has taken up. @throws DomainError as {@link PrepareEffect} */
  async block(caseId: string, asked: NewBlock, requester: Requester, permissions: Permissions): Promise<string> {
    const { contactId, purposes, because, words } = asked;
    const effect = { kind: 'purpose-block', wanted: { purposes, because, words } } as const;
    const recordingIds =
      asked.recordingIds ?? (await this.#takenUp(caseId, contactId === undefined ? {} : { contactId }));
    return this.prepare.execute(caseId, { effect, recordingIds }, requester, permissions);
  }

  /**
   * What does not begin by itself: of what was granted in part for another reason than a hold, somebody says which recordings, and a second
   * person confirms. @throws DomainError `claim-not-confirmed`, `package-first`, and as {@link PrepareEffect}
   */
  async erase(
    caseId: string,
    asked: NewErasureOfCase,
    requester: Requester,
    permissions: Permissions,
  ): Promise<string> {
    const claim = await this.database.entities().findOne(Claim, { caseId, rightKind: 'erasure' });
    const [decidedBy, confirmedBy] = [claim?.decidedBy ?? '', claim?.confirmedBy ?? ''];
    const effect = { kind: 'erasure', wanted: { decidedBy, confirmedBy } } as const;
    const recordingIds = asked.recordingIds ?? (await this.#takenUp(caseId, {}));
    const check = async (em: EntityManager) => {
      const now = await em.findOne(Claim, { caseId, rightKind: 'erasure' }, { refresh: true });
      if (now?.decidedBy !== decidedBy || now.confirmedBy !== confirmedBy) throw claimNotConfirmed();
      if (await awaitsPackage(em, caseId, recordingIds)) throw packageFirst();
    };
    return this.prepare.execute(caseId, { effect, recordingIds, check }, requester, permissions);
  }

  async #takenUp(caseId: string, of: { readonly contactId?: string }): Promise<string[]> {
    const where = { caseId, state: 'included', ...of } as const;
    const found = await this.database.entities().find(CaseRecording, where, { orderBy: { recordingId: 'asc' } });
    return found.map(({ recordingId }) => recordingId);
  }
}
