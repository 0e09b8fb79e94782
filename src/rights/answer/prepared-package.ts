import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { disclosesRestricted, restrictedRecording } from '../disclosure/restricted.js';
import { GatherFacts } from './gather-facts.js';
import { latestLetter, type WrittenLetter } from './latest-letter.js';
import type { LetterFacts } from './letter-facts.js';
import { checkMayRelease, isGranted } from './may-answer.js';
import { planDigest } from './package-plan.js';
import { namedSounds, readPlan, type IsDecoded, type NamedSound } from './read-plan.js';

/** What goes into a package, decided and on record; nothing of it has been opened yet. */
export interface PreparedPackage {
  readonly rightsCase: RightsCase;
  readonly claims: readonly Claim[];
  readonly facts: LetterFacts;
  readonly sounds: readonly NamedSound[];
  readonly letter: WrittenLetter;
  readonly contentsSha256: Buffer;
  readonly madeAt: Date;
}

/** Decides whether a package may be made, and of what; that its recordings leave is on record before they are opened. */
@Injectable()
export class PreparePackage {
  constructor(
    private readonly facts: GatherFacts,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of an act.
   * @throws DomainError `claims-not-confirmed`, `nothing-to-give`, `wrong-state`, `recording-restricted`, `release-unreviewed`, `sound-gone`,
   * `letter-missing`
   */
  async execute(em: EntityManager, rightsCase: RightsCase, by: string, actor: Actor): Promise<PreparedPackage> {
    const { id: caseId, kind } = rightsCase;
    const claims = await em.find(Claim, { caseId });
    checkMayRelease(rightsCase, claims);
    if (await disclosesRestricted(em, rightsCase)) throw restrictedRecording();
    const plan = await readPlan(em, caseId);
    const letter = await latestLetter(em, rightsCase, this.texts, await this.texts.keyOf(em, caseId));
    const madeAt = this.clock.now();
    const facts = await this.facts.execute(em, rightsCase, by, helsinkiDay(madeAt));
    const sounds = namedSounds(plan, facts.calls, kind === 'authority' ? asItCame : decodedFor(claims));
    await this.#record(em, caseId, sounds, actor);
    return { rightsCase, claims, facts, sounds, letter, contentsSha256: planDigest(plan), madeAt };
  }

  async #record(em: EntityManager, caseId: string, sounds: readonly NamedSound[], actor: Actor): Promise<void> {
    for (const { sound, call } of sounds) {
      const { queue, unit, startedAt, contactId } = call;
      await this.trail.record(em, {
        action: 'recording.exported',
        actor,
        object: { kind: 'rights-case', id: caseId },
        recordingId: sound.recordingId,
        facts: { queue, unit, startedAt: startedAt.toISOString(), contactId, redacted: sound.copy !== null },
      });
    }
  }
}

/**
 * Again, after the packing: the same may leave as was packed, of the decision that its letter tells of. In the transaction of an act.
 * @throws DomainError `claims-not-confirmed`, `nothing-to-give`, `wrong-state`, `package-outdated`, `recording-restricted`, `release-unreviewed`
 */
export async function checkStillReleased(
  em: EntityManager,
  rightsCase: RightsCase,
  { rightsCase: { decidedAt }, contentsSha256 }: PreparedPackage,
): Promise<void> {
  checkMayRelease(rightsCase, await em.find(Claim, { caseId: rightsCase.id }));
  const isOfDecision = rightsCase.decidedAt?.getTime() === decidedAt?.getTime();
  const plan = await readPlan(em, rightsCase.id);
  if (!isOfDecision || !planDigest(plan).equals(contentsSha256)) throw outdated();
  if (await disclosesRestricted(em, rightsCase)) throw restrictedRecording();
}

function outdated(): DomainError {
  const sentence = 'Something was decided anew while it was packed: make the package again.';
  return new DomainError('conflict', 'package-outdated', sentence);
}

const asItCame: IsDecoded = () => false;

/** A bare GSM stream is nothing that people can play; portable audio is WAV (domain.md §3, art. 20). */
function decodedFor(claims: readonly Claim[]): IsDecoded {
  return container => container === 'gsm' || (isGranted(claims, 'portability') && container !== 'wav');
}
