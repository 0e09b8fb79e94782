import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import type { AskedFactor } from '../second-factor/second-factor.schemas.js';
import { StartSession, type SessionBeginning, type SignedIn } from '../sessions/start-session.js';
import type { Staff } from '../staff/staff.entity.js';

/** What comes of an identity that was established: a session, or first the question for a second factor. */
export type Admission =
  { readonly signedIn: SignedIn; readonly asked?: never } | { readonly asked: AskedFactor; readonly signedIn?: never };

/** Somebody has shown who they are, by a password or at the identity provider: asks for what is still missing. */
@Injectable()
export class AdmitPerson {
  constructor(
    private readonly startSession: StartSession,
    private readonly check: SecondFactorCheck,
    private readonly config: Config,
  ) {}

  /**
   * In the caller's transaction, which holds the person's row locked. Whoever has a passkey is asked for it, unless a second
   * factor was shown; whoever has none gets a session that opens only what sets one up.
   * @param host the host that the request was sent to, with its port
   */
  async execute(em: EntityManager, staff: Staff, beginning: SessionBeginning, host: string): Promise<Admission> {
    if (!beginning.secondFactorShown && !this.config.demo) {
      const whom = { staffId: staff.id, purpose: 'sign-in', sessionId: null } as const;
      const asked = await this.check.ask(em, whom, host);
      if (asked) return { asked };
    }
    return { signedIn: await this.startSession.execute(em, staff, beginning) };
  }
}
