import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import type { AuthenticatedRequester } from '../authenticated-requester.js';
import { AuthenticateService } from './authenticate-service.js';
import { machineTokenOf } from './service-token.js';

type Verified = (error: unknown, requester?: AuthenticatedRequester | null) => void;
/** What Passport's types and Fastify's have in common. */
type RequestHead = Pick<FastifyRequest, 'headers'>;
type Verify = (request: RequestHead, token: string, done: Verified) => void;

/** Takes a bearer token with our prefix. Not `#verify`: Passport calls a strategy through an object made from it. */
class ServiceTokenBearer extends passport.Strategy {
  override readonly name = `service-token-${randomUUID()}`;

  constructor(private readonly verify: Verify) {
    super();
  }

  override authenticate(request: RequestHead): void {
    const token = machineTokenOf(request);
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

/** A machine by its opaque token, as bearer only. */
@Injectable()
export class ServiceTokenStrategy extends PassportStrategy(ServiceTokenBearer) {
  constructor(private readonly machines: AuthenticateService) {
    super();
  }

  /** Null for a token that nobody has, and alike for one that is over or used from elsewhere than it may. */
  async validate(request: FastifyRequest, token: string): Promise<AuthenticatedRequester | null> {
    const machine = await this.machines.execute(token, request.ip);
    if (machine === null) return null;
    return {
      kind: 'service',
      id: machine.id,
      serviceRole: machine.role,
      sessionId: null,
      accessEpoch: 0,
      address: request.ip,
      lacks: null,
      secondFactorAt: null,
    };
  }
}
