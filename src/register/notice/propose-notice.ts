import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { NoticeVersion } from './notice-version.entity.js';
import { noticeEvent, NoticeVersions, snapshotIn } from './notice-versions.js';
import { saysTheSame, written, type NoticeSnapshot } from './snapshot.js';

/** Makes a version of what the notice says now, for a second person to publish. */
@Injectable()
export class ProposeNotice {
  constructor(
    private readonly database: Database,
    private readonly versions: NoticeVersions,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A version that waits and says other than the rules do now is overtaken; nobody could publish it. Returns the new version's number.
   * @throws DomainError `notice-waiting`, `notice-unchanged`; the attempt is on record
   */
  async execute(reason: string, requester: Requester): Promise<number> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#propose(em, reason, actor));
    } catch (error) {
      const refusal = error instanceof UniqueConstraintViolationException ? waits(error) : error;
      if (refusal instanceof DomainError) await this.#recordRefusal(actor, refusal.code);
      throw refusal;
    }
  }

  async #propose(em: EntityManager, reason: string, actor: Actor): Promise<number> {
    if (!actor.id) throw new TypeError('A person proposes a notice.');
    const snapshot = await this.versions.now();
    const overtakes = await this.#overtake(em, snapshot);
    const published = await this.versions.published();
    if (published && saysTheSame(snapshotIn(published), snapshot)) throw unchanged();
    const { json, sha256 } = written(snapshot);
    const version = await this.versions.nextVersion(em);
    const row = { version, snapshot: json, sha256, proposedBy: actor.id, proposedAt: this.clock.now() };
    await em.insert(NoticeVersion, { ...row, state: 'proposed' });
    const { facts, ...event } = noticeEvent('notice.proposed', row, actor);
    await this.trail.record(em, { ...event, facts: { ...facts, overtakes }, texts: { reason } });
    return version;
  }

  /** Returns the number of the version that waits no more. */
  async #overtake(em: EntityManager, snapshot: NoticeSnapshot): Promise<number | null> {
    const waiting = await this.versions.lockProposed(em);
    if (!waiting) return null;
    if (saysTheSame(snapshotIn(waiting), snapshot)) throw waits();
    const { version } = waiting;
    await em.nativeUpdate(NoticeVersion, { version }, { state: 'overtaken', decidedAt: this.clock.now() });
    return version;
  }

  async #recordRefusal(actor: Actor, reason: string): Promise<void> {
    await this.trail.recordAlone({ action: 'notice.proposed', outcome: 'refused', reason, actor });
  }
}

function waits(cause?: unknown): DomainError {
  const sentence = 'A version of the notice that says the same waits for its second person already.';
  return new DomainError('conflict', 'notice-waiting', sentence, {}, { cause });
}

function unchanged(): DomainError {
  return new DomainError('conflict', 'notice-unchanged', 'The published notice says what the rules do already.');
}
