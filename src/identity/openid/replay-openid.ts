import { Injectable } from '@nestjs/common';
import { Replays, type LoggedEvent } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { ExternalIdentity } from './external-identity.entity.js';

/** After a restored backup: removed links stay removed. Those that were made since are made anew, by two people. */
@Injectable()
export class ReplayOpenId {
  constructor(replays: Replays) {
    replays.on('external-identity.removed', (em, event) => this.#remove(em, event));
  }

  async #remove(em: EntityManager, { object, at, actor }: LoggedEvent): Promise<void> {
    const standing = { id: object?.id ?? '', removedAt: null };
    await em.nativeUpdate(ExternalIdentity, standing, { removedAt: at, removedBy: actor.id ?? NOBODY });
  }
}
