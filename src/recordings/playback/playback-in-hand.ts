import { Injectable } from '@nestjs/common';
import { grantCovering, type Permissions, type Purpose } from '../../access/index.js';
import { actorOf, AuditTrail, LogGate } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { callFactsOf, type CallFacts } from '../call-facts.js';
import { asSubject } from '../recording-reader.js';
import type { Codec } from '../recording.entity.js';

/** A playback with the facts of its recording, as they stand now. */
export interface PlaybackInHand {
  readonly id: string;
  readonly recordingId: string;
  readonly contactId: string;
  readonly purpose: Purpose;
  readonly reference: string;
  /** The grant that it falls under now. */
  readonly grantId: string | undefined;
  readonly call: CallFacts;
  readonly dueOn: Day;
  readonly codec: Codec;
  readonly sizeBytes: number;
  /** A bit an extent. */
  readonly reserved: Buffer;
}

/** Finds a playback for the person and session that it is bound to, while it lasts and is still allowed. */
@Injectable()
export class FindPlayback {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly gate: LogGate,
  ) {}

  /**
   * @throws DomainError `log-closed`, `not-found` for a foreign or unknown one, `playback-expired`, `playback-no-longer-allowed`; the
   * event knows the difference
   */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<PlaybackInHand> {
    this.gate.assertOpen();
    const [row] = await this.database.query<PlaybackRow>(FIND, [id]);
    if (!row) return this.#refuse({ id }, requester, notFound(), 'not-here');
    const mine = row.staff_id === requester.id && row.session_id === requester.sessionId;
    if (!mine) return this.#refuse(row, requester, notFound(), 'not-yours');
    if (row.ended_at !== null || row.expires_at <= this.clock.now()) return this.#refuse(row, requester, expired());
    const recording = factsOf(row);
    if (!permissions.ability.can('play', asSubject(recording), row.purpose)) {
      return this.#refuse(row, requester, noLongerAllowed());
    }
    return inHand(row, grantCovering(permissions, recording, { verb: 'play', field: row.purpose })?.id);
  }

  async #refuse(
    row: PlaybackRow | Pick<PlaybackRow, 'id'>,
    requester: Requester,
    error: DomainError,
    reason = error.code,
  ): Promise<never> {
    const call = 'recording_id' in row ? { recordingId: row.recording_id, facts: callOf(row) } : {};
    const about = { object: { kind: 'playback', id: row.id }, ...call };
    const actor = actorOf(requester);
    await this.trail.recordAlone({ action: 'playback.refused', outcome: 'refused', reason, actor, ...about });
    throw error;
  }
}

/** The person's rights or the recording's state have changed since the playback was granted. */
export function noLongerAllowed(): DomainError {
  return new DomainError('forbidden', 'playback-no-longer-allowed', 'You may no longer listen to this recording.');
}

function expired(): DomainError {
  return new DomainError('gone', 'playback-expired', 'This playback has ended; state the purpose again to go on.');
}

interface PlaybackRow {
  readonly id: string;
  readonly staff_id: string;
  readonly session_id: string;
  readonly recording_id: string;
  readonly contact_id: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly reserved: Buffer;
  readonly started_at: Date;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly ordinary_due_on: string;
  readonly due_on: string;
  readonly hold_purposes: readonly Purpose[];
  readonly restricted: boolean;
  readonly codec: Codec;
  readonly size_bytes: number;
}

const FIND: Statement = {
  name: 'playback-find',
  text: `
    select b.id, b.staff_id, b.session_id, b.recording_id, r.contact_id, b.purpose, b.reference, b.expires_at, b.ended_at, b.reserved,
           r.started_at, r.queue, r.unit, r.agent_id, r.ordinary_due_on, r.due_on, r.hold_purposes, r.restricted, r.codec, r.size_bytes
    from playback b join recording r on r.id = b.recording_id
    where b.id = $1`,
};

function factsOf(row: PlaybackRow) {
  return {
    queue: row.queue,
    unit: row.unit,
    agentId: row.agent_id,
    ordinaryDueOn: row.ordinary_due_on,
    dueOn: row.due_on,
    holdPurposes: row.hold_purposes,
    restricted: row.restricted,
  };
}

function callOf({ contact_id, started_at, queue, unit, agent_id }: PlaybackRow) {
  return callFactsOf({ contactId: contact_id, startedAt: started_at, queue, unit, agentId: agent_id });
}

function inHand(row: PlaybackRow, grantId: string | undefined): PlaybackInHand {
  return {
    id: row.id,
    recordingId: row.recording_id,
    contactId: row.contact_id,
    purpose: row.purpose,
    reference: row.reference,
    grantId,
    call: callOf(row),
    dueOn: parseDay(row.due_on),
    codec: row.codec,
    sizeBytes: row.size_bytes,
    reserved: row.reserved,
  };
}
