import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { secondFactorRequired } from '../refusals.js';
import type { SignedIn } from '../sessions/start-session.js';
import { AdmitPerson, type Admission } from '../sign-in/admit-person.js';
import type { SignInPlace } from '../sign-in/complete-sign-in.js';
import { linkedPerson } from './confirmed-link.js';
import { openIdRefused } from './openid-refused.js';
import { OpenIdTransactions } from './openid-transactions.js';
import { SignInSecret } from './sign-in-secret.js';

/** The provider has answered for a person, who is now asked for their second factor here. */
@Injectable()
export class ResumeOpenIdSignIn {
  constructor(
    private readonly database: Database,
    private readonly transactions: OpenIdTransactions,
    private readonly admitPerson: AdmitPerson,
  ) {}

  /**
   * Asks once: what the browser holds is used up, and the challenge takes its place.
   * @returns a session where the person has no factor to show any more, which opens only what sets one up
   * @throws DomainError `second-factor-required` with what is to be shown, `openid-refused`
   */
  async execute(cookie: string | undefined, place: SignInPlace): Promise<SignedIn> {
    const secret = SignInSecret.parse(cookie);
    const id = secret && (await this.transactions.take(secret))?.externalIdentityId;
    const admission = id ? await this.database.transaction(em => this.#admit(em, id, place)) : null;
    if (!admission) throw openIdRefused();
    if (admission.asked) throw secondFactorRequired(admission.asked);
    return admission.signedIn;
  }

  async #admit(em: EntityManager, id: string, { address, host }: SignInPlace): Promise<Admission | null> {
    const linked = await linkedPerson(em, { id });
    if (!linked) return null;
    const credential = await em.findOne(Credential, { staffId: linked.staff.id });
    const mustChangePassword = credential?.mustChange ?? false;
    const beginning = { way: 'openid', mustChangePassword, secondFactorShown: false, address } as const;
    return this.admitPerson.execute(em, linked.staff, beginning, host);
  }
}
