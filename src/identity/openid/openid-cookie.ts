import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { TRANSACTION_MS } from './openid-transactions.js';

const NAME = 'tallenne_openid';
const PATH = '/api/v1/sessions/openid';

/**
 * The cookie that ties a sign-in at the provider to the browser that began it. `Lax`, not `Strict`: it must come along when
 * the provider sends the browser back.
 */
@Injectable()
export class OpenIdCookie {
  readonly #secure: boolean;

  constructor(config: Config) {
    this.#secure = config.publicOrigin?.startsWith('https:') ?? false;
  }

  of(request: FastifyRequest): string | undefined {
    return request.cookies[NAME];
  }

  set(reply: FastifyReply, secret: string): void {
    reply.setCookie(NAME, secret, { ...this.#options(), maxAge: TRANSACTION_MS / 1000 });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(NAME, this.#options());
  }

  #options() {
    return { path: PATH, httpOnly: true, sameSite: 'lax', secure: this.#secure } as const;
  }
}
