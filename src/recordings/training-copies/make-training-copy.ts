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
import type { Redaction } from '../redaction/marks.js';
import type { CopiedAudio } from './copied-audio.js';
import { CopyAudio } from './copy-audio.js';
import { isCopyDay } from './copy-days.js';
import { copyBlocked, copyDayWrong, copyGone, copyRestricted } from './copy-events.js';
import { TrainingCopy, type TrainingCopyRequest } from './training-copy.entity.js';

/** A copy's blob and key, and what they hold. */
export interface PreparedCopy {
  readonly id: string;
  readonly audio: CopiedAudio;
}

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
   * @param redaction what is hidden in it; null where nothing is
   * @throws DomainError `copy-day-wrong`, `copy-gone`, `restricted`, `purpose-blocked`, and what redaction throws
   */
  async prepare(em: EntityManager, request: TrainingCopyRequest, redaction: Redaction | null): Promise<PreparedCopy> {
    const recording = await em.findOne(Recording, { id: request.recordingId });
    this.#mayBeCopied(request, recording);
    const [copyId, key] = [newId(this.clock.now()), DataKey.generate()];
    const audio = await this.copyAudio.execute(recording, copyId, key, redaction);
    // A crash here leaves a blob that no key opens: reconciliation removes it.
    const until = parseDay(request.untilOn);
    await this.dueDays.ensure(until);
    await this.keyRing.create(copyId, until, key);
    // A crash here leaves blob and wrapped key: reconciliation removes both.
    return { id: copyId, audio };
  }

  /**
   * In the transaction: the row, while the recording is still here and may be copied.
   * @throws DomainError `copy-day-wrong`, `copy-gone`, `restricted`, `purpose-blocked`, `day-closed`
   */
  async file(em: EntityManager, request: TrainingCopyRequest, { id, audio }: PreparedCopy): Promise<TrainingCopy> {
    const where = { id: request.recordingId };
    const recording = await em.findOne(Recording, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    this.#mayBeCopied(request, recording);
    const dueOn = parseDay(request.untilOn);
    await this.dueDays.lockOpen(em, dueOn);
    const { queue, unit, agentId, callOn, course, recordingId } = request;
    const call = { recordingId, queue, unit, agentId, callOn, course };
    const copy = em.create(TrainingCopy, {
      id,
      ...call,
      dueOn,
      ...audio,
      madeAt: this.clock.now(),
    });
    await em.persist(copy).flush();
    return copy;
  }

  /** After a refusal: what {@link prepare} has made goes. */
  async discard({ id }: PreparedCopy): Promise<void> {
    await this.keyRing.destroy(id);
    await this.blobs.delete(id);
  }

  #mayBeCopied(request: TrainingCopyRequest, recording: Recording | null): asserts recording is Recording {
    const now = this.clock.now();
    if (!recording || isOver(parseDay(recording.dueOn), now)) throw copyGone();
    if (recording.restricted) throw copyRestricted();
    if (recording.blockedPurposes.includes('internal-training')) throw copyBlocked();
    if (!isCopyDay(parseDay(request.untilOn), helsinkiDay(now))) throw copyDayWrong();
  }
}
