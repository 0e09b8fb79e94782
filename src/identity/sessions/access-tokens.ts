import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { Clock } from '../../kernel/clock.js';
import { ACCESS_TOKEN_MS } from './session-rules.js';

export const ISSUER = 'tallenne';
export const AUDIENCE = 'tallenne-api';
/** The one algorithm that is written and read; what a token says of itself is not asked. */
export const ALGORITHM = 'HS256';

/** `sub` is the staff id, `sid` the session id; times are whole seconds since 1970 (RFC 7519 §4.1). */
export const accessClaims = z.object({ sub: z.uuid(), sid: z.uuid(), iat: z.int(), exp: z.int() });

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes access tokens: JWT (RFC 7519) of 15 minutes by the injected clock. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  async issue(staffId: string, sessionId: string): Promise<AccessToken> {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const exp = iat + ACCESS_TOKEN_MS / 1000;
    const options = { issuer: ISSUER, audience: AUDIENCE, algorithm: ALGORITHM } as const;
    const token = await this.jwt.signAsync({ sub: staffId, sid: sessionId, iat, exp }, options);
    return { token, expiresAt: new Date(exp * 1000) };
  }
}
