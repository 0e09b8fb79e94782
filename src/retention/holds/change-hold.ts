import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { HoldKind, Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor, type AuditAction } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { callFactsOf, MoveDueDay } from '../../recordings/index.js';
import { heldRecording, type HeldRecording } from './held-recording.js';
import { HoldsOf } from './holds-of.js';
import { checkMay } from './may-change.js';
import { Hold } from './hold.entity.js';

/** What somebody wants to do to a hold: the verb of the rules, the action of the log, and what was said. */
export interface Wish {
  readonly verb: 'decide' | 'extend' | 'release';
  readonly action: AuditAction;
  readonly texts?: Readonly<Record<string, string>>;
}

/** What is done to a hold while it and its recording are locked; it writes the row and the event. */
export type Change = (em: EntityManager, hold: Hold, recording: HeldRecording, actor: Actor) => Promise<void>;

/** Changes a hold of somebody's recording; the recording then goes where its holds keep it (ADR 0013). */
@Injectable()
export class ChangeHold {
  constructor(
    private readonly database: Database,
    private readonly moveDueDay: MoveDueDay,
    private readonly holdsOf: HoldsOf,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-second-person`, `not-permitted`, `day-closed`, `access-changed`, and what `change` throws
   */
  async execute(id: string, wish: Wish, change: Change, requester: Requester, permissions: Permissions): Promise<void> {
    const em = this.database.entities();
    const hold = await em.findOne(Hold, { id });
    const recording = hold ? await heldRecording(em, hold.recordingId) : undefined;
    try {
      if (!hold || !recording) throw notFound();
      checkMay(wish.verb, hold, recording, permissions);
      await this.#change(hold, wish, change, requester, permissions);
    } catch (error) {
      if (error instanceof DomainError)
        await this.#recordRefusal(id, recording, wish, requester, error.code, hold?.kind);
      throw error;
    }
  }

  /** Judged once more in the lock: of two who act at once, the second sees what the first has done. */
  async #change(
    { id, recordingId }: Hold,
    { verb }: Wish,
    change: Change,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    await this.moveDueDay.execute(
      recordingId,
      async (em, recording) => {
        const hold = await em.findOneOrFail(Hold, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        await assertStillEntitled(em, requester);
        checkMay(verb, hold, recording, permissions);
        await change(em, hold, recording, actor);
        await em.flush();
        return this.holdsOf.destination(em, recordingId, recording.ordinaryDueOn);
      },
      actor,
    );
  }

  async #recordRefusal(
    id: string,
    recording: HeldRecording | undefined,
    { action, texts }: Wish,
    requester: Requester,
    reason: string,
    kind: HoldKind | undefined,
  ): Promise<void> {
    const facts = { ...(recording ? callFactsOf(recording) : {}), ...(kind === undefined ? {} : { kind }) };
    await this.trail.recordAlone({
      ...{ action, outcome: 'refused', reason, actor: actorOf(requester), object: { kind: 'hold', id }, facts },
      ...(recording ? { recordingId: recording.id } : {}),
      ...(texts ? { texts } : {}),
    });
  }
}
