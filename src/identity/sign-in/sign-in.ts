import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { UNMATCHABLE_HASH, verifyPassword } from '../passwords/password-hash.js';
import { secondFactorRequired, signInRefused } from '../refusals.js';
import { AdmitPerson, type Admission } from './admit-person.js';
import { CompleteSignIn, type SignInPlace } from './complete-sign-in.js';
import { SignInAttempts } from './sign-in-attempts.js';
import type { SignedIn } from '../sessions/start-session.js';
import { Staff } from '../staff/staff.entity.js';
import { normaliseUsername } from '../staff/username.js';

export interface SignInDraft {
  readonly username: string;
  readonly password: string;
  /** A recovery code, for who shows both at once. */
  readonly code?: string | undefined;
}

/** A named person signs in with a user name and a password of their own, and with the second factor that they have. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly attempts: SignInAttempts,
    private readonly admitPerson: AdmitPerson,
    private readonly completeSignIn: CompleteSignIn,
  ) {}

  /**
   * The answer and the time it takes are the same for an unknown name, a wrong password and a person who may not sign in;
   * the log knows the difference.
   * @throws DomainError `sign-in-refused`, `sign-in-throttled`, `sign-in-busy`; `second-factor-required` with what is asked for,
   *   `second-factor-refused` for a wrong code
   */
  async execute(draft: SignInDraft, place: SignInPlace): Promise<SignedIn> {
    const username = normaliseUsername(draft.username);
    const by = { username, address: place.address };
    const admission = await this.attempts.run(by, () => this.#attempt(username, draft.password, place));
    if (!admission) throw signInRefused();
    if (admission.signedIn) return admission.signedIn;
    if (draft.code === undefined) throw secondFactorRequired(admission.asked);
    return this.completeSignIn.execute({ challenge: admission.asked.challenge, code: draft.code }, place);
  }

  async #attempt(username: string, password: string, place: SignInPlace): Promise<Admission | null> {
    const [person] = await this.database.query<PersonRow>(PERSON, [username]);
    const right = await verifyPassword(person?.password_hash ?? UNMATCHABLE_HASH, password);
    const reason = reasonToRefuse(person, right);
    if (person && !reason) {
      const admission = await this.database.transaction(em => this.#admit(em, person, place));
      if (admission) return admission;
    }
    await this.#recordRefusal(username, person, reason ?? 'changed-meanwhile', place.address);
    return null;
  }

  /** Null when the person was deactivated, or the password changed, since it was looked at. */
  async #admit(em: EntityManager, person: PersonRow, { address, host }: SignInPlace): Promise<Admission | null> {
    const lock = { lockMode: LockMode.PESSIMISTIC_READ } as const;
    const staff = await em.findOne(Staff, { id: person.id, status: 'active' }, lock);
    const credential = await em.findOne(Credential, { staffId: person.id });
    if (!staff || credential?.passwordHash !== person.password_hash) return null;
    const mustChangePassword = credential.mustChange;
    const beginning = { way: 'password', mustChangePassword, secondFactorShown: false, address } as const;
    return this.admitPerson.execute(em, staff, beginning, host);
  }

  /** People type passwords into the name field: of the name only a commitment is kept. */
  async #recordRefusal(
    username: string,
    person: PersonRow | undefined,
    reason: string,
    address: string,
  ): Promise<void> {
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    const concerns = person ? { concernsStaffId: person.id } : {};
    const searched = { username };
    await this.trail.recordAlone({
      action: 'session.refused',
      outcome: 'refused',
      actor,
      reason,
      searched,
      ...concerns,
    });
  }
}

function reasonToRefuse(person: PersonRow | undefined, right: boolean): string | null {
  if (!person) return 'unknown-name';
  if (person.password_hash === null) return 'not-enrolled';
  if (!right) return 'wrong-password';
  return person.status === 'active' ? null : 'deactivated';
}

interface PersonRow {
  readonly id: string;
  readonly status: string;
  readonly password_hash: string | null;
}

const PERSON: Statement = {
  name: 'identity-person-to-sign-in',
  text: `
    select st.id, st.status, c.password_hash
    from staff st left join credential c on c.staff_id = st.id
    where st.username = $1`,
};
