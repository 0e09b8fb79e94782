import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { NoticeVersion } from './notice-version.entity.js';

/**
 * After a restored backup: a version that was waiting in it is published or discarded again. The log has the hash of a version and
 * not its text, so one that the backup does not know stays lost: its proposal is told as not replayed, and it is proposed anew.
 */
@Injectable()
export class ReplayNotices {
  constructor(replays: Replays) {
    replays.on('notice.published', (em, event) => decide(em, event, 'published'));
    replays.on('notice.discarded', (em, event) => decide(em, event, 'discarded'));
  }
}

async function decide(em: EntityManager, event: LoggedEvent, state: 'published' | 'discarded'): Promise<void> {
  const { facts, actor, at } = event;
  const which = {
    version: Number(facts?.version ?? 0),
    sha256: textFact(event, 'sha256') ?? '',
    state: 'proposed',
  } as const;
  await em.nativeUpdate(NoticeVersion, which, { state, decidedBy: actor.id, decidedAt: at });
}
