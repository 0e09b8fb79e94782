import { Injectable } from '@nestjs/common';
import { Replays, THE_SYSTEM, type LoggedEvent } from '../audit/index.js';
import type { EntityManager } from '../platform/database/index.js';
import { EndSessions } from './sessions/end-sessions.js';
import { VoidEnrolments } from './enrolment/void-enrolments.js';
import { ServiceAccount } from './service-accounts/service-account.entity.js';
import { Session } from './sessions/session.entity.js';
import { Staff } from './staff/staff.entity.js';

/** After a restored backup: who was deactivated stays out, machines that were revoked stay out, links work no more, everybody signs in anew. */
@Injectable()
export class ReplayIdentity {
  constructor(
    replays: Replays,
    private readonly endSessions: EndSessions,
    private readonly voidEnrolments: VoidEnrolments,
  ) {
    replays.on('staff.deactivated', (em, event) => this.#deactivate(em, event));
    replays.on('service-account.revoked', (em, event) => this.#revoke(em, event));
    replays.on('session.ended', () => Promise.resolve());
    replays.afterwards(em => this.#endEverySession(em));
    replays.afterwards(em => this.#voidEveryLink(em));
  }

  async #deactivate(em: EntityManager, { object, at }: LoggedEvent): Promise<void> {
    const staff = await em.findOne(Staff, { id: object?.id ?? '', status: 'active' });
    if (!staff) return;
    em.assign(staff, { status: 'deactivated', deactivatedAt: at, extension: null });
    await em.flush();
  }

  async #revoke(em: EntityManager, { object, at }: LoggedEvent): Promise<void> {
    await em.nativeUpdate(ServiceAccount, { id: object?.id ?? '', revokedAt: null }, { revokedAt: at });
  }

  /** A link of the backup may have been used, replaced or confirmed since. */
  async #voidEveryLink(em: EntityManager): Promise<void> {
    await this.voidEnrolments.all(em);
  }

  /** Sessions of the backup may have ended since; tokens and what they may do are made anew at the next sign-in. */
  async #endEverySession(em: EntityManager): Promise<void> {
    for (const session of await em.find(Session, { endedAt: null }, { orderBy: { id: 'asc' } })) {
      await this.endSessions.end(em, session, 'access-changed', THE_SYSTEM);
    }
    await em.flush();
    await em.execute('update staff set access_epoch = access_epoch + 1');
  }
}
