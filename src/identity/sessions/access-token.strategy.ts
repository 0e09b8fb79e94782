import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { Clock } from '../../kernel/clock.js';
import { accessClaims, ALGORITHM, AUDIENCE, ISSUER } from './access-tokens.js';
import type { AuthenticatedRequester } from '../authenticated-requester.js';
import { accessTokenOf } from '../presented-credentials.js';
import { SessionCheck } from './session-check.js';
import { TokenKeys } from '../token-keys.js';
import { isUnattended } from './unattended.js';

/** Passport's registry is one a process: a name of its own keeps two servers in one process (tests) apart. */
class JwtStrategy extends Strategy {
  override readonly name = `access-token-${randomUUID()}`;
}

/** A person by an access token, as bearer or as cookie. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(JwtStrategy) {
  constructor(
    keys: TokenKeys,
    private readonly clock: Clock,
    private readonly sessions: SessionCheck,
  ) {
    super({
      // jsonwebtoken takes a KeyObject, of which the types of passport-jwt do not know; of bytes it first tries, at each
      // request, whether they are a public key.
      secretOrKey: keys.accessTokenCheck as unknown as Buffer,
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      jwtFromRequest: accessTokenOf,
      ignoreExpiration: true, // it knows the machine's clock only; validate() asks ours
      passReqToCallback: true,
    });
  }

  /** Null for a token that has expired, or whose session or person has ended. The signature is checked by now. */
  async validate(request: FastifyRequest, payload: unknown): Promise<AuthenticatedRequester | null> {
    const claims = accessClaims.safeParse(payload);
    if (!claims.success || this.clock.now().getTime() >= claims.data.exp * 1000) return null;
    const { sub: id, sid: sessionId } = claims.data;
    const session = await this.sessions.check(sessionId, id, { isUse: !isUnattended(request) });
    return session && { kind: 'staff', id, sessionId, address: request.ip, ...session };
  }
}
