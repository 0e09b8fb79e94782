import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { RequestInHand, Requester } from '../../platform/http/index.js';
import { delivererOf } from './deliverer.js';
import { ReadUpload } from './read-upload.js';
import type { IngestOutcome } from './delivery.js';
import type { RecordingMetadata } from './metadata.schemas.js';
import { NoteRefusal } from './note-refusal.js';
import { ReceiveRecording } from './receive-recording.js';

/** One upload over HTTP: received, taken into custody, answered; a refusal is on record with its reason. */
@Injectable()
export class ReceiveUpload {
  constructor(
    private readonly readUpload: ReadUpload,
    private readonly receiveRecording: ReceiveRecording,
    private readonly refusals: NoteRefusal,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestInHand, requester: Requester): Promise<IngestOutcome> {
    const deliverer = delivererOf(requester);
    const known: { call: RecordingMetadata | null } = { call: null };
    try {
      const begun = this.receiveRecording.begin(this.clock.now());
      const parts = await this.readUpload.execute(request, begun.id, begun.key, call => {
        known.call = call;
      });
      return await this.receiveRecording.execute({ ...begun, ...parts }, deliverer);
    } catch (error) {
      if (error instanceof DomainError) await this.refusals.execute(error.code, known.call, deliverer);
      throw error;
    }
  }
}
