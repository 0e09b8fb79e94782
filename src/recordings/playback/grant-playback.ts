import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, isLogUnavailable, LogGate, type EventDraft, type HotEffect } from '../../audit/index.js';
import { stillEntitled } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Requester } from '../../platform/http/index.js';
import { processMeasures } from '../../platform/measure/index.js';
import { callFactsOf } from '../call-facts.js';
import { RecordingReader, type VisibleRecording } from '../recording-reader.js';
import type { Recording } from '../recording.entity.js';
import type { NewPlayback, PlaybackView } from '../recordings.schemas.js';
import { checkPurpose, type PurposeFacts } from '../stated-purpose.js';
import { Statements } from '../corrections/statements.js';
import { firstReserved } from './extents.js';
import { servedAudio } from './served-audio.js';

const SHORTEST_MS = 15 * 60_000;

/** How long a playback lasts: 15 minutes, or twice the recording if that is longer (design §6). */
export function playbackLastsMs(durationMs: number): number {
  return Math.max(SHORTEST_MS, 2 * durationMs);
}

/** A person states a purpose and may listen, once `playback.granted` is committed. */
@Injectable()
export class GrantPlayback {
  constructor(
    private readonly reader: RecordingReader,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly gate: LogGate,
    private readonly statements: Statements,
  ) {}

  /** @throws DomainError `not-found`, `reference-missing`, `purpose-not-permitted`, `purpose-blocked`, `restricted`, `access-changed`, `log-closed` */
  async execute(
    recordingId: string,
    wanted: NewPlayback,
    requester: Requester,
    permissions: Permissions,
  ): Promise<PlaybackView> {
    const recording = await this.reader.visible(recordingId, requester, permissions, 'playback.refused');
    try {
      this.gate.assertOpen();
      const stated = checkPurpose(wanted, recording, permissions);
      return await this.#grant(recording, stated, wanted.as === 'playable', requester);
    } catch (error) {
      if (error instanceof DomainError && !isLogUnavailable(error))
        await this.#recordRefusal(recording, wanted, requester, error.code);
      throw error;
    }
  }

  async #grant(
    recording: VisibleRecording,
    stated: PurposeFacts,
    asRendition: boolean,
    requester: Requester,
  ): Promise<PlaybackView> {
    const at = this.clock.now();
    const id = newId(at);
    const expiresAt = new Date(at.getTime() + playbackLastsMs(recording.durationMs));
    const audio = servedAudio(recording, asRendition);
    const wanted = [
      ...([id, recording.id, requester.id, requester.accessEpoch, requester.sessionId, stated.purpose] as const),
      ...[stated.reference ?? '', at, expiresAt, firstReserved(audio.sizeBytes), asRendition],
    ] as const;
    const facts = { expiresAt: expiresAt.toISOString(), extent: 0, ...audio.facts };
    if (!(await this.trail.recordHot(INSERT_PLAYBACK, wanted, granted(id, recording, stated, requester, facts)))) {
      throw new DomainError('forbidden', 'access-changed', 'Your access rights have just changed; try again.');
    }
    processMeasures.extents.inc();
    const statements = recording.stated ? await this.statements.of(recording) : [];
    return { id, audioUrl: `/api/v1/playbacks/${id}/audio`, expiresAt: expiresAt.toISOString(), statements };
  }

  async #recordRefusal(
    recording: Recording,
    { purpose, reference }: NewPlayback,
    requester: Requester,
    reason: string,
  ): Promise<void> {
    await this.trail.recordAlone({
      action: 'playback.refused',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      object: { kind: 'recording', id: recording.id },
      recordingId: recording.id,
      purpose,
      ...(reference === undefined ? {} : { reference }),
      facts: callFactsOf(recording),
    });
  }
}

/** The access epoch is checked again in the statement that makes the playback; what the recording has become, where each extent is reserved. */
const INSERT_PLAYBACK: HotEffect = {
  name: 'playback-insert',
  columns: [
    ['id', 'uuid'],
    ['recording_id', 'uuid'],
    ['staff_id', 'uuid'],
    ['access_epoch', 'int'],
    ['session_id', 'uuid'],
    ['purpose', 'text'],
    ['reference', 'text'],
    ['granted_at', 'timestamptz'],
    ['expires_at', 'timestamptz'],
    ['reserved', 'bytea'],
    ['rendition', 'bool'],
  ],
  text: `
    insert into playback (id, recording_id, staff_id, session_id, purpose, reference, granted_at, expires_at, reserved, rendition)
    select w.id, r.id, w.staff_id, w.session_id, w.purpose, w.reference, w.granted_at, w.expires_at, w.reserved,
      w.rendition
    from wanted w join recording r on r.id = w.recording_id
    where ${stillEntitled('w.staff_id', 'w.access_epoch')}
    returning id as key`,
};

function granted(
  id: string,
  recording: Recording,
  stated: PurposeFacts,
  requester: Requester,
  facts: EventDraft['facts'],
): EventDraft {
  return {
    action: 'playback.granted',
    actor: actorOf(requester),
    object: { kind: 'playback', id },
    recordingId: recording.id,
    ...stated,
    facts: { ...callFactsOf(recording), ...facts },
  };
}
