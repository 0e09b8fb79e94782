import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { GatherNoticeFacts } from './gather-facts.js';
import { NoticeVersion } from './notice-version.entity.js';
import { read, saysTheSame, snapshotOf, type NoticeSnapshot } from './snapshot.js';

/** The versions of the notice, and what it would say now. */
@Injectable()
export class NoticeVersions {
  constructor(
    private readonly database: Database,
    private readonly facts: GatherNoticeFacts,
    private readonly clock: Clock,
  ) {}

  /** What a version made now would say. */
  async now(): Promise<NoticeSnapshot> {
    return snapshotOf(await this.facts.execute(this.clock.now()));
  }

  /** Newest first: there are few. */
  async all(): Promise<NoticeVersion[]> {
    return this.database.entities().find(NoticeVersion, {}, { orderBy: { version: 'desc' } });
  }

  async one(version: number): Promise<NoticeVersion | null> {
    return this.database.entities().findOne(NoticeVersion, { version });
  }

  /** The one that the public reads; null before any was published. */
  async published(): Promise<NoticeVersion | null> {
    return this.#newest(this.database.entities(), 'published');
  }

  /** The one that waits for a second person, locked until the end of the transaction. */
  async lockProposed(em: EntityManager): Promise<NoticeVersion | null> {
    return em.findOne(NoticeVersion, { state: 'proposed' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async lock(em: EntityManager, version: number): Promise<NoticeVersion | null> {
    return em.findOne(NoticeVersion, { version }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async nextVersion(em: EntityManager): Promise<number> {
    return ((await this.#newest(em))?.version ?? 0) + 1;
  }

  /**
   * The published version that says other than the rules and settings do now, while no version that says what they do waits for its
   * second person; null where there is nothing to make anew.
   */
  async toRenew(): Promise<NoticeVersion | null> {
    const published = await this.published();
    if (!published) return null;
    const now = await this.now();
    const proposed = await this.#newest(this.database.entities(), 'proposed');
    const says = (row: NoticeVersion) => saysTheSame(snapshotIn(row), now);
    return says(published) || (proposed && says(proposed)) ? null : published;
  }

  async #newest(em: EntityManager, state?: NoticeVersion['state']): Promise<NoticeVersion | null> {
    const [newest] = await em.find(NoticeVersion, state ? { state } : {}, { orderBy: { version: 'desc' }, limit: 1 });
    return newest ?? null;
  }
}

export function snapshotIn({ snapshot, sha256 }: Pick<NoticeVersion, 'snapshot' | 'sha256'>): NoticeSnapshot {
  return read({ json: snapshot, sha256 });
}

/** The event of something that is done about a version: it names what is kept by its hash. */
export function noticeEvent(
  action: AuditAction,
  { version, sha256, proposedBy }: Pick<NoticeVersion, 'version' | 'sha256' | 'proposedBy'>,
  actor: Actor,
): EventDraft {
  const object = { kind: 'notice', id: String(version) };
  return { action, actor, object, facts: { version, sha256, proposedBy } };
}
