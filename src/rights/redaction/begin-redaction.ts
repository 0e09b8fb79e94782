import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindRedactable, type Redactable, type RedactionMethod } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { Redaction, type OriginalForm } from '../case/case-output.entity.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { versionsOf } from './find-redaction.js';
import { draftWaits, notIncluded } from './redaction-refusals.js';
import { checkWorkedOn, goWithRedactions } from './redaction-state.js';
import { DestroyCopy } from './destroy-copy.js';

const WANTED = { verb: 'handle', action: 'rights-request.marks-saved' } as const;

/** Which recording of which case, and how it is made unheard. */
export interface NewVersion {
  readonly caseId: string;
  readonly recordingId: string;
  readonly method: RedactionMethod;
}

/** Begins the next version of a recording's copy as a draft, with the marks of the one before. */
@Injectable()
export class BeginRedaction {
  constructor(
    private readonly act: ActOnCase,
    private readonly redactable: FindRedactable,
    private readonly destroyCopy: DestroyCopy,
    private readonly clock: Clock,
  ) {}

  /**
   * A copy of the version before that nobody has decided about is given up for the new one and destroyed.
   * @returns the id of the draft
   * @throws DomainError `not-found`, `wrong-state`, `recording-not-included`, `draft-waits`, and for the recording
   *   `purpose-not-permitted`; the attempt is on record
   */
  async execute(wanted: NewVersion, requester: Requester, permissions: Permissions): Promise<string> {
    const { caseId, recordingId, method } = wanted;
    const number = await this.act.look(
      caseId,
      WANTED,
      (em, found) => this.#check(em, found, wanted),
      requester,
      permissions,
    );
    const use = { purpose: 'rights-request', reference: number, attempted: WANTED.action } as const;
    const original = await this.redactable.execute(recordingId, use, requester, permissions);
    const begun = await this.act.execute(
      caseId,
      WANTED,
      async (em, rightsCase, actor) => {
        await this.#check(em, rightsCase, wanted);
        const former = (await versionsOf(em, caseId, recordingId)).at(-1);
        const givenUp = await this.#giveUp(em, former);
        const draft = this.#draft(em, { ...wanted, authorId: actor.id ?? '', former, original });
        await em.persist(draft).flush();
        goWithRedactions(rightsCase, await versionsOf(em, caseId));
        const facts = { redactionId: draft.id, version: draft.version, marks: draft.marks.length, method };
        const detail = { ...facts, ...(givenUp === null ? {} : { givenUp }) };
        return { value: { id: draft.id, givenUp }, facts, recordingId, detail };
      },
      requester,
      permissions,
    );
    await this.destroyCopy.afterCommit(begun.givenUp);
    return begun.id;
  }

  async #check(em: EntityManager, rightsCase: RightsCase, { caseId, recordingId }: NewVersion): Promise<string> {
    checkWorkedOn(rightsCase);
    const taken = await em.findOne(CaseRecording, { caseId, recordingId });
    if (taken?.state !== 'included') throw notIncluded();
    const versions = await versionsOf(em, caseId, recordingId);
    if (versions.some(({ state }) => state === 'draft')) throw draftWaits();
    return rightsCase.number;
  }

  /** @returns the file that goes */
  async #giveUp(em: EntityManager, former: Redaction | undefined): Promise<string | null> {
    return former?.state === 'rendered' ? this.destroyCopy.inTransaction(em, former) : null;
  }

  #draft(em: EntityManager, { caseId, recordingId, method, authorId, former, original }: Draft): Redaction {
    return em.create(Redaction, {
      ...{ id: newId(this.clock.now()), caseId, recordingId, method, authorId, state: 'draft' as const },
      version: (former?.version ?? 0) + 1,
      marks: former?.marks ?? [],
      original: formOf(original),
    });
  }
}

interface Draft extends NewVersion {
  readonly authorId: string;
  readonly former: Redaction | undefined;
  readonly original: Redactable;
}

function formOf({ container, codec, channels, sampleRateHz, durationMs }: Redactable): OriginalForm {
  return { container, codec, channels, sampleRateHz, durationMs };
}
