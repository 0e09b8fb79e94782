import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { CaseFiles } from '../case/case-files.js';
import { once } from '../package/hash-entries.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { StoredFile } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { lackingEffects } from '../effects/lacking-effects.js';
import { letterPdf } from '../letters/letter-pdf.js';
import { draftOf } from './draft-of.js';
import { GatherFacts } from './gather-facts.js';
import type { MadeLetter, NewLetter } from './letter.schemas.js';
import { checkBroughtAbout, checkMayAnswer } from './may-answer.js';

/** Writes a letter of a case, as a tagged PDF that belongs to it. A letter that lacks a mandatory part is never written. */
@Injectable()
export class MakeLetter {
  constructor(
    private readonly acts: ActOnCase,
    private readonly facts: GatherFacts,
    private readonly files: CaseFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `letter-incomplete` with `parts`, `claims-not-confirmed`, `effects-missing`, `letter-holds-identity-code`,
   * `letter-unwritable`, and what {@link ActOnCase} throws
   */
  async execute(
    caseId: string,
    { kind, language: asked, parts }: NewLetter,
    requester: Requester,
    permissions: Permissions,
  ): Promise<MadeLetter> {
    let stored: StoredFile | undefined;
    try {
      const wanted = { verb: 'handle', action: 'rights-request.letter-made' } as const;
      const act = async (em: EntityManager, rightsCase: RightsCase, actor: Parameters<CaseFiles['file']>[4]) => {
        if (kind === 'answer') await checkAnswer(em, rightsCase);
        const language = asked ?? rightsCase.language;
        const known = await this.facts.execute(em, rightsCase, requester.id, helsinkiDay(this.clock.now()));
        const pdf = await letterPdf(draftOf(kind, known, parts, language), language);
        // A crash from here to the commit leaves a key and a blob that no row names: reconciliation removes them.
        stored = await this.files.store(caseId, once(pdf));
        const made = { kind: 'letter', name: 'kirje.pdf', mediaType: 'application/pdf', letterKind: kind } as const;
        const { id: documentId } = await this.files.file(em, caseId, stored, made, actor);
        const sha256 = createHash('sha256').update(pdf).digest('hex');
        const facts = { letter: kind, language, documentId, sha256 };
        return {
          value: { documentId, kind, language, sizeBytes: pdf.length, sha256 },
          facts,
          detail: { ...facts, parts },
        };
      };
      return await this.acts.execute(caseId, wanted, act, requester, permissions);
    } catch (error) {
      if (stored) await this.files.discard(stored, error);
      throw error;
    }
  }
}

async function checkAnswer(em: EntityManager, rightsCase: RightsCase): Promise<void> {
  const { id: caseId } = rightsCase;
  checkMayAnswer(rightsCase, await em.find(Claim, { caseId }));
  checkBroughtAbout(await lackingEffects(em, caseId));
}
