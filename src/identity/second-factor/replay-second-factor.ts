import { Injectable } from '@nestjs/common';
import { Replays, type LoggedEvent } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Passkey } from './passkey.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';

/**
 * After a restored backup: removed passkeys stay away, and recovery codes that were used, or replaced, open nothing. What was
 * registered since does not come back; its person sets it up anew.
 */
@Injectable()
export class ReplaySecondFactor {
  constructor(replays: Replays) {
    replays.on('second-factor.removed', (em, event) => this.#remove(em, event));
    replays.on('second-factor.passed', (em, event) => this.#use(em, event));
    replays.on('recovery-codes.created', (em, event) => this.#void(em, event));
  }

  async #remove(em: EntityManager, { object }: LoggedEvent): Promise<void> {
    const id = object?.id ?? '';
    if (object?.kind === 'passkey') await em.nativeDelete(Passkey, { id });
    if (object?.kind !== 'staff') return;
    await em.nativeDelete(Passkey, { staffId: id });
    await em.nativeDelete(RecoveryCode, { staffId: id });
  }

  async #use(em: EntityManager, { object, at }: LoggedEvent): Promise<void> {
    if (object?.kind !== 'recovery-code') return;
    await em.nativeUpdate(RecoveryCode, { id: object.id, usedAt: null }, { usedAt: at });
  }

  async #void(em: EntityManager, { object }: LoggedEvent): Promise<void> {
    await em.nativeDelete(RecoveryCode, { staffId: object?.id ?? '' });
  }
}
