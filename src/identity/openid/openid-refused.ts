import { DomainError } from '../../kernel/errors.js';

/** Why a sign-in through the identity provider, or a token of the provider, was refused; the log's word for it. */
export const OPENID_REFUSALS = [
  'openid-no-cookie',
  'openid-wrong-state',
  'openid-used-up',
  'openid-cancelled',
  'openid-provider-refused',
  'openid-provider-away',
  'openid-code-refused',
  'openid-wrong-issuer',
  'openid-wrong-audience',
  'openid-wrong-nonce',
  'openid-expired',
  'openid-wrong-algorithm',
  'openid-unknown-key',
  'openid-bad-signature',
  'openid-bad-token',
  'openid-no-access-token',
  'openid-no-second-factor',
  'openid-not-linked',
] as const;
export type OpenIdRefusal = (typeof OPENID_REFUSALS)[number];

/** What the caller is told; all that is not told apart here is alike to them. */
const TOLD: Partial<Readonly<Record<OpenIdRefusal, () => DomainError>>> = {
  'openid-cancelled': () =>
    new DomainError('unauthenticated', 'openid-cancelled', 'The sign-in was broken off at the identity provider.'),
  'openid-provider-away': providerAway,
  'openid-not-linked': () =>
    new DomainError(
      'unauthenticated',
      'identity-not-linked',
      'Nobody here is linked to this identity; an administrator links it.',
    ),
};

/** Refusals of a browser that no guess at a secret leads to: they must not lock a whole network out. */
const NO_GUESS: ReadonlySet<OpenIdRefusal> = new Set<OpenIdRefusal>([
  'openid-cancelled',
  'openid-provider-away',
  'openid-not-linked',
  'openid-wrong-audience',
  'openid-expired',
]);

/** A sign-in through the identity provider that is refused, with the log's reason. */
export class OpenIdRefused extends Error {
  override readonly name = 'OpenIdRefused';

  constructor(
    readonly reason: OpenIdRefusal,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }

  /** Whether it may have been a guess, which is counted. */
  get isGuess(): boolean {
    return !NO_GUESS.has(this.reason);
  }

  /** What the caller is told. */
  toDomainError(): DomainError {
    return TOLD[this.reason]?.() ?? openIdRefused();
  }
}

/** The one answer to whatever is not right about a sign-in through the identity provider. */
export function openIdRefused(): DomainError {
  return new DomainError('unauthenticated', 'openid-refused', 'The sign-in did not succeed; begin it anew.');
}

/** Without the provider nobody comes in that way; trying again later may help, signing in anew does not. */
export function providerAway(): DomainError {
  return new DomainError('unavailable', 'identity-provider-away', 'The identity provider does not answer; try later.');
}
