import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { isOver } from '../../kernel/retention-rule.js';
import { newId } from '../../kernel/ids.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Recording } from '../recording.entity.js';
import { CopyAudio } from './copy-audio.js';
import { isCopyDay } from './copy-days.js';
import { copyDayWrong, copyGone, copyRestricted } from './copy-events.js';
import { TrainingCopy, type TrainingCopyRequest } from './training-copy.entity.js';

/** Makes the custody unit of a training copy: blob and key first, the row last, as ingest does. */
@Injectable()
export class MakeTrainingCopy {
  constructor(
    private readonly copyAudio: CopyAudio,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Before the transaction: blob and key of a new unit, which belongs to nothing yet.
   * @returns its id
   * @throws DomainError `copy-day-wrong`, `copy-gone`, `restricted`
   */
  async prepare(em: EntityManager, request: TrainingCopyRequest): Promise<string> {
    const recording = await em.findOne(Recording, { id: request.recordingId });
    this.#mayBeCopied(request, recording);
    const [copyId, key] = [newId(this.clock.now()), DataKey.generate()];
    await this.copyAudio.execute(recording, copyId, key);
    // A crash here leaves a blob that no key opens: reconciliation removes it.
    const until = parseDay(request.untilOn);
    await this.dueDays.ensure(until);
    await this.keyRing.create(copyId, until, key);
    // A crash here leaves blob and wrapped key: reconciliation removes both.
    return copyId;
  }

  /**
   * In the transaction: the row, while the recording is still here and may be copied.
   * @throws DomainError `copy-day-wrong`, `copy-gone`, `restricted`, `day-closed`
   */
  async file(em: EntityManager, request: TrainingCopyRequest, copyId: string): Promise<TrainingCopy> {
    const where = { id: request.recordingId };
    const recording = await em.findOne(Recording, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    this.#mayBeCopied(request, recording);
    const dueOn = parseDay(request.untilOn);
    await this.dueDays.lockOpen(em, dueOn);
    const { queue, unit, agentId, callOn, course, recordingId } = request;
    const call = { recordingId, queue, unit, agentId, callOn, course };
    const copy = em.create(TrainingCopy, {
      id: copyId,
      ...call,
      dueOn,
      ...audioOf(recording),
      madeAt: this.clock.now(),
    });
    await em.persist(copy).flush();
    return copy;
  }

  /** After a refusal: what {@link prepare} has made goes. */
  async discard(copyId: string): Promise<void> {
    await this.keyRing.destroy(copyId);
    await this.blobs.delete(copyId);
  }

  #mayBeCopied(request: TrainingCopyRequest, recording: Recording | null): asserts recording is Recording {
    const now = this.clock.now();
    if (!recording || isOver(parseDay(recording.dueOn), now)) throw copyGone();
    if (recording.restricted) throw copyRestricted();
    if (!isCopyDay(parseDay(request.untilOn), helsinkiDay(now))) throw copyDayWrong();
  }
}

function audioOf({ container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256 }: Recording) {
  return { container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256 };
}
