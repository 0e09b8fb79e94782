import { Injectable } from '@nestjs/common';
import { grantCovering, type Permissions, type Purpose } from '../../access/index.js';
import { actorOf, AuditTrail, LogGate } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { notFound, type DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { CallFacts } from '../call-facts.js';
import { callOf, FIND_ONE, objectionTo, recordingFactsOf, servedOf, type PlaybackRow } from './playback-row.js';
import type { ServedAudio } from './served-audio.js';

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
  readonly audio: ServedAudio;
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
    const [row] = await this.database.query<PlaybackRow>(FIND_ONE, [id]);
    if (!row) return this.#refuse({ id }, requester, notFound(), 'not-here');
    const mine = row.staff_id === requester.id && row.session_id === requester.sessionId;
    if (!mine) return this.#refuse(row, requester, notFound(), 'not-yours');
    const objection = objectionTo(row, permissions, this.clock.now());
    if (objection) return this.#refuse(row, requester, objection);
    return inHand(row, grantCovering(permissions, recordingFactsOf(row), { verb: 'play', field: row.purpose })?.id);
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
    audio: servedOf(row),
    reserved: row.reserved,
  };
}
