import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import type { AuthenticatedRequester } from '../authenticated-requester.js';
import { bearerTokenOf } from '../presented-credentials.js';
import { isUnattended } from '../sessions/unattended.js';
import { AuthenticateBearer } from './authenticate-bearer.js';

type Verified = (error: unknown, requester?: AuthenticatedRequester | null) => void;
/** What Passport's types and Fastify's have in common. */
type RequestHead = Pick<FastifyRequest, 'headers'>;
type Verify = (request: RequestHead, token: string, done: Verified) => void;

/** Takes any bearer token. Not `#verify`: Passport calls a strategy through an object made from it. */
class ProviderTokenBearer extends passport.Strategy {
  override readonly name = `provider-token-${randomUUID()}`;

  constructor(private readonly verify: Verify) {
    super();
  }

  override authenticate(request: RequestHead): void {
    const token = bearerTokenOf(request);
    if (token === null) {
      this.fail();
      return;
    }
    this.verify(request, token, (error, requester) => {
      if (error) this.error(error);
      else if (requester) this.success(requester);
      else this.fail();
    });
  }
}

/** A person by an access token of the identity provider, as bearer only. */
@Injectable()
export class ProviderTokenStrategy extends PassportStrategy(ProviderTokenBearer) {
  constructor(private readonly bearer: AuthenticateBearer) {
    super();
  }

  /** Null for a token that opens nothing here. */
  validate(request: FastifyRequest, token: string): Promise<AuthenticatedRequester | null> {
    return this.bearer.execute(token, { address: request.ip, isUse: !isUnattended(request) });
  }
}
