import { Injectable } from '@nestjs/common';
import { RecordingUses } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { EntityManager } from '../../platform/database/index.js';
import { GiveOutCalls, type CallToGive } from '../../recordings/index.js';
import { clockOf } from '../case/case-clock.js';
import { CaseRecording, Claim, Stop } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { parseLegalBases } from '../effects/legal-bases.js';
import type { DecidedClaim, LetterFacts } from './letter-facts.js';
import { includedRecordings, namedSounds, readPlan } from './read-plan.js';

/** Reads together what a letter or a package of a case is made of. Whoever asks has the case locked, or its event committed. */
@Injectable()
export class GatherFacts {
  constructor(
    private readonly texts: CaseTexts,
    private readonly giveOut: GiveOutCalls,
    private readonly uses: RecordingUses,
    private readonly staff: StaffDirectory,
    private readonly config: Config,
  ) {}

  async execute(em: EntityManager, rightsCase: RightsCase, by: string, today: Day): Promise<LetterFacts> {
    const { id } = rightsCase;
    const key = await this.texts.keyOf(em, id);
    const recordingIds = await includedRecordings(em, id);
    const [calls, uses] = [await this.giveOut.calls(recordingIds), await this.uses.of(recordingIds)];
    const signatory = await this.staff.find(by);
    return {
      ...{ rightsCase, today, calls, uses, contacts: this.config.contacts },
      legalBases: parseLegalBases(this.config.rights.legalBases),
      receivedOn: parseDay(rightsCase.receivedOn),
      request: this.texts.request(key, rightsCase),
      claims: await this.#claims(em, id, key),
      clock: clockOf(rightsCase, await em.find(Stop, { caseId: id }, { orderBy: { id: 'asc' } })),
      signatory: signatory && { name: signatory.displayName, title: signatory.title },
      staffNames: await this.staff.names(uses.flatMap(({ actorId }) => actorId ?? [])),
      files: await filesOf(em, rightsCase, calls),
      decidedBy: await this.#deciders(em, id),
    };
  }

  async #claims(em: EntityManager, caseId: string, key: DataKey): Promise<DecidedClaim[]> {
    const claims = await em.find(Claim, { caseId }, { orderBy: { id: 'asc' } });
    return claims.map(({ id, rightKind, outcome, ground, reasonsLeftOut, sealedReasons }) => ({
      ...{ right: rightKind, outcome: outcome ?? null, ground: ground ?? null, reasonsLeftOut },
      reasons: this.texts.open<string>(key, { row: 'claim', id, field: 'reasons' }, sealedReasons),
    }));
  }

  async #deciders(em: EntityManager, caseId: string): Promise<string[]> {
    const recordings = await em.find(CaseRecording, { caseId, state: 'included' });
    const ids = recordings.flatMap(({ assessedBy, confirmedBy }) => [assessedBy ?? [], confirmedBy ?? []].flat());
    return [...(await this.staff.names(ids)).values()];
  }
}

/** Files that a disclosure names; none while it is not decided, so that the letter lacks them. */
async function filesOf(
  em: EntityManager,
  { id, kind }: RightsCase,
  calls: readonly CallToGive[],
): Promise<LetterFacts['files']> {
  if (kind !== 'authority') return [];
  try {
    const sounds = namedSounds(await readPlan(em, id), calls, () => false);
    return sounds.map(({ name, call, sound }) => ({ name, sha256: sound.copy?.sha256 ?? call.sha256 }));
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
