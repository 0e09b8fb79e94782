import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { signInThrottled } from '../refusals.js';
import { networkOf } from '../sign-in/network-of.js';
import { TokenKeys } from '../token-keys.js';
import { SignInSecret } from './sign-in-secret.js';

/** So long a person may take at the provider. */
export const TRANSACTION_MS = 10 * 60_000;
/** Sign-ins that one network may have under way at once: an office at eight in the morning, not a flood of rows. */
const MOST_OF_A_NETWORK = 500;
const RETRY_AFTER_S = 60;

/** A sign-in under way, as it was begun. */
export interface OpenIdTransactionFacts {
  readonly returnTo: string;
  /** The link that the provider has answered for; null while it has not. */
  readonly externalIdentityId: string | null;
}

/** Sign-ins that are under way at the provider: begun once, used up once, whatever instance is asked. */
@Injectable()
export class OpenIdTransactions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: TokenKeys,
  ) {}

  /**
   * Begins one; the secret is for the browser's cookie.
   * @throws DomainError `sign-in-throttled` when the network has too many under way
   */
  async begin(facts: OpenIdTransactionFacts, address: string): Promise<SignInSecret> {
    const secret = SignInSecret.create();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + TRANSACTION_MS);
    const network = createHmac('sha256', this.keys.throttle)
      .update(`openid/${networkOf(address)}`)
      .digest('base64url');
    const values = [secret.hash, network, facts.returnTo, expiresAt, facts.externalIdentityId, now, MOST_OF_A_NETWORK];
    const begun = await this.database.query(BEGIN, values);
    if (begun.length === 0) throw signInThrottled(RETRY_AFTER_S);
    return secret;
  }

  /** Uses up what was begun with `secret`; null when it was used before, or took too long. */
  async take(secret: SignInSecret): Promise<OpenIdTransactionFacts | null> {
    const [row] = await this.database.query<TransactionRow>(TAKE, [secret.hash]);
    return row && row.expires_at > this.clock.now() ? factsOf(row) : null;
  }
}

interface TransactionRow {
  readonly return_to: string;
  readonly external_identity_id: string | null;
  readonly expires_at: Date;
}

function factsOf({ return_to, external_identity_id }: TransactionRow): OpenIdTransactionFacts {
  return { returnTo: return_to, externalIdentityId: external_identity_id };
}

const BEGIN: Statement = {
  name: 'identity-openid-begin',
  text: `
    insert into openid_transaction (secret_hash, network, return_to, expires_at, external_identity_id)
    select $1, $2, $3, $4, $5
    where (select count(*) from openid_transaction where network = $2 and expires_at > $6) < $7
    returning secret_hash`,
};

const TAKE: Statement = {
  name: 'identity-openid-take',
  text: `
    delete from openid_transaction where secret_hash = $1
    returning return_to, external_identity_id, expires_at`,
};
