import { Injectable } from '@nestjs/common';
import { Access, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { surelyRolledBack } from '../ingest/discard-delivery.js';
import { copyEvent } from './copy-events.js';
import { lockRequest, mayDecide } from './find-request.js';
import type { Redaction } from '../redaction/marks.js';
import { MakeTrainingCopy, type PreparedCopy } from './make-training-copy.js';
import type { TrainingCopy } from './training-copy.entity.js';
import type { CopyApproval } from './training-copies.schemas.js';

/** Another person approves a training copy, which makes it, or refuses it. */
@Injectable()
export class DecideTrainingCopy {
  constructor(
    private readonly database: Database,
    private readonly make: MakeTrainingCopy,
    private readonly access: Access,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Where something is marked, the copy is redacted and proven beside its original; without marks and without the statement that
   * there is nothing to mark nothing is copied. That takes minutes: who approves must still be permitted when it is made.
   * @throws DomainError `not-found`, `not-second-person`, `copy-settled`, `redaction-needed`, `copy-gone`, `restricted`,
   *   `copy-day-wrong`, `day-closed`, `mark-wrong`, `marks-too-many`, `copy-not-verified`; the attempt is on record
   */
  async approve(id: string, approval: CopyApproval, requester: Requester, permissions: Permissions): Promise<void> {
    await this.#onRecord(id, 'training-copy.made', requester, async () => {
      const copy = await this.#prepare(id, approval, permissions);
      await this.#file(id, copy, approval, requester);
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

  async #prepare(id: string, approval: CopyApproval, permissions: Permissions): Promise<PreparedCopy> {
    const request = await this.database.transaction(async em => {
      const found = await lockRequest(em, id, permissions);
      mayDecide(found, permissions);
      return found;
    });
    return this.make.prepare(this.database.entities(), request, redactionOf(approval));
  }

  async #file(id: string, copy: PreparedCopy, approval: CopyApproval, requester: Requester): Promise<void> {
    try {
      await this.database.transaction(em => this.#approve(em, id, copy, approval, requester));
    } catch (error) {
      if (surelyRolledBack(error)) await this.make.discard(copy);
      throw error;
    }
  }

  async #approve(
    em: EntityManager,
    id: string,
    prepared: PreparedCopy,
    approval: CopyApproval,
    requester: Requester,
  ): Promise<void> {
    const [actor, permissions] = [actorOf(requester), await this.access.again(em, requester)];
    const request = await lockRequest(em, id, permissions);
    mayDecide(request, permissions);
    const copy = await this.make.file(em, request, prepared);
    em.assign(request, { state: 'made', copyId: copy.id, decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    const draft = copyEvent('training-copy.made', request, actor);
    const facts = { ...draft.facts, ...factsOf(copy), ...hiddenFacts(approval) };
    await this.trail.record(em, { ...draft, facts, texts: textsOf(approval) });
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

/** @returns null where whoever approves states that nothing is to be hidden @throws DomainError `redaction-needed` */
function redactionOf({ nothingToRedact, statement, marks = [], method }: CopyApproval): Redaction | null {
  if (marks.length > 0 && !nothingToRedact) return { marks, method };
  if (marks.length > 0 || !nothingToRedact || statement === undefined) throw redactionNeeded();
  return null;
}

function hiddenFacts({ marks = [], method }: CopyApproval) {
  return marks.length > 0 ? { marks: marks.length, method } : {};
}

/** Where something is hidden, and why, is told beside the log as what was stated is. */
function textsOf({ statement, marks = [] }: CopyApproval): Record<string, string> {
  return {
    ...(statement === undefined ? {} : { statement }),
    ...(marks.length > 0 ? { marks: JSON.stringify(marks) } : {}),
  };
}

function redactionNeeded(): DomainError {
  const sentence =
    'This copy needs marks, or a statement of whoever listened that nothing is to be redacted; not both.';
  return new DomainError('unprocessable', 'redaction-needed', sentence);
}
