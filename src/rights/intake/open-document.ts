import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, LogGate, type EventDraft } from '../../audit/index.js';
import type { Requester } from '../../platform/http/index.js';
import { caseEvent } from '../case/journal.js';
import { FindCase } from '../case/find-case.js';
import { FindDocument } from './find-document.js';

/** A document that somebody may read now. */
export interface OpenedDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly bytes: AsyncGenerator<Buffer>;
}

/** Opens a file of a case. */
@Injectable()
export class OpenDocument {
  constructor(
    private readonly cases: FindCase,
    private readonly documents: FindDocument,
    private readonly trail: AuditTrail,
    private readonly gate: LogGate,
  ) {}

  /**
   * The event is committed before a byte is read.
   * @throws DomainError `not-found` also for what the person may not see; `log-closed`: a package has recordings in it, and
   * what is not played leaves by no other door
   */
  async execute(
    caseId: string,
    documentId: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<OpenedDocument> {
    const action = 'rights-request.file-opened';
    const found = await this.cases.execute(caseId, 'read', action, requester, permissions);
    const { kind, name, mediaType, sizeBytes, read } = await this.documents.execute(caseId, documentId);
    const event = caseEvent(found, { action, facts: { documentId, kind } }, actorOf(requester));
    if (kind === 'package') await this.#assertSound(event);
    await this.trail.recordAlone(event);
    return { name, mediaType, sizeBytes, bytes: read() };
  }

  async #assertSound(event: EventDraft): Promise<void> {
    try {
      this.gate.assertSound();
    } catch (error) {
      await this.trail.recordAlone({ ...event, outcome: 'refused', reason: 'log-closed' });
      throw error;
    }
  }
}
