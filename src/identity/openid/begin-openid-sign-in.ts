import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { OpenIdProvider } from './openid-provider.js';
import { OpenIdRefused } from './openid-refused.js';
import { OpenIdTransactions } from './openid-transactions.js';
import type { BeginQuery } from './openid.schemas.js';
import { recordRefusal } from './record-refusal.js';
import { returnPathOf } from './return-path.js';

/** Where the browser goes, and the secret that it keeps meanwhile. */
export interface BegunSignIn {
  readonly location: string;
  readonly secret: string;
}

/** Sends a person to the identity provider. */
@Injectable()
export class BeginOpenIdSignIn {
  constructor(
    private readonly trail: AuditTrail,
    private readonly transactions: OpenIdTransactions,
    private readonly provider: OpenIdProvider,
  ) {}

  /**
   * A crash leaves a row that lapses by itself.
   * @param query the page that the person wanted; what leads elsewhere becomes the first page
   * @throws OpenIdRefused `openid-provider-away`, recorded; DomainError `not-found` where no provider is set,
   * `sign-in-throttled`
   */
  async execute({ returnTo, anew }: BeginQuery, address: string): Promise<BegunSignIn> {
    this.provider.assertSet();
    const begun = { returnTo: returnPathOf(returnTo), externalIdentityId: null };
    const secret = await this.transactions.begin(begun, address);
    try {
      const location = await this.provider.authorizationUrl(secret, { anew: anew === 'true' });
      return { location: location.href, secret: secret.value };
    } catch (error) {
      if (error instanceof OpenIdRefused) await recordRefusal(this.trail, error, 'browser', address);
      throw error;
    }
  }
}
