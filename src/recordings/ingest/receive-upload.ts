import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import type { RequestInHand, Requester } from '../../platform/http/index.js';
import { delivererOf } from './deliverer.js';
import { ReadUpload } from './read-upload.js';
import type { IngestOutcome } from './delivery.js';
import { ReceiveRecording } from './receive-recording.js';

/** One upload over HTTP: received, taken into custody, answered; a refusal is on record with its reason. */
@Injectable()
export class ReceiveUpload {
  constructor(
    private readonly readUpload: ReadUpload,
    private readonly receiveRecording: ReceiveRecording,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestInHand, requester: Requester): Promise<IngestOutcome> {
    try {
      const begun = this.receiveRecording.begin(this.clock.now());
      const parts = await this.readUpload.execute(request, begun.id, begun.key);
      return await this.receiveRecording.execute({ ...begun, ...parts }, delivererOf(requester));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(error.code, requester);
      throw error;
    }
  }

  async #recordRefusal(reason: string, requester: Requester): Promise<void> {
    await this.trail.recordAlone({
      action: 'recording.refused',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
    });
  }
}
