import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { SignedIn } from '../sessions/start-session.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.js';
import { OpenIdProvider } from './openid-provider.js';
import { OpenIdRefused } from './openid-refused.js';
import { OpenIdTransactions } from './openid-transactions.js';
import { recordRefusal } from './record-refusal.js';
import { SignInSecret } from './sign-in-secret.js';
import { StartLinkedSession } from './start-linked-session.js';

/** The answer of the provider, as the browser brought it. */
export interface OpenIdAnswer {
  /** The query of the callback, without `?`. */
  readonly query: string;
  /** The cookie of the browser that began; undefined where it has none. */
  readonly secret: string | undefined;
  readonly address: string;
}

/** Where the person goes now: signed in, or to show their second factor with a secret for the browser. */
export interface CompletedSignIn {
  readonly returnTo: string;
  readonly signedIn: SignedIn | null;
  readonly secondFactorSecret: string | null;
}

/** A person comes back from the identity provider. */
@Injectable()
export class CompleteOpenIdSignIn {
  constructor(
    private readonly trail: AuditTrail,
    private readonly attempts: SignInAttempts,
    private readonly transactions: OpenIdTransactions,
    private readonly provider: OpenIdProvider,
    private readonly startLinked: StartLinkedSession,
  ) {}

  /**
   * A crash after the transaction is used up leaves the person where they were: they begin anew.
   * @throws OpenIdRefused, recorded; DomainError `not-found` where no provider is set, `sign-in-throttled`
   */
  async execute(answer: OpenIdAnswer): Promise<CompletedSignIn> {
    this.provider.assertSet();
    await this.attempts.run({ address: answer.address }, () => Promise.resolve(true)); // refuses a blocked network
    try {
      return await this.#complete(answer);
    } catch (error) {
      if (error instanceof OpenIdRefused) await this.#refuse(error, answer.address);
      throw error;
    }
  }

  async #complete({ query, secret: cookie, address }: OpenIdAnswer): Promise<CompletedSignIn> {
    const secret = SignInSecret.parse(cookie);
    if (!secret) throw new OpenIdRefused('openid-no-cookie');
    // Before it is used up: an answer that somebody else slipped in must not end what this browser began.
    if (!secret.hasState(new URLSearchParams(query).get('state'))) throw new OpenIdRefused('openid-wrong-state');
    const begun = await this.transactions.take(secret);
    if (begun?.externalIdentityId !== null) throw new OpenIdRefused('openid-used-up');
    const start = await this.startLinked.execute(await this.provider.claimsOf(query, secret), address);
    const { returnTo } = begun;
    if ('signedIn' in start) return { returnTo, signedIn: start.signedIn, secondFactorSecret: null };
    const waiting = await this.transactions.begin({ returnTo, externalIdentityId: start.waitsWith }, address);
    return { returnTo, signedIn: null, secondFactorSecret: waiting.value };
  }

  async #refuse(refused: OpenIdRefused, address: string): Promise<void> {
    const record = () => recordRefusal(this.trail, refused, 'browser', address);
    if (refused.isGuess) await this.attempts.run({ address }, () => record().then(() => null));
    else await record();
  }
}
