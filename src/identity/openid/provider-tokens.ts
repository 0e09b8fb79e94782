import { Injectable } from '@nestjs/common';
import { decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { ISSUER as OUR_ISSUER } from '../sessions/access-tokens.js';
import { ABSOLUTE_LIMIT_MS } from '../sessions/session-rules.js';
import { OpenIdRefused } from './openid-refused.js';
import { ProviderKeys } from './provider-keys.js';
import { reasonOfToken } from './reason-of.js';
import { SIGNATURES, TOLERANCE_S } from './signatures.js';

const claims = z.looseObject({ iss: z.string(), sub: z.string().min(1), iat: z.number(), exp: z.number() });

/** What a token of the provider says once it has passed every check. Times are seconds since 1970 (RFC 7519 §4.1). */
export type AccessTokenClaims = z.output<typeof claims>;

/** Claims that ID tokens have and access tokens do not (OpenID Connect Core §2, §3.3.2.11). */
const OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash'] as const;

/** Access tokens of the identity provider as bearer tokens of this API (RFC 6750, RFC 9068). */
@Injectable()
export class ProviderTokens {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly keys: ProviderKeys,
  ) {}

  /** Whether `token` is one to be judged here: signed by somebody else than us. Nothing of it is believed yet. */
  concerns(token: string): boolean {
    if (this.#audience === null) return false;
    const issuer = issuerOf(token);
    return issuer !== undefined && issuer !== OUR_ISSUER;
  }

  /**
   * Checks signature, issuer, audience and times, and that it is an access token. One that is older than a session may get is
   * over, whatever it says itself.
   * @throws OpenIdRefused
   */
  async verify(token: string): Promise<AccessTokenClaims> {
    const [issuer, audience] = [this.config.openId?.issuer, this.#audience];
    if (issuer === undefined || audience === null) throw new OpenIdRefused('openid-bad-token');
    // Asked first: a stranger's token is no reason to fetch keys.
    if (issuerOf(token) !== issuer) throw new OpenIdRefused('openid-wrong-issuer');
    const currentDate = this.clock.now();
    const options = { issuer, audience, currentDate, clockTolerance: TOLERANCE_S, algorithms: [...SIGNATURES] };
    const { payload, typ } = await this.#verified(token, options);
    if (!isAccessToken(payload, typ)) throw new OpenIdRefused('openid-no-access-token');
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw new OpenIdRefused('openid-bad-token');
    if (currentDate.getTime() >= endOf(parsed.data).getTime()) throw new OpenIdRefused('openid-expired');
    return parsed.data;
  }

  get #audience(): string | null {
    return this.config.openId?.audience ?? null;
  }

  async #verified(token: string, options: Parameters<typeof jwtVerify>[2]) {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await this.keys.get(), options);
      return { payload, typ: protectedHeader.typ };
    } catch (cause) {
      if (cause instanceof OpenIdRefused) throw cause;
      throw new OpenIdRefused(reasonOfToken(cause), { cause });
    }
  }
}

/** When what a token opens ends in any case: with the token, or one working day after it was made. */
export function endOf({ iat, exp }: Pick<AccessTokenClaims, 'iat' | 'exp'>): Date {
  return new Date(Math.min(exp * 1000, iat * 1000 + ABSOLUTE_LIMIT_MS));
}

/** By its type (RFC 9068 §2.1), or for providers without that type by a scope and nothing that ID tokens have. */
function isAccessToken(payload: JWTPayload, typ: string | undefined): boolean {
  if (/^(application\/)?at\+jwt$/i.test(typ ?? '')) return true;
  const scope = payload.scope ?? payload.scp;
  return scope !== undefined && OF_ID_TOKENS.every(name => payload[name] === undefined);
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return undefined;
  }
}
