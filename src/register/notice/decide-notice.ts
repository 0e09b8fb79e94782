import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { missingFacts } from './missing-facts.js';
import { NoticeVersion } from './notice-version.entity.js';
import { noticeEvent, NoticeVersions, snapshotIn } from './notice-versions.js';
import type { NoticeDecision } from './notice.schemas.js';
import { saysTheSame } from './snapshot.js';

/** A second person publishes a version of the notice, or discards it. */
@Injectable()
export class DecideNotice {
  constructor(
    private readonly database: Database,
    private readonly versions: NoticeVersions,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * What is published says what the rules and settings do at that moment, and lacks nothing that arts. 13 and 14 ask.
   * @throws DomainError `not-found`, `not-second-person`, `notice-settled`, `notice-outdated`, `notice-incomplete`; the attempt is on record
   */
  async execute(
    version: number,
    decision: NoticeDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    try {
      await this.database.transaction(em => this.#decide(em, version, decision, actor, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(version, decision, actor, error.code);
      throw error;
    }
  }

  async #decide(
    em: EntityManager,
    version: number,
    { outcome: state, reason }: NoticeDecision,
    actor: Actor,
    { ability }: Permissions,
  ): Promise<void> {
    const row = await this.versions.lock(em, version);
    if (!row) throw notFound();
    if (!ability.can('decide', subject('Notice', { proposedBy: row.proposedBy }))) throw notSecondPerson();
    if (row.state !== 'proposed') throw settled();
    if (state === 'published') await this.#assertPublishable(row);
    await em.nativeUpdate(NoticeVersion, { version }, { state, decidedBy: actor.id, decidedAt: this.clock.now() });
    await this.trail.record(em, { ...noticeEvent(`notice.${state}`, row, actor), texts: { reason } });
  }

  async #assertPublishable(row: NoticeVersion): Promise<void> {
    const snapshot = snapshotIn(row);
    if (!saysTheSame(snapshot, await this.versions.now())) throw outdated();
    const missing = missingFacts(snapshot.facts);
    if (missing.length > 0) throw incomplete(missing.map(({ fact, of }) => (of === null ? fact : `${fact}: ${of}`)));
  }

  async #recordRefusal(version: number, { outcome }: NoticeDecision, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'notice', id: String(version) };
    await this.trail.recordAlone({ action: `notice.${outcome}`, outcome: 'refused', reason, actor, object });
  }
}

function settled(): DomainError {
  return new DomainError('conflict', 'notice-settled', 'This version of the notice does not wait any more.');
}

function outdated(): DomainError {
  const sentence = 'A rule or a setting has changed since this version was made: make a new one.';
  return new DomainError('conflict', 'notice-outdated', sentence);
}

function incomplete(missing: readonly string[]): DomainError {
  const sentence = 'The notice lacks what arts. 13 and 14 ask: settle it, and make a new version.';
  return new DomainError('unprocessable', 'notice-incomplete', sentence, { missing });
}
