import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { surelyRolledBack } from '../ingest/discard-delivery.js';
import { copyEvent } from './copy-events.js';
import { lockRequest, mayDecide } from './find-request.js';
import { MakeTrainingCopy } from './make-training-copy.js';
import type { TrainingCopy } from './training-copy.entity.js';
import type { CopyApproval } from './training-copies.schemas.js';

/** Another person approves a training copy, which makes it, or refuses it. */
@Injectable()
export class DecideTrainingCopy {
  constructor(
    private readonly database: Database,
    private readonly make: MakeTrainingCopy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * What should be redacted waits for the tool that does it: without the statement nothing is copied.
   * @throws DomainError `not-found`, `not-second-person`, `copy-settled`, `redaction-needed`, `copy-gone`, `restricted`,
   *   `copy-day-wrong`, `day-closed`; the attempt is on record
   */
  async approve(id: string, approval: CopyApproval, requester: Requester, permissions: Permissions): Promise<void> {
    await this.#onRecord(id, 'training-copy.made', requester, async actor => {
      const copyId = await this.#prepare(id, approval, permissions);
      await this.#file(id, copyId, approval.statement ?? '', actor, permissions);
    });
  }

  /** @throws DomainError `not-found`, `not-second-person`, `copy-settled`; the attempt is on record */
  async refuse(id: string, reason: string, requester: Requester, permissions: Permissions): Promise<void> {
    await this.#onRecord(id, 'training-copy.refused', requester, actor =>
      this.database.transaction(async em => {
        const request = await lockRequest(em, id, permissions);
        mayDecide(request, permissions);
        em.assign(request, { state: 'refused', decidedBy: actor.id, decidedAt: this.clock.now() });
        await em.flush();
        await this.trail.record(em, { ...copyEvent('training-copy.refused', request, actor), texts: { reason } });
      }),
    );
  }

  async #prepare(id: string, { nothingToRedact, statement }: CopyApproval, permissions: Permissions): Promise<string> {
    const request = await this.database.transaction(async em => {
      const found = await lockRequest(em, id, permissions);
      mayDecide(found, permissions);
      return found;
    });
    if (!nothingToRedact || statement === undefined) throw redactionNeeded();
    return this.make.prepare(this.database.entities(), request);
  }

  async #file(id: string, copyId: string, statement: string, actor: Actor, permissions: Permissions): Promise<void> {
    try {
      await this.database.transaction(em => this.#approve(em, id, copyId, statement, actor, permissions));
    } catch (error) {
      if (surelyRolledBack(error)) await this.make.discard(copyId);
      throw error;
    }
  }

  async #approve(
    em: EntityManager,
    id: string,
    copyId: string,
    statement: string,
    actor: Actor,
    permissions: Permissions,
  ): Promise<void> {
    const request = await lockRequest(em, id, permissions);
    mayDecide(request, permissions);
    const copy = await this.make.file(em, request, copyId);
    em.assign(request, { state: 'made', copyId, decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    const draft = copyEvent('training-copy.made', request, actor);
    await this.trail.record(em, { ...draft, facts: { ...draft.facts, ...factsOf(copy) }, texts: { statement } });
  }

  async #onRecord(
    id: string,
    action: 'training-copy.made' | 'training-copy.refused',
    requester: Requester,
    act: (actor: Actor) => Promise<void>,
  ): Promise<void> {
    const actor = actorOf(requester);
    try {
      await act(actor);
    } catch (error) {
      const object = { kind: 'training-copy', id };
      if (error instanceof DomainError)
        await this.trail.recordAlone({ action, outcome: 'refused', reason: error.code, actor, object });
      throw error;
    }
  }
}

/** Enough to know the unit again after a restored backup. */
function factsOf(copy: TrainingCopy) {
  const { id, container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256 } = copy;
  const sha256 = Buffer.from(audioSha256).toString('base64url');
  return { copyId: id, container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256: sha256 };
}

function redactionNeeded(): DomainError {
  const sentence = 'This copy needs redaction, or a statement of whoever listened that nothing is to be redacted.';
  return new DomainError('unprocessable', 'redaction-needed', sentence);
}
