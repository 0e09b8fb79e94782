import { Injectable } from '@nestjs/common';
import type { HoldKind, Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { asSubject, callFactsOf, MoveDueDay } from '../../recordings/index.js';
import { heldRecording, type HeldRecording } from './held-recording.js';
import { HoldsOf } from './holds-of.js';
import { PlaceHold, type WantedHold } from './place-hold.js';
import { dayClosed, notPermitted } from './refusals.js';

/** Asks to keep a recording longer; from the answer on it is protected, as far as a request protects (ADR 0013). */
@Injectable()
export class RequestHold {
  constructor(
    private readonly database: Database,
    private readonly moveDueDay: MoveDueDay,
    private readonly placeHold: PlaceHold,
    private readonly holdsOf: HoldsOf,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @returns the hold's id
   * @throws DomainError `not-found`, `not-permitted`, `day-closed` for what is over, `access-changed`, and what {@link PlaceHold.execute} throws
   */
  async execute(
    recordingId: string,
    wanted: WantedHold,
    requester: Requester,
    permissions: Permissions,
  ): Promise<string> {
    const recording = await heldRecording(this.database.entities(), recordingId);
    try {
      if (!recording) throw notFound();
      judge(recording, wanted.kind, permissions);
      return await this.#place(recordingId, wanted, requester, permissions);
    } catch (error) {
      if (error instanceof DomainError)
        await this.#recordRefusal(recordingId, recording, wanted, requester, error.code);
      throw error;
    }
  }

  async #place(id: string, wanted: WantedHold, requester: Requester, permissions: Permissions): Promise<string> {
    const actor = actorOf(requester);
    let holdId = '';
    await this.moveDueDay.execute(
      id,
      async (em, recording) => {
        await assertStillEntitled(em, requester);
        judge(recording, wanted.kind, permissions);
        holdId = await this.placeHold.execute(em, recording, wanted, actor);
        return this.holdsOf.destination(em, id, recording.ordinaryDueOn);
      },
      actor,
    );
    return holdId;
  }

  async #recordRefusal(
    recordingId: string,
    recording: HeldRecording | undefined,
    { kind, reference, until, necessity }: WantedHold,
    requester: Requester,
    reason: string,
  ): Promise<void> {
    await this.trail.recordAlone({
      action: 'hold.requested',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      object: { kind: 'recording', id: recordingId },
      recordingId,
      reference,
      facts: { ...(recording ? callFactsOf(recording) : {}), kind, wantedUntil: until },
      texts: { necessity },
    });
  }
}

/** What is over is told to those who would otherwise see it; what anybody else asks for is not there. */
function judge(recording: HeldRecording, kind: HoldKind, { ability, today }: Permissions): void {
  if (ability.can('hold', asSubject(recording), kind)) return;
  if (ability.can('read', asSubject(recording))) throw notPermitted();
  const isOver = parseDay(recording.dueOn) < today;
  if (isOver && ability.can('read', asSubject({ ...recording, ordinaryDueOn: today, dueOn: today }))) throw dayClosed();
  throw notFound();
}
