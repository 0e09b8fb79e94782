import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Staff } from '../staff/staff.entity.js';
import { Passkey } from './passkey.entity.js';

/** A person sees, names and removes the passkeys of their own. */
@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly endSessions: EndSessions,
  ) {}

  /** In the order in which they were registered. */
  list({ id: staffId }: Requester): Promise<Passkey[]> {
    return this.database.entities().find(Passkey, { staffId }, { orderBy: { id: 'asc' } });
  }

  /**
   * @throws DomainError `not-found`, alike for somebody else's and none at all
   */
  rename(id: string, name: string, { id: staffId }: Requester): Promise<Passkey> {
    return this.database.transaction(async em => {
      const passkey = await em.findOne(Passkey, { id, staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!passkey) throw notFound();
      passkey.name = name;
      return passkey;
    });
  }

  /**
   * The person's other sessions end.
   * @throws DomainError `not-found`, alike for somebody else's and none at all; `last-passkey`
   */
  async remove(id: string, requester: Requester): Promise<void> {
    await this.database.transaction(em => this.#remove(em, id, requester));
  }

  /** The person's row is locked, so that of two passkeys two requests do not remove one each. */
  async #remove(em: EntityManager, id: string, requester: Requester): Promise<void> {
    const { id: staffId, sessionId: except } = requester;
    await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const passkey = await em.findOne(Passkey, { id, staffId });
    if (!passkey) throw notFound();
    if ((await em.count(Passkey, { staffId })) === 1) throw lastPasskey();
    em.remove(passkey);
    const actor = actorOf(requester);
    const object = { kind: 'passkey', id: passkey.id };
    await this.trail.record(em, { action: 'second-factor.removed', actor, object });
    await this.endSessions.ofStaff(em, staffId, 'second-factor-changed', { actor, except });
  }
}

function lastPasskey(): DomainError {
  return new DomainError('conflict', 'last-passkey', 'This is your only passkey; register another one first.');
}
