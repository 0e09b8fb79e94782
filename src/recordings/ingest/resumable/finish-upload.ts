import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { KeyGone } from '../../../platform/crypto/key-gone.js';
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
  /** What is being finished by this instance. */
  readonly #running = new Map<string, Promise<UploadEnd>>();

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
  async execute({ id, end }: UploadInHand, deliverer: Deliverer): Promise<UploadEnd> {
    if (end) return end;
    const running = this.#running.get(id) ?? this.#finish(id, deliverer).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running;
  }

  /** Another instance may finish the same upload, and let its parts go while they are read here: its end is the end. */
  async #finish(id: string, deliverer: Deliverer): Promise<UploadEnd> {
    try {
      const end = await this.#deliver(id, await this.parts.metadata(id), deliverer);
      // A crash here leaves the upload whole: whoever comes again delivers it again, which is answered `200` with the same id.
      return await this.uploads.close(id, end);
    } catch (error) {
      const end = await this.uploads.endOf(id);
      if (!end) throw error;
      return end;
    }
  }

  async #deliver(id: string, call: RecordingMetadata, deliverer: Deliverer): Promise<UploadEnd> {
    try {
      const begun = this.receiveRecording.begin(this.clock.now());
      const audio = await this.parts.audio(id, begun.id, begun.key);
      const { kind, ...answer } = await this.receiveRecording.execute({ ...begun, call, audio }, deliverer);
      return { status: STATUS_OF[kind], answer };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable' || error instanceof KeyGone) throw error;
      await this.refusals.execute(error.code, call, deliverer);
      const problem = problemOf(error);
      return { status: problem.status, answer: { ...problem } };
    }
  }
}
