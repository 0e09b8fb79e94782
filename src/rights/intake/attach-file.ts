import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { RequestInHand, Requester } from '../../platform/http/index.js';
import { DossierFiles, type StoredFile } from '../../recordings/index.js';
import { CaseFiles } from '../case/case-files.js';
import { ActOnCase, type Done, type WantedAct } from '../case/act-on-case.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { wrongState } from '../case/case-state.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { AttachedFile } from './documents.schemas.js';
import { attachmentsFull, readAttachment, type SentFile } from './read-attachment.js';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_FILES = 50;
/** For how long whoever registered a request may add what came with it, unread. */
const REGISTRAR_MS = 60 * 60 * 1000;

interface Taken extends Omit<SentFile, 'bytes'> {
  readonly stored: StoredFile;
}

/** Keeps a file that came with a request, or came later: encrypted while it comes, its name sealed. */
@Injectable()
export class AttachFile {
  constructor(
    private readonly acts: ActOnCase,
    private readonly files: DossierFiles,
    private readonly caseFiles: CaseFiles,
    private readonly texts: CaseTexts,
    private readonly clock: Clock,
  ) {}

  /**
   * For handlers, and for whoever registered the case within the last hour, who reads nothing by that.
   * @throws DomainError `not-found`, `wrong-state` for what is closed, `file-too-large`, `attachments-full`, and as
   *   {@link readAttachment} does
   */
  async execute(
    caseId: string,
    request: RequestInHand,
    requester: Requester,
    permissions: Permissions,
  ): Promise<AttachedFile> {
    const wanted: WantedAct = {
      ...({ verb: 'handle', action: 'rights-request.attached' } as const),
      admits: rightsCase => this.#isByRegistrar(rightsCase, requester),
    };
    const dueOn = await this.acts.look(caseId, wanted, em => this.texts.lastDay(em, caseId), requester, permissions);
    const taken = await readAttachment<Taken>(request, {
      take: async ({ name, mediaType, bytes }) => ({
        ...{ name, mediaType, stored: await this.files.store(bytes, dueOn, MOST_BYTES) },
      }),
      undo: ({ stored }) => this.files.discard(stored),
    });
    // A crash here leaves a key and a blob that no row names, which reconciliation removes.
    try {
      return await this.acts.execute(
        caseId,
        wanted,
        (em, rightsCase, actor) => this.#file(em, rightsCase, taken, actor),
        requester,
        permissions,
      );
    } catch (error) {
      await this.caseFiles.discard(taken.stored, error);
      throw error;
    }
  }

  #isByRegistrar({ registeredBy, registeredAt }: RightsCase, { id }: Requester): boolean {
    return registeredBy === id && this.clock.now().getTime() - registeredAt.getTime() <= REGISTRAR_MS;
  }

  async #file(
    em: EntityManager,
    { id, state, closedAt }: RightsCase,
    { name, mediaType, stored }: Taken,
    actor: Actor,
  ): Promise<Done<AttachedFile>> {
    if (closedAt) throw wrongState(state, 'attached');
    if ((await em.count(CaseDocument, { caseId: id, kind: 'attachment' })) >= MOST_FILES)
      throw attachmentsFull(MOST_FILES);
    const document = await this.caseFiles.file(em, id, stored, { kind: 'attachment', name, mediaType }, actor);
    const { sizeBytes } = stored;
    const facts = { documentId: document.id, sizeBytes, sha256: stored.sha256.toString('hex') };
    return { value: { id: document.id, sizeBytes, sha256: facts.sha256 }, facts, detail: { name, mediaType } };
  }
}
