import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { FactorRefusal } from '../refusals.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.js';
import type { ChallengePurpose } from './second-factor-challenge.entity.js';

/** Who shows a second factor, and what for. */
export interface FactorShowing {
  /** Whose it should be; null where the challenge is nobody's. */
  readonly staffId: string | null;
  readonly purpose: ChallengePurpose;
  readonly actor: Actor;
  readonly address: string;
}

/** Every try at a second factor passes here: refused ones are counted and written down. */
@Injectable()
export class FactorAttempts {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * Runs `attempt` in one transaction; what it refuses changes nothing else.
   * @returns what the attempt came to, or why it was refused
   * @throws DomainError `sign-in-throttled`, `sign-in-busy`
   */
  async run<T extends object>(
    showing: FactorShowing,
    attempt: (em: EntityManager) => Promise<T | FactorRefusal>,
  ): Promise<T | FactorRefusal> {
    const { staffId, address } = showing;
    let refusal: FactorRefusal = 'no-such-challenge';
    const passed = await this.attempts.run({ address, ...(staffId ? { secondFactorOf: staffId } : {}) }, async () => {
      const result = await this.database.transaction(attempt);
      if (typeof result !== 'string') return result;
      refusal = result;
      await this.#record(showing, result);
      return null;
    });
    return passed ?? refusal;
  }

  async #record({ staffId, purpose, actor }: FactorShowing, reason: FactorRefusal): Promise<void> {
    await this.trail.recordAlone({
      action: 'second-factor.refused',
      outcome: 'refused',
      actor,
      reason,
      ...(staffId && staffId !== actor.id ? { concernsStaffId: staffId } : {}),
      facts: { for: purpose },
    });
  }
}
