import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindRedactable, RenderCopy, type ProvenCopy } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { Redaction } from '../case/case-output.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { FileCopy } from './file-copy.js';
import { lockDraft, versionsOf, type RedactionPlace } from './find-redaction.js';
import { redactionSettled } from './redaction-refusals.js';
import { checkWorkedOn, goWithRedactions } from './redaction-state.js';

const WANTED = { verb: 'handle', action: 'rights-request.copy-rendered' } as const;

/** Makes the copy of a draft: rendered, stored, proven beside its original, filed; then it waits for its second person. */
@Injectable()
export class RenderRedaction {
  constructor(
    private readonly act: ActOnCase,
    private readonly redactable: FindRedactable,
    private readonly renderCopy: RenderCopy,
    private readonly fileCopy: FileCopy,
    private readonly clock: Clock,
  ) {}

  /**
   * The case is not locked while the copy is made. A crash then leaves what `DossierFiles.store` says; nothing is filed.
   * @throws DomainError `not-found`, `wrong-state`, `redaction-settled` also where the marks have changed meanwhile, `anothers-draft`,
   *   `purpose-not-permitted`, `copy-not-verified`, `decryption-failed`, `original-unreadable`; the attempt is on record
   */
  async execute(place: RedactionPlace, requester: Requester, permissions: Permissions): Promise<void> {
    const look = (em: EntityManager, found: RightsCase) => this.#draft(em, found, place, requester.id);
    const draft = await this.act.look(place.caseId, WANTED, look, requester, permissions);
    const copy = await this.#render(draft, requester, permissions);
    try {
      await this.#file(place, draft, copy, requester, permissions);
    } catch (error) {
      // Of another error one cannot know whether it was filed: reconciliation removes what was not.
      if (error instanceof DomainError) await this.fileCopy.discard(copy);
      throw error;
    }
  }

  async #draft(em: EntityManager, rightsCase: RightsCase, place: RedactionPlace, authorId: string): Promise<Draft> {
    checkWorkedOn(rightsCase);
    const redaction = await lockDraft(em, place, authorId);
    return { redaction, reference: rightsCase.number, dueOn: await this.fileCopy.lastDay(em, place.caseId) };
  }

  async #render({ redaction, reference, dueOn }: Draft, requester: Requester, permissions: Permissions) {
    const { caseId, recordingId, marks, method } = redaction;
    const use = { purpose: 'rights-request', reference, attempted: WANTED.action } as const;
    const original = await this.redactable.execute(recordingId, use, requester, permissions);
    try {
      return await this.renderCopy.execute(original, { marks, method }, dueOn);
    } catch (error) {
      if (error instanceof DomainError) await this.act.noteFailure(caseId, WANTED, error.code, requester);
      throw error;
    }
  }

  async #file(
    place: RedactionPlace,
    { redaction: rendered }: Draft,
    copy: ProvenCopy,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    await this.act.execute(
      place.caseId,
      WANTED,
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase);
        const draft = await lockDraft(em, place, actor.id);
        if (!isDeepStrictEqual(draft.marks, rendered.marks)) throw redactionSettled();
        await this.fileCopy.execute(em, draft, copy, this.clock.now());
        goWithRedactions(rightsCase, await versionsOf(em, place.caseId));
        const facts = factsOf(draft, copy);
        const detail = { ...facts, method: draft.method, marks: draft.marks, form: copy.form };
        return { value: undefined, facts, recordingId: draft.recordingId, detail };
      },
      requester,
      permissions,
    );
  }
}

interface Draft {
  readonly redaction: Redaction;
  readonly reference: string;
  readonly dueOn: Day;
}

function factsOf({ id, version, marks }: Redaction, { file, proof }: ProvenCopy) {
  return {
    ...{ redactionId: id, version, marks: marks.length, fileId: file.id, sizeBytes: file.sizeBytes },
    originalSha256: proof.originalSha256.toString('hex'),
    copySha256: proof.copySha256.toString('hex'),
  };
}
