import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import type { Purpose } from '../../access/index.js';
import { actorOf, AuditTrail, THE_SYSTEM, type Actor } from '../../audit/index.js';
import { hasEnded } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { PlaybackEnd } from '../recordings.schemas.js';
import { callFactsOf } from '../call-facts.js';
import { Recording } from '../recording.entity.js';
import { bytesOf, reservedExtents } from './extents.js';
import { Playback } from './playback.entity.js';
import { servedAudio } from './served-audio.js';

const BATCH = 200;

/** Ends playbacks, by the listener or when their time is over, with what was served. */
@Injectable()
export class EndPlayback {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Ending what has ended changes nothing. @throws DomainError `not-found` for a foreign one */
  async byListener(id: string, { playedMs }: PlaybackEnd, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const [mine] = await claim(em, MINE, [id, requester.id, requester.sessionId]);
      if (!mine) throw notFound();
      if (mine.endedAt) return;
      await this.#end(em, mine, actorOf(requester), 'listener', playedMs);
    });
  }

  /** Ends what is over: its own time, or its session. Any number of instances may do this at once. */
  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async sweep(): Promise<void> {
    while ((await this.#sweepBatch()) === BATCH);
  }

  /** Ends, in the caller's transaction, what is still open of recordings that are going. */
  async ofRecordings(em: EntityManager, recordingIds: readonly string[]): Promise<void> {
    const open = await claim(em, OF_RECORDINGS, [`{${recordingIds.join(',')}}`]);
    for (const playback of open) await this.#end(em, playback, THE_SYSTEM, 'recording-over');
  }

  /** Ends, in the caller's transaction, what is still open of a recording for purposes that it is not used for any more. */
  async ofPurposes(
    em: EntityManager,
    recordingId: string,
    purposes: readonly Purpose[],
    by: 'restricted' | 'purpose-blocked',
  ): Promise<void> {
    const open = await claim(em, OF_PURPOSES, [recordingId, `{${purposes.join(',')}}`]);
    for (const playback of open) await this.#end(em, playback, THE_SYSTEM, by);
  }

  async #sweepBatch(): Promise<number> {
    return this.database.transaction(async em => {
      const over = await claim(em, OVER, [this.clock.now(), BATCH]);
      for (const playback of over) await this.#end(em, playback, THE_SYSTEM, 'over');
      return over.length;
    });
  }

  async #end(em: EntityManager, playback: Playback, actor: Actor, by: string, reportedMs?: number): Promise<void> {
    const { id, recordingId, purpose, reference, staffId } = playback;
    await em.nativeUpdate(Playback, { id }, { endedAt: this.clock.now() });
    const served = await servedFacts(em, playback);
    await this.trail.record(em, {
      action: 'playback.ended',
      actor,
      object: { kind: 'playback', id },
      recordingId,
      concernsStaffId: staffId,
      purpose,
      ...(reference === '' ? {} : { reference }),
      facts: { by, ...served, ...(reportedMs === undefined ? {} : { reportedMs }) },
    });
  }
}

const MINE = 'id = ? and staff_id = ? and session_id = ? for update';
const OF_RECORDINGS = 'ended_at is null and recording_id = any(?::uuid[]) for update';
const OF_PURPOSES = 'ended_at is null and recording_id = ? and purpose = any(?::text[]) for update';
const OVER = `ended_at is null and (expires_at <= ? or ${hasEnded('playback.session_id')})
  order by id limit ? for update skip locked`;

/** Locks the playbacks of a condition, which ends in its locking clause. */
async function claim(em: EntityManager, condition: string, values: readonly unknown[]): Promise<Playback[]> {
  const rows = await em.execute<object[]>(`select * from playback where ${condition}`, [...values]);
  return rows.map(row => em.map(Playback, row));
}

/** What was reserved, and so may have been served: at most this; and the call. A recording that is gone tells neither. */
async function servedFacts(em: EntityManager, { recordingId, reserved, rendition }: Playback) {
  const extents = reservedExtents(Buffer.from(reserved));
  const recording = await em.findOne(Recording, { id: recordingId });
  if (!recording) return { extents };
  const { sizeBytes, facts } = servedAudio(recording, rendition);
  const servedBytes = extents
    .map(extent => bytesOf(extent, sizeBytes))
    .reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return { extents, atMostBytes: servedBytes, ...facts, ...callFactsOf(recording) };
}
