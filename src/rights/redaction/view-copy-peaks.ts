import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { PeaksView } from '../../recordings/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { peaksPlace } from './file-copy.js';
import type { RedactionPlace } from './find-redaction.js';
import { FindCase } from '../case/find-case.js';
import { copyNotThere } from './redaction-refusals.js';

/** Shows the waveform of a copy, which was drawn of the copy itself: what is hidden does not show in it either. */
@Injectable()
export class ViewCopyPeaks {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `copy-not-there` */
  async execute(place: RedactionPlace, requester: Requester, permissions: Permissions): Promise<PeaksView> {
    const { caseId, redactionId } = place;
    const rightsCase = await this.cases.execute(caseId, 'read', 'waveform.viewed', requester, permissions);
    const em = this.database.entities();
    const redaction = await em.findOne(Redaction, { id: redactionId, caseId });
    if (!redaction) throw notFound();
    if (!redaction.sealedPeaks) throw copyNotThere();
    const { recordingId, version, sealedPeaks, original } = redaction;
    const facts = { redactionId, version };
    const viewed = { action: 'waveform.viewed', recordingId, facts } as const;
    await this.trail.recordAlone(caseEvent(rightsCase, viewed, actorOf(requester)));
    const key = await this.texts.keyOf(em, caseId);
    const peaks = this.texts.open<number[][]>(key, peaksPlace(redactionId), sealedPeaks) ?? [];
    return { channels: original.channels, durationMs: original.durationMs, peaks };
  }
}
