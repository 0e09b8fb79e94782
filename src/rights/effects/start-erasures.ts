import { Injectable, Logger } from '@nestjs/common';
import { reached } from '../../kernel/crash-points.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import { failureNames } from '../../kernel/failure-names.js';
import { awaitsPackage } from './package-first.js';
import { PrepareEffect } from './prepare-effect.js';
import { ERASURE_IS_DUE } from './weighed.js';

/**
 * Erasures that begin by themselves once two people have granted the claim (GDPR art. 17): of all that the case has taken up, but for
 * what others hold. Where a copy is asked for as well they wait until the person has it.
 */
@Injectable()
export class StartErasures {
  readonly #logger = new Logger(StartErasures.name);

  constructor(
    private readonly database: Database,
    private readonly prepare: PrepareEffect,
  ) {}

  /** Of every open case: what a crash has left between the decision and the erasure. One that fails does not keep the others back. */
  async execute(): Promise<void> {
    const due = await this.database.query<{ id: string }>(DUE, [null]);
    for (const { id } of due) await this.#attempt(() => this.#start(id));
  }

  /** Of one case, at once, after an act that is committed and must not fail for this any more: what is left begins within the minute. */
  soon(caseId: string): Promise<void> {
    return this.#attempt(async () => {
      await reached('effect.due');
      for (const { id } of await this.database.query<{ id: string }>(DUE, [caseId])) await this.#start(id);
    });
  }

  async #attempt(start: () => Promise<void>): Promise<void> {
    try {
      await start();
    } catch (error) {
      this.#logger.warn(`couldn't erase what was decided (${failureNames(error)}); it goes on within the minute`);
    }
  }

  /** The claim knows the effect from the same commit on, so that it is begun once. */
  async #start(caseId: string): Promise<void> {
    const claim = await this.database.entities().findOneOrFail(Claim, { caseId, rightKind: 'erasure' });
    const wanted = { decidedBy: claim.decidedBy ?? '', confirmedBy: claim.confirmedBy ?? '' };
    await this.prepare.byItself(caseId, {
      effect: { kind: 'erasure', wanted },
      recordingIds: em => stillDue(em, claim),
      begun: async (em, effectId) => {
        await em.nativeUpdate(Claim, { id: claim.id }, { effectId });
      },
    });
  }
}

/** None where the claim was decided anew, or has begun its erasure, since it was looked at. */
async function stillDue(em: EntityManager, { id, caseId, decidedBy, confirmedBy }: Claim): Promise<string[]> {
  const due = await em.execute<{ id: string }[]>(
    `select k.id from ${GRANTED} and k.id = ? and k.decided_by = ? and k.confirmed_by = ?`,
    [id, decidedBy, confirmedBy],
  );
  if (due.length === 0) return [];
  const taken = await em.find(CaseRecording, { caseId, state: 'included' }, { orderBy: { recordingId: 'asc' } });
  const recordingIds = taken.map(({ recordingId }) => recordingId);
  return (await awaitsPackage(em, caseId, recordingIds)) ? [] : recordingIds;
}

const GRANTED = `rights_case c join rights_claim k on k.case_id = c.id and ${ERASURE_IS_DUE} where c.closed_at is null`;

const DUE: Statement = {
  name: 'rights-erasures-due',
  text: `select c.id from ${GRANTED} and ($1::uuid is null or c.id = $1) order by c.id`,
};
