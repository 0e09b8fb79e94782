import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Passkey } from './passkey.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactorChallenge } from './second-factor-challenge.entity.js';

/** What other features ask of the second factor. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly trail: AuditTrail,
    private readonly endSessions: EndSessions,
  ) {}

  /** Whether the person has a passkey. */
  async isSetUp(em: EntityManager, staffId: string): Promise<boolean> {
    return (await em.count(Passkey, { staffId })) > 0;
  }

  /**
   * Removes all passkeys and recovery codes of a person, and ends the sessions that they were shown in, in the caller's
   * transaction, which holds the person's row locked. The person sets them up anew after the next sign-in.
   */
  async forget(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    await em.nativeDelete(SecondFactorChallenge, { staffId });
    const recoveryCodes = await em.nativeDelete(RecoveryCode, { staffId });
    const passkeys = await em.nativeDelete(Passkey, { staffId });
    await this.endSessions.ofStaff(em, staffId, 'second-factor-changed', { actor });
    if (passkeys + recoveryCodes === 0) return;
    await this.trail.record(em, {
      action: 'second-factor.removed',
      actor,
      object: { kind: 'staff', id: staffId },
      ...(actor.id === staffId ? {} : { concernsStaffId: staffId }),
      facts: { passkeys, recoveryCodes },
    });
  }
}
