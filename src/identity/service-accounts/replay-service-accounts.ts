import { Injectable } from '@nestjs/common';
import { Replays, type LoggedEvent } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { ServiceToken } from './service-token.entity.js';
import { endAfterOverlap } from './token-use.js';

/**
 * After a restored backup: tokens that were replaced since end as they did. The one that replaced them is lost with its
 * hash, so the machine needs another.
 */
@Injectable()
export class ReplayServiceAccounts {
  constructor(replays: Replays) {
    replays.on('service-account.rotated', (em, event) => this.#endReplaced(em, event));
  }

  async #endReplaced(em: EntityManager, { object, at, facts }: LoggedEvent): Promise<void> {
    const overlapHours = typeof facts?.overlapHours === 'number' ? facts.overlapHours : 0;
    const before = { accountId: object?.id ?? '', createdAt: { $lt: at }, expiresAt: { $gt: at } };
    for (const token of await em.find(ServiceToken, before)) {
      token.expiresAt = endAfterOverlap(token.expiresAt, at, overlapHours);
    }
    await em.flush();
  }
}
