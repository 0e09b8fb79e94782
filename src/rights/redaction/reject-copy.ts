import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { DestroyCopy } from './destroy-copy.js';
import { lockRedaction, versionsOf, type RedactionPlace } from './find-redaction.js';
import { redactionSettled } from './redaction-refusals.js';
import { checkWorkedOn, goWithRedactions } from './redaction-state.js';

const WANTED = { verb: 'handle', action: 'rights-request.copy-rejected' } as const;

/** Somebody says that a draft or its copy is not good: the copy is destroyed at once. Its author may say so too. */
@Injectable()
export class RejectCopy {
  constructor(
    private readonly act: ActOnCase,
    private readonly destroyCopy: DestroyCopy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `wrong-state`, `redaction-settled` for what is decided; the attempt is on record */
  async execute(place: RedactionPlace, reason: string, requester: Requester, permissions: Permissions): Promise<void> {
    const fileId = await this.act.execute(
      place.caseId,
      WANTED,
      async (em, rightsCase) => {
        checkWorkedOn(rightsCase);
        const redaction = await lockRedaction(em, place);
        if (redaction.state !== 'draft' && redaction.state !== 'rendered') throw redactionSettled();
        const gone = await this.destroyCopy.inTransaction(em, redaction);
        const reviewerId = requester.id === redaction.authorId ? null : requester.id;
        em.assign(redaction, { reviewerId, reviewedAt: this.clock.now() });
        goWithRedactions(rightsCase, await versionsOf(em, place.caseId));
        const facts = {
          redactionId: redaction.id,
          version: redaction.version,
          ...(gone === null ? {} : { fileId: gone }),
        };
        return { value: gone, facts, recordingId: redaction.recordingId, detail: { ...facts, reason } };
      },
      requester,
      permissions,
    );
    await this.destroyCopy.afterCommit(fileId);
  }
}
