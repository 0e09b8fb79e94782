import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { problemOf } from '../../../platform/http/index.js';
import type { Deliverer } from '../deliverer.js';
import { STATUS_OF } from '../delivery.js';
import type { RecordingMetadata } from '../metadata.schemas.js';
import { NoteRefusal } from '../note-refusal.js';
import { ReceiveRecording } from '../receive-recording.js';
import { TakeParts } from './take-parts.js';
import { Uploads, type UploadEnd, type UploadInHand } from './uploads.js';

/** Brings an upload that is whole through the one door, once, and remembers what became of it until it expires. */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly uploads: Uploads,
    private readonly parts: TakeParts,
    private readonly receiveRecording: ReceiveRecording,
    private readonly refusals: NoteRefusal,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns what the delivery was answered with, as `POST /recordings` would have answered it.
   * @throws DomainError of the kind `unavailable`: nothing is decided, and whoever comes again tries again
   */
  async execute(upload: UploadInHand, deliverer: Deliverer): Promise<UploadEnd> {
    if (upload.end) return upload.end;
    const call = await this.parts.metadata(upload.id);
    const end = await this.#deliver(upload, call, deliverer);
    // A crash here leaves the upload whole: whoever comes again delivers it again, which is answered `200` with the same id.
    await this.uploads.close(upload.id, end);
    return end;
  }

  async #deliver({ id }: UploadInHand, call: RecordingMetadata, deliverer: Deliverer): Promise<UploadEnd> {
    try {
      const begun = this.receiveRecording.begin(this.clock.now());
      const audio = await this.parts.audio(id, begun.id, begun.key);
      const { kind, ...answer } = await this.receiveRecording.execute({ ...begun, call, audio }, deliverer);
      return { status: STATUS_OF[kind], answer };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.refusals.execute(error.code, call, deliverer);
      const problem = problemOf(error);
      return { status: problem.status, answer: { ...problem } };
    }
  }
}
