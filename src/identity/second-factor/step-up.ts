import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { noSecondFactor, secondFactorRefused, type FactorRefusal } from '../refusals.js';
import { Session } from '../sessions/session.entity.js';
import type { ChallengeFor } from './challenges.js';
import { FactorAttempts } from './factor-attempts.js';
import { SecondFactorCheck } from './second-factor-check.js';
import type { AskedFactor, ShownFactor } from './second-factor.schemas.js';

/** Who is signed in shows the second factor once more, for what needs one that was shown just now. */
@Injectable()
export class StepUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attempts: FactorAttempts,
    private readonly check: SecondFactorCheck,
  ) {}

  /**
   * What is to be shown.
   * @throws DomainError `no-second-factor` for a person without a passkey, and for a machine
   */
  async ask(requester: Requester, host: string): Promise<AskedFactor> {
    const asked = await this.database.transaction(em => this.check.ask(em, whomOf(requester), host));
    if (!asked) throw noSecondFactor();
    return asked;
  }

  /**
   * From here on the session counts as fresh, for five minutes.
   * @throws DomainError `second-factor-refused`, `second-factor-expired`, `sign-in-throttled`, `sign-in-busy`
   */
  async execute(shown: ShownFactor, requester: Requester, host: string): Promise<void> {
    const { id: staffId, address } = requester;
    const showing = { staffId, purpose: 'step-up', actor: actorOf(requester), address } as const;
    const outcome = await this.attempts.run(showing, em => this.#show(em, shown, requester, host));
    if (typeof outcome === 'string') throw secondFactorRefused('forbidden', outcome);
  }

  async #show(
    em: EntityManager,
    shown: ShownFactor,
    requester: Requester,
    host: string,
  ): Promise<Session | FactorRefusal> {
    const { sessionId, id: staffId } = requester;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const session = sessionId && (await em.findOne(Session, { id: sessionId, staffId, endedAt: null }, lock));
    if (!session) return 'changed-meanwhile';
    const refusal = await this.check.show(em, whomOf(requester), shown, { host, actor: actorOf(requester) });
    if (refusal) return refusal;
    session.secondFactorAt = this.clock.now();
    return session;
  }
}

function whomOf({ id: staffId, sessionId }: Requester): ChallengeFor {
  return { staffId, sessionId, purpose: 'step-up' };
}
