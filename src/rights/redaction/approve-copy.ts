import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { manifestHash, manifestOf, type CopyForm, type RedactionManifest } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseDocument, type Redaction } from '../case/case-output.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { checkSecondPerson } from '../case/second-person.js';
import { DestroyCopy } from './destroy-copy.js';
import { lockRedaction, versionsOf, type RedactionPlace } from './find-redaction.js';
import { heardThrough } from './heard-through.js';
import { copyNotHeard, copyNotThere } from './redaction-refusals.js';
import { checkWorkedOn, goWithRedactions } from './redaction-state.js';

const WANTED = { verb: 'handle', action: 'rights-request.copy-approved' } as const;

/** A second person, who has listened to the copy through, answers for it; from then on it may be released. */
@Injectable()
export class ApproveCopy {
  constructor(
    private readonly act: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly destroyCopy: DestroyCopy,
    private readonly clock: Clock,
  ) {}

  /**
   * What it replaces is destroyed.
   * @throws DomainError `not-found`, `wrong-state`, `copy-not-there`, `not-second-person`, `copy-not-heard`; the attempt is on record
   */
  async execute(place: RedactionPlace, requester: Requester, permissions: Permissions): Promise<void> {
    const replaced = await this.act.execute(
      place.caseId,
      WANTED,
      async (em, rightsCase) => {
        checkWorkedOn(rightsCase);
        const redaction = await lockRedaction(em, place);
        if (redaction.state !== 'rendered') throw copyNotThere();
        checkSecondPerson(rightsCase, redaction.authorId, permissions);
        const listening = await heardThrough(em, redaction.id, requester.id);
        if (!listening) throw copyNotHeard();
        const manifest = manifestFor(redaction, requester.id, this.clock.now());
        const documentId = await this.#approve(em, redaction, manifest, { by: requester.id, ...listening });
        const former = (await versionsOf(em, place.caseId, redaction.recordingId)).filter(
          ({ id }) => id !== redaction.id,
        );
        const files = await this.destroyCopy.giveUp(em, place.caseId, former);
        goWithRedactions(rightsCase, await versionsOf(em, place.caseId));
        const gone = files.length > 0 ? { givenUp: files } : {};
        const facts = { ...factsOf(redaction, manifest), documentId, listeningId: listening.id, ...gone };
        return { value: files, facts, recordingId: redaction.recordingId, detail: { ...facts, manifest } };
      },
      requester,
      permissions,
    );
    for (const fileId of replaced) await this.destroyCopy.afterCommit(fileId);
  }

  /** @returns the id of the document, which the copy is from here on */
  async #approve(
    em: EntityManager,
    redaction: Redaction,
    manifest: RedactionManifest,
    listened: { readonly by: string; readonly grantedAt: Date },
  ): Promise<string> {
    const { caseId, recordingId, version } = redaction;
    const [reviewedAt, reviewerId] = [new Date(manifest.reviewedAt), manifest.reviewer];
    const heard = { listenedBy: listened.by, listenedAt: listened.grantedAt };
    const manifestSha256 = manifestHash(manifest);
    em.assign(redaction, { state: 'approved', reviewerId, reviewedAt, ...heard, manifestSha256 });
    const id = newId(reviewedAt);
    const key = await this.texts.keyOf(em, caseId);
    const sealedName = this.texts.seal(key, { row: 'document', id, field: 'name' }, nameOf(version));
    const about = { fileId: redaction.fileId ?? '', kind: 'copy' as const, recordingId };
    const document = { id, caseId, ...about, sealedName, createdBy: redaction.authorId, createdAt: reviewedAt };
    await em.persist(em.create(CaseDocument, document)).flush();
    return id;
  }
}

function manifestFor(redaction: Redaction, by: string, at: Date): RedactionManifest {
  const { recordingId, original, marks, method, version, authorId } = redaction;
  const { form, originalSha256, copySha256, renderedAt } = renderedOf(redaction);
  return manifestOf({
    ...{ recordingId, recording: { ...original, audioSha256: originalSha256 }, redaction: { marks, method }, form },
    verdict: { proven: true, originalSha256, copySha256 },
    ...{ version, made: { by: authorId, at: renderedAt }, reviewed: { by, at } },
  });
}

interface Rendered {
  readonly form: CopyForm;
  readonly originalSha256: Buffer;
  readonly copySha256: Buffer;
  readonly renderedAt: Date;
}

function renderedOf({ form, originalSha256, sha256, renderedAt }: Redaction): Rendered {
  if (!form || !originalSha256 || !sha256 || !renderedAt) throw new TypeError('A rendered copy has form and hashes.');
  return { form, originalSha256: Buffer.from(originalSha256), copySha256: Buffer.from(sha256), renderedAt };
}

/** Says nothing of whom or when. */
function nameOf(version: number): string {
  return `peitetty-kopio-${version}.wav`;
}

function factsOf({ id, version }: Redaction, { copy, original }: RedactionManifest) {
  return { redactionId: id, version, copySha256: copy.sha256, originalSha256: original.sha256 };
}
