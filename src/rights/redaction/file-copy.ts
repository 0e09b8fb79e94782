import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DossierFiles, Dossiers, type ProvenCopy } from '../../recordings/index.js';
import type { Redaction } from '../case/case-output.entity.js';
import { CaseTexts, type TextPlace } from '../case/case-texts.js';

/** Files rendered copies in their case. */
@Injectable()
export class FileCopy {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
  ) {}

  /** The last day of a case's dossier, under which a copy is stored. */
  lastDay(em: EntityManager, caseId: string): Promise<Day> {
    return this.dossiers.lastDay(em, caseId);
  }

  /** In the transaction that has case and draft locked: the file, and what the draft has become. @throws DomainError `day-closed` */
  async execute(em: EntityManager, draft: Redaction, { file, form, proof, peaks }: ProvenCopy, renderedAt: Date) {
    const dossier = await this.dossiers.lock(em, draft.caseId);
    if (!dossier) throw notFound();
    await this.files.file(em, dossier, file, 'audio/wav');
    const key = await this.texts.keyOf(em, draft.caseId);
    em.assign(draft, {
      ...{ state: 'rendered', renderedAt, form, fileId: file.id },
      ...{ sha256: proof.copySha256, originalSha256: proof.originalSha256 },
      sealedPeaks: this.texts.seal(key, peaksPlace(draft.id), peaks),
    });
    await em.flush();
  }

  /** What was not filed goes. */
  discard({ file }: ProvenCopy): Promise<void> {
    return this.files.discard(file);
  }
}

/** Where the waveform of a copy lies. */
export function peaksPlace(id: string): TextPlace {
  return { row: 'redaction', id, field: 'peaks' };
}
