import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Session, type SessionEnding } from './session.entity.js';

export interface EndingOptions {
  /** Who ends them; the system by itself where it is left out. */
  readonly actor?: Actor;
  /** Why, in words; a person who ends another's says it. */
  readonly reason?: string;
  /** A session that stays. */
  readonly except?: string | null;
}

/** Ends sessions in the caller's transaction, with one event each; they are refused from the commit on. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** All living sessions of a person. Returns how many. */
  async ofStaff(
    em: EntityManager,
    staffId: string,
    because: SessionEnding,
    options: EndingOptions = {},
  ): Promise<number> {
    const { actor = THE_SYSTEM, except, reason } = options;
    const where = { staffId, endedAt: null, ...(except ? { id: { $ne: except } } : {}) };
    const sessions = await em.find(Session, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
    for (const session of sessions) await this.end(em, session, because, actor, reason);
    return sessions.length;
  }

  /** One session, whose row the caller has locked. */
  async end(em: EntityManager, session: Session, because: SessionEnding, actor: Actor, reason?: string): Promise<void> {
    session.endedAt = this.clock.now();
    session.endedBecause = because;
    await this.trail.record(em, {
      action: 'session.ended',
      actor,
      object: { kind: 'session', id: session.id },
      ...(actor.id === session.staffId ? {} : { concernsStaffId: session.staffId }),
      facts: { because },
      ...(reason === undefined ? {} : { texts: { reason } }),
    });
  }
}
