import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { passkeyRefused, secondFactorOff, signInAgain, stepUpRequired } from '../refusals.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Session } from '../sessions/session.entity.js';
import { Staff } from '../staff/staff.entity.js';
import { issueChallenge, useChallenge, type ChallengeFor } from './challenges.js';
import { registrationVerdict } from './freshness.js';
import { creationFor, verifyMade, type MadePasskey } from './passkey-ceremonies.js';
import { Passkey } from './passkey.entity.js';
import { relyingPartyOf, type RelyingParty } from './relying-party.js';
import type { NewPasskey, PasskeyCreation } from './second-factor.schemas.js';

/** More devices than anybody uses. */
const MOST_PASSKEYS = 20;

type Refusal = 'no-such-challenge' | 'not-verified' | 'known-already';

/** Who registers, as the rows stand; both are locked until the transaction ends. */
interface Registrant {
  readonly staff: Staff;
  readonly session: Session;
  readonly passkeys: readonly Passkey[];
}

/**
 * A person registers a passkey of their own. Nobody does it for another: it takes the person's session, and for the first one
 * a sign-in of a moment ago.
 */
@Injectable()
export class RegisterPasskey {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly endSessions: EndSessions,
  ) {}

  /**
   * What the browser is to be asked for.
   * @throws DomainError `step-up-required`, `sign-in-again`, `too-many-passkeys`, `second-factor-off`; `not-found` for a machine
   */
  ask(requester: Requester, host: string): Promise<PasskeyCreation> {
    return this.database.transaction(async em => {
      const { staff, passkeys } = await this.#registrant(em, requester);
      const challenge = await issueChallenge(em, whomOf(requester), this.clock.now());
      return creationFor({ challenge, party: this.#party(host) }, staff, passkeys);
    });
  }

  /**
   * The person's other sessions end; this one has its second factor from here on.
   * @throws DomainError as {@link ask}; `passkey-refused`, `second-factor-expired`
   */
  async execute(draft: NewPasskey, requester: Requester, host: string): Promise<Passkey> {
    const result = await this.database.transaction(em => this.#register(em, draft, requester, host));
    if (typeof result !== 'string') return result;
    await this.trail.recordAlone({
      action: 'second-factor.refused',
      outcome: 'refused',
      actor: actorOf(requester),
      reason: result,
      facts: { for: 'registration' },
    });
    throw passkeyRefused(result);
  }

  async #register(
    em: EntityManager,
    { challenge, name, passkey: answer }: NewPasskey,
    requester: Requester,
    host: string,
  ): Promise<Passkey | Refusal> {
    const registrant = await this.#registrant(em, requester);
    const made = await verifyMade({ challenge, party: this.#party(host) }, answer);
    if (made === 'not-verified') return made;
    if (await em.findOne(Passkey, { credentialId: made.credentialId })) return 'known-already';
    if (!(await useChallenge(em, challenge, whomOf(requester), this.clock.now()))) return 'no-such-challenge';
    return this.#keep(em, registrant, { ...made, name }, requester);
  }

  async #keep(
    em: EntityManager,
    { staff, session, passkeys }: Registrant,
    made: MadePasskey & { readonly name: string },
    requester: Requester,
  ): Promise<Passkey> {
    const now = this.clock.now();
    const passkey = em.create(Passkey, { ...made, id: newId(now), staffId: staff.id, createdAt: now });
    em.persist(passkey);
    const isFirst = passkeys.length === 0;
    // What the provider vouched for is as old as it is: a passkey that was made is none that was shown.
    if (isFirst) session.secondFactorAt ??= now;
    const actor = actorOf(requester);
    const { deviceType, backedUp } = made;
    await this.trail.record(em, {
      action: 'second-factor.registered',
      actor,
      object: { kind: 'passkey', id: passkey.id },
      facts: { deviceType, backedUp, isFirst },
    });
    await this.endSessions.ofStaff(em, staff.id, 'second-factor-changed', { actor, except: session.id });
    return passkey;
  }

  async #registrant(em: EntityManager, { id: staffId, sessionId }: Requester): Promise<Registrant> {
    if (this.config.demo) throw secondFactorOff();
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const staff = await em.findOne(Staff, { id: staffId, status: 'active' }, lock);
    const session = sessionId && (await em.findOne(Session, { id: sessionId, staffId, endedAt: null }, lock));
    if (!staff || !session) throw notFound();
    const passkeys = await em.find(Passkey, { staffId }, { orderBy: { id: 'asc' } });
    this.#check(session, passkeys.length);
    return { staff, session, passkeys };
  }

  #check({ startedAt, secondFactorAt, way }: Session, passkeys: number): void {
    const facts = { passkeys, way, sessionStartedAt: startedAt, secondFactorAt };
    const verdict = registrationVerdict(facts, this.clock.now());
    if (verdict === 'step-up') throw stepUpRequired();
    if (verdict === 'sign-in') throw signInAgain();
    if (passkeys >= MOST_PASSKEYS) {
      throw new DomainError('conflict', 'too-many-passkeys', 'You have so many passkeys already; remove one first.');
    }
  }

  #party(host: string): RelyingParty {
    return relyingPartyOf(this.config.publicOrigin, host);
  }
}

function whomOf({ id: staffId, sessionId }: Requester): ChallengeFor {
  return { staffId, sessionId, purpose: 'registration' };
}
