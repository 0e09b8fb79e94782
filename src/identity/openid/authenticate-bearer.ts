import { Injectable } from '@nestjs/common';
import type { AuthenticatedRequester } from '../authenticated-requester.js';
import { SessionCheck } from '../sessions/session-check.js';
import { BearerRefusals } from './bearer-refusals.js';
import { BearerSessions } from './bearer-sessions.js';
import { OpenIdRefused } from './openid-refused.js';
import { ProviderTokens } from './provider-tokens.js';

/** The request that a token came with. */
export interface BearerRequest {
  readonly address: string;
  /** Whether the person does something by it, so that the session is not idle. */
  readonly isUse: boolean;
}

/** Who bears an access token of the identity provider. */
@Injectable()
export class AuthenticateBearer {
  constructor(
    private readonly tokens: ProviderTokens,
    private readonly bearerSessions: BearerSessions,
    private readonly sessions: SessionCheck,
    private readonly refusals: BearerRefusals,
  ) {}

  /**
   * Null for a token that opens nothing, whatever the reason: the log knows it.
   * @throws DomainError `identity-provider-away` where the provider's keys cannot be had: asking again may help, another
   * token does not
   */
  async execute(token: string, { address, isUse }: BearerRequest): Promise<AuthenticatedRequester | null> {
    if (!this.tokens.concerns(token)) return null;
    try {
      const claims = await this.tokens.verify(token);
      const { sessionId, staffId: id } = await this.bearerSessions.of(token, claims, address);
      const session = await this.sessions.check(sessionId, id, { isUse });
      return session && { kind: 'staff', id, sessionId, address, ...session };
    } catch (error) {
      if (!(error instanceof OpenIdRefused)) throw error;
      await this.refusals.record(error, token, address);
      if (error.reason === 'openid-provider-away') throw error.toDomainError();
      return null;
    }
  }
}
