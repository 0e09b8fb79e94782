import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester, Rules } from '../../platform/http/index.js';
import { notOneself } from '../refusals.js';
import { Staff } from '../staff/staff.entity.js';
import { EndSessions } from './end-sessions.js';
import { isLiving } from './session-rules.js';
import { Session } from './session.entity.js';
import type { EndedSessions, SessionEndingWish, StaffSessionView } from './staff-sessions.schemas.js';

/** An administrator sees where somebody else is signed in, and ends it; their own sessions are shown to them elsewhere. */
@Injectable()
export class StaffSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Those that live, the newest first; no network addresses.
   * @throws DomainError `not-found`, `not-oneself`
   */
  async list(staffId: string, rules: Rules): Promise<StaffSessionView[]> {
    if (!rules.allow('list', 'Session', { staffId })) throw notOneself();
    const em = this.database.entities();
    if ((await em.count(Staff, { id: staffId })) === 0) throw notFound();
    const now = this.clock.now();
    const sessions = await em.find(Session, { staffId, endedAt: null }, { orderBy: { id: 'desc' } });
    return sessions.filter(session => isLiving(session, now)).map(viewOf);
  }

  /**
   * Ends one session, or all of them; they are refused from the commit on. A refused attempt is on record.
   * @throws DomainError `not-oneself`; `not-found`, alike for somebody unknown, another's session, and one that has ended
   */
  async end(staffId: string, wish: SessionEndingWish, requester: Requester, rules: Rules): Promise<EndedSessions> {
    const actor = actorOf(requester);
    try {
      if (!rules.allow('end', 'Session', { staffId })) throw notOneself();
      return { ended: await this.database.transaction(em => this.#end(em, staffId, wish, actor)) };
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(staffId, wish, error.code, actor);
      throw error;
    }
  }

  async #end(
    em: EntityManager,
    staffId: string,
    { sessionId, reason }: SessionEndingWish,
    actor: Actor,
  ): Promise<number> {
    if ((await em.count(Staff, { id: staffId })) === 0) throw notFound();
    const because = 'ended-by-administrator';
    if (sessionId === undefined) return this.endSessions.ofStaff(em, staffId, because, { actor, reason });
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const session = await em.findOne(Session, { id: sessionId, staffId, endedAt: null }, lock);
    if (!session) throw notFound();
    await this.endSessions.end(em, session, because, actor, reason);
    return 1;
  }

  async #recordRefusal(
    staffId: string,
    { sessionId, reason }: SessionEndingWish,
    code: string,
    actor: Actor,
  ): Promise<void> {
    await this.trail.recordAlone({
      ...{ action: 'session.ended', outcome: 'refused', reason: code, actor },
      object: sessionId === undefined ? { kind: 'staff', id: staffId } : { kind: 'session', id: sessionId },
      texts: { reason },
    });
  }
}

function viewOf({ id, startedAt, lastSeenAt, idleExpiresAt, absoluteExpiresAt, way }: Session): StaffSessionView {
  const expiresAt = Math.min(idleExpiresAt.getTime(), absoluteExpiresAt.getTime());
  return {
    id,
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    way: way ?? null,
  };
}
