import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { GiveOutCalls } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import { checkSeen, disclosureStamp } from '../case/prepared-stamp.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { DisclosureDecision, DisclosureState } from './disclosures.schemas.js';
import { checkDisclosure } from './of-authority.js';
import { restrictedRecording } from './restricted.js';

/** Two people decide what an authority is given: one prepares, another one confirms or sends it back (privacy notice §10). */
@Injectable()
export class DecideDisclosure {
  constructor(
    private readonly acts: ActOnCase,
    private readonly giveOut: GiveOutCalls,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-of-authority`, `wrong-state`, `nothing-named` */
  async prepare(caseId: string, requester: Requester, permissions: Permissions): Promise<DisclosureState> {
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkDisclosure(rightsCase, ['assessing', 'redacting', 'in-review'], 'in-review');
      const recordings = await included(em, caseId);
      const prepared = { assessedBy: requester.id, assessedAt: this.clock.now() };
      for (const recording of recordings) em.assign(recording, { ...prepared, confirmedBy: null, confirmedAt: null });
      em.assign(rightsCase, { state: 'in-review', preparedBy: requester.id });
      const facts = { to: 'in-review', recordings: recordings.length };
      const value = { state: 'in-review', recordings: recordings.length, prepared: disclosureStamp(recordings) };
      return { value, facts, detail: facts };
    };
    const wanted = { verb: 'handle', action: 'rights-request.moved' } as const;
    return this.acts.execute<DisclosureState>(caseId, wanted, act, requester, permissions);
  }

  /** @throws DomainError `not-second-person`, `not-of-authority`, `wrong-state`, `changed-meanwhile`, `recording-restricted`, `nothing-named` */
  async decide(
    caseId: string,
    decision: DisclosureDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<DisclosureState> {
    const confirmed = decision.outcome === 'confirmed';
    const { outcome } = decision;
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkDisclosure(rightsCase, ['in-review'], 'decided');
      if (rightsCase.preparedBy === '') throw notSecondPerson();
      const recordings = await included(em, caseId);
      if (decision.outcome === 'confirmed') {
        checkSeen(disclosureStamp(recordings), decision.prepared);
        await this.#confirm(recordings, rightsCase, requester.id);
      }
      em.assign(rightsCase, { preparedBy: '', ...(confirmed ? {} : { state: 'assessing' as const }) });
      const facts = { outcome, recordings: recordings.length };
      const value = { state: rightsCase.state, recordings: recordings.length, prepared: null };
      return { value, facts, detail: { ...decision } };
    };
    const action = confirmed ? 'rights-request.decision-confirmed' : 'rights-request.decision-sent-back';
    return this.acts.execute<DisclosureState>(caseId, { verb: 'confirm', action }, act, requester, permissions);
  }

  /** Looked at again: a restriction may have begun since it was prepared. */
  async #confirm(recordings: readonly CaseRecording[], rightsCase: RightsCase, by: string): Promise<void> {
    const calls = await this.giveOut.calls(recordings.map(({ recordingId }) => recordingId));
    if (calls.some(({ restricted }) => restricted)) throw restrictedRecording();
    const at = this.clock.now();
    for (const recording of recordings) Object.assign(recording, { confirmedBy: by, confirmedAt: at });
    Object.assign(rightsCase, { state: 'decided', decidedAt: at });
  }
}

async function included(em: EntityManager, caseId: string): Promise<CaseRecording[]> {
  const recordings = await em.find(CaseRecording, { caseId, state: 'included' });
  if (recordings.length > 0) return recordings;
  throw new DomainError('conflict', 'nothing-named', 'No recording has been named that is to be disclosed.');
}
