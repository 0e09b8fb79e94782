import { Injectable } from '@nestjs/common';
import { AuditTrail, Replays, THE_SYSTEM, type LoggedEvent } from '../audit/index.js';
import type { EntityManager } from '../platform/database/index.js';
import { Grant } from './grants/grant.entity.js';

/**
 * After a restored backup: revoked grants stay revoked. A person whose credential has changed since has the old one again,
 * which may be in wrong hands: their grants are suspended until somebody has looked.
 */
@Injectable()
export class ReplayAccess {
  constructor(
    replays: Replays,
    private readonly trail: AuditTrail,
  ) {
    replays.on('grant.revoked', (em, event) => this.#revoke(em, event));
    replays.on('grant.suspended', (em, event) => this.#suspend(em, event));
    for (const action of ['password.changed', 'enrolment.completed'] as const) {
      replays.on(action, (em, event) => this.#suspendAll(em, event));
    }
  }

  async #revoke(em: EntityManager, { object, at, actor }: LoggedEvent): Promise<void> {
    await em.nativeUpdate(Grant, { id: object?.id ?? '', revokedAt: null }, { revokedAt: at, revokedBy: actor.id });
  }

  async #suspend(em: EntityManager, { object }: LoggedEvent): Promise<void> {
    await em.nativeUpdate(Grant, { id: object?.id ?? '', revokedAt: null }, { suspended: true });
  }

  async #suspendAll(em: EntityManager, { actor }: LoggedEvent): Promise<void> {
    if (actor.id === null) return;
    for (const grant of await em.find(Grant, { staffId: actor.id, revokedAt: null, suspended: false })) {
      grant.suspended = true;
      await this.trail.record(em, {
        action: 'grant.suspended',
        actor: THE_SYSTEM,
        reason: 'credential-restored',
        object: { kind: 'grant', id: grant.id },
        concernsStaffId: grant.staffId,
        facts: { role: grant.role },
      });
    }
    await em.flush();
  }
}
