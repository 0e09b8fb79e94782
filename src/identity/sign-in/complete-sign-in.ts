import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { secondFactorRefused, type FactorRefusal } from '../refusals.js';
import { staffOfChallenge } from '../second-factor/challenges.js';
import { FactorAttempts } from '../second-factor/factor-attempts.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import type { ShownFactor } from '../second-factor/second-factor.schemas.js';
import { StartSession, type SignedIn } from '../sessions/start-session.js';
import { Staff } from '../staff/staff.entity.js';

/** Where a sign-in comes from, and the host, with its port, that it was sent to. */
export interface SignInPlace {
  readonly address: string;
  readonly host: string;
}

/** Whoever was asked for a second factor shows it, and is signed in. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attempts: FactorAttempts,
    private readonly check: SecondFactorCheck,
    private readonly startSession: StartSession,
  ) {}

  /**
   * A refused one leaves the challenge open for its five minutes; a crash before the commit as well.
   * @throws DomainError `second-factor-refused`, `second-factor-expired`, `sign-in-throttled`, `sign-in-busy`
   */
  async execute(shown: ShownFactor, place: SignInPlace): Promise<SignedIn> {
    const staffId = await staffOfChallenge(this.database.entities(), shown.challenge, this.clock.now());
    const { address } = place;
    const actor = { kind: 'unidentified', id: null, sessionId: null, address } as const;
    const outcome = await this.attempts.run({ staffId, purpose: 'sign-in', actor, address }, em =>
      staffId === null ? Promise.resolve<FactorRefusal>('no-such-challenge') : this.#start(em, staffId, shown, place),
    );
    if (typeof outcome === 'string') throw secondFactorRefused('unauthenticated', outcome);
    return outcome;
  }

  async #start(
    em: EntityManager,
    staffId: string,
    shown: ShownFactor,
    { address, host }: SignInPlace,
  ): Promise<SignedIn | FactorRefusal> {
    const lock = { lockMode: LockMode.PESSIMISTIC_READ } as const;
    const staff = await em.findOne(Staff, { id: staffId, status: 'active' }, lock);
    if (!staff) return 'changed-meanwhile';
    const actor = { kind: 'staff', id: staffId, sessionId: null, address } as const;
    const whom = { staffId, purpose: 'sign-in', sessionId: null } as const;
    const refusal = await this.check.show(em, whom, shown, { host, actor });
    if (refusal) return refusal;
    const credential = await em.findOne(Credential, { staffId });
    const mustChangePassword = credential?.mustChange ?? false;
    const way = 'second-factor';
    return this.startSession.execute(em, staff, { way, mustChangePassword, secondFactorShown: true, address });
  }
}
