import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { CallsById, GiveOutCalls, type CallToGive } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { DisclosureState, NamedRecordings } from './disclosures.schemas.js';
import { checkDisclosure } from './of-authority.js';
import { restrictedRecording } from './restricted.js';

/** Names the recordings that an authority asks for, one by one; naming others begins the decision anew. */
@Injectable()
export class NameRecordings {
  constructor(
    private readonly acts: ActOnCase,
    private readonly callsById: CallsById,
    private readonly giveOut: GiveOutCalls,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` also for a recording that the officer may not see, `recording-restricted`, `wrong-state` */
  async execute(
    caseId: string,
    { recordings }: NamedRecordings,
    requester: Requester,
    permissions: Permissions,
  ): Promise<DisclosureState> {
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkDisclosure(rightsCase, ['assessing', 'redacting', 'in-review'], 'assessing');
      const wanted = new Map(recordings.map(({ recordingId, decision }) => [recordingId, decision]));
      const calls = await this.#visible([...wanted.keys()], permissions);
      await em.nativeDelete(CaseRecording, { caseId, recordingId: { $nin: [...wanted.keys()] } });
      const by = { assessedBy: requester.id, assessedAt: this.clock.now(), confirmedBy: null, confirmedAt: null };
      for (const call of calls) {
        const decision = wanted.get(call.recordingId) ?? 'copy';
        await em.upsert(CaseRecording, { ...this.#row(caseId, call), decision, ...by });
      }
      em.assign(rightsCase, { preparedBy: '', ...(rightsCase.state === 'in-review' ? { state: 'assessing' } : {}) });
      const named = [...wanted.keys()];
      const value = { state: rightsCase.state, recordings: named.length, prepared: null };
      return { value, facts: { recordings: named.length }, detail: { recordings } };
    };
    const taken = { verb: 'handle', action: 'rights-request.recording-taken-up' } as const;
    return this.acts.execute<DisclosureState>(caseId, taken, act, requester, permissions);
  }

  /** Restriction means storage only: no disclosure but by an exception of its own (GDPR art. 18(2)). */
  async #visible(ids: readonly string[], permissions: Permissions): Promise<CallToGive[]> {
    const seen = await this.callsById.of(ids, permissions);
    if (!ids.every(id => seen.get(id)?.readable)) throw notFound();
    const calls = await this.giveOut.calls(ids);
    if (calls.some(({ restricted }) => restricted)) throw restrictedRecording();
    return calls;
  }

  #row(caseId: string, { recordingId, contactId, callOn, queue }: CallToGive) {
    const foundAt = this.clock.now();
    return { caseId, recordingId, contactId, callOn, queue, foundAt, state: 'included' as const };
  }
}
