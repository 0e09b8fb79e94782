import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type AuditAction } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { Requester } from '../../platform/http/index.js';
import { RecordingReader } from '../recording-reader.js';
import type { KnownRecording } from '../redaction/verify-copy.js';
import { checkPurpose, type StatedPurpose } from '../stated-purpose.js';

/** A recording as whoever redacts it knows it. */
export interface Redactable extends KnownRecording {
  readonly id: string;
  readonly dueOn: string;
}

/** What somebody wants to redact a recording for, and what the log names if that is refused. */
export interface RedactionUse extends StatedPurpose {
  readonly attempted: AuditAction;
}

/** Finds a recording for somebody who may hear it for the purpose of its redaction. */
@Injectable()
export class FindRedactable {
  constructor(
    private readonly reader: RecordingReader,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `purpose-not-permitted`, `restricted`, `reference-missing`; the attempt is on record */
  async execute(
    recordingId: string,
    { attempted, ...stated }: RedactionUse,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Redactable> {
    const recording = await this.reader.visible(recordingId, requester, permissions, attempted);
    try {
      checkPurpose(stated, recording, permissions);
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(recordingId, attempted, requester, error.code);
      throw error;
    }
    return recording;
  }

  async #recordRefusal(recordingId: string, action: AuditAction, requester: Requester, reason: string): Promise<void> {
    const about = { object: { kind: 'recording', id: recordingId }, recordingId };
    await this.trail.recordAlone({ action, outcome: 'refused', reason, actor: actorOf(requester), ...about });
  }
}
