import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Requester } from '../../platform/http/index.js';
import { checkedMarks, type Mark } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { lockDraft, type RedactionPlace } from './find-redaction.js';
import { checkWorkedOn } from './redaction-state.js';

const WANTED = { verb: 'handle', action: 'rights-request.marks-saved' } as const;

/** Replaces the marks of a draft by others. */
@Injectable()
export class SaveMarks {
  constructor(private readonly act: ActOnCase) {}

  /**
   * @throws DomainError `not-found`, `wrong-state`, `redaction-settled`, `anothers-draft`, `mark-wrong` with the place of the mark,
   *   `marks-too-many`; the attempt is on record
   */
  async execute(
    place: RedactionPlace,
    marks: readonly Mark[],
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    await this.act.execute(
      place.caseId,
      WANTED,
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase);
        const draft = await lockDraft(em, place, actor.id);
        em.assign(draft, { marks: [...checkedMarks(marks, draft.original)] });
        const facts = { redactionId: draft.id, version: draft.version, marks: marks.length };
        return { value: undefined, facts, recordingId: draft.recordingId, detail: facts };
      },
      requester,
      permissions,
    );
  }
}
