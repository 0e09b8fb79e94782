import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { EndSessions } from './end-sessions.js';
import { isLiving } from './session-rules.js';
import { Session } from './session.entity.js';
import type { SessionView } from './sessions.schemas.js';

/** A person sees and ends the sessions of their own. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
  ) {}

  /** Those that live, the newest first. */
  async list({ id: staffId, sessionId }: Requester): Promise<SessionView[]> {
    const now = this.clock.now();
    const sessions = await this.database
      .entities()
      .find(Session, { staffId, endedAt: null }, { orderBy: { id: 'desc' } });
    return sessions.filter(session => isLiving(session, now)).map(session => viewOf(session, sessionId));
  }

  /** Signs out of the session that the request came with. A machine has none and nothing happens. */
  async endCurrent(requester: Requester): Promise<void> {
    if (requester.sessionId !== null) await this.end(requester.sessionId, requester);
  }

  /**
   * Ends one session of one's own.
   * @throws DomainError `not-found`, alike for somebody else's, one that has ended, and none at all
   */
  async end(id: string, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const session = await em.findOne(Session, { id, staffId: requester.id, endedAt: null }, lock);
      if (!session) throw notFound();
      const because = id === requester.sessionId ? 'signed-out' : 'signed-out-elsewhere';
      await this.endSessions.end(em, session, because, actorOf(requester));
    });
  }
}

function viewOf(session: Session, currentId: string | null): SessionView {
  const { id, address } = session;
  const expiresAt = Math.min(session.idleExpiresAt.getTime(), session.absoluteExpiresAt.getTime());
  return {
    id,
    startedAt: session.startedAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    address,
    current: id === currentId,
  };
}
