import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { FactorRefusal } from '../refusals.js';
import { TokenKeys } from '../token-keys.js';
import { issueChallenge, useChallenge, type ChallengeFor } from './challenges.js';
import { requestFor, verifyShown, wentBack } from './passkey-ceremonies.js';
import { Passkey } from './passkey.entity.js';
import { hashRecoveryCode } from './recovery-code.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { relyingPartyOf } from './relying-party.js';
import type { Assertion, AskedFactor, ShownFactor } from './second-factor.schemas.js';

/** A factor that is right: what it is for its event, and what its use leaves behind. */
interface Right {
  readonly object: { readonly kind: 'passkey' | 'recovery-code'; readonly id: string };
  readonly remaining?: number;
  use(): void;
}

/** A person is asked for a second factor, and shows one. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly keys: TokenKeys,
  ) {}

  /**
   * Asks, in the caller's transaction.
   * @param host the host that the request was sent to, with its port
   * @returns what is to be shown; null for a person who has nothing that could be
   */
  async ask(em: EntityManager, whom: ChallengeFor, host: string): Promise<AskedFactor | null> {
    const { staffId } = whom;
    const passkeys = await em.find(Passkey, { staffId }, { orderBy: { id: 'asc' } });
    if (passkeys.length === 0) return null;
    const codes = await em.count(RecoveryCode, { staffId, usedAt: null });
    const challenge = await issueChallenge(em, whom, this.clock.now());
    const party = relyingPartyOf(this.config.publicOrigin, host);
    const passkey = await requestFor({ challenge, party }, passkeys);
    return { challenge, methods: codes > 0 ? ['passkey', 'recovery-code'] : ['passkey'], passkey };
  }

  /**
   * Takes what is shown, in the caller's transaction, which holds the person's row locked: uses the challenge up, and a code
   * for good. What is refused changes nothing, so a mistyped code may be typed again.
   * @returns why it was refused; null when it passed
   */
  async show(
    em: EntityManager,
    whom: ChallengeFor,
    shown: ShownFactor,
    by: { readonly host: string; readonly actor: Actor },
  ): Promise<FactorRefusal | null> {
    const right = shown.passkey
      ? await this.#showPasskey(em, whom, { challenge: shown.challenge, passkey: shown.passkey }, by.host)
      : await this.#showCode(em, whom.staffId, shown.code ?? '');
    if (typeof right === 'string') return right;
    if (!(await useChallenge(em, shown.challenge, whom, this.clock.now()))) return 'no-such-challenge';
    right.use();
    const { object, remaining } = right;
    const facts = { method: object.kind, for: whom.purpose, ...(remaining === undefined ? {} : { remaining }) };
    await this.trail.record(em, { action: 'second-factor.passed', actor: by.actor, object, facts });
    return null;
  }

  async #showPasskey(
    em: EntityManager,
    { staffId }: ChallengeFor,
    { challenge, passkey: answer }: { readonly challenge: string; readonly passkey: Assertion },
    host: string,
  ): Promise<Right | FactorRefusal> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const passkey = await em.findOne(Passkey, { credentialId: answer.id, staffId }, lock);
    if (!passkey) return 'unknown-passkey';
    const party = relyingPartyOf(this.config.publicOrigin, host);
    const verified = await verifyShown({ challenge, party }, answer, passkey);
    if (verified === 'not-verified') return verified;
    if (wentBack(passkey.counter, verified.counter)) return 'counter-went-back';
    const use = () => void em.assign(passkey, { ...verified, lastUsedAt: this.clock.now() });
    return { object: { kind: 'passkey', id: passkey.id }, use };
  }

  async #showCode(em: EntityManager, staffId: string, typed: string): Promise<Right | FactorRefusal> {
    const codeHash = hashRecoveryCode(this.keys.recoveryCode, staffId, typed);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const code = await em.findOne(RecoveryCode, { staffId, codeHash, usedAt: null }, lock);
    if (!code) return 'wrong-code';
    const unused = await em.count(RecoveryCode, { staffId, usedAt: null });
    const use = () => void (code.usedAt = this.clock.now());
    return { object: { kind: 'recovery-code', id: code.id }, remaining: unused - 1, use };
  }
}
