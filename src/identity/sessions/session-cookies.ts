import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { ACCESS_COOKIE, REFRESH_COOKIE } from '../presented-credentials.js';

const REFRESH_PATH = '/api/v1/sessions';

/** The browser's two cookies: out of scripts' reach, sent to this site only, gone with the browser's session. */
@Injectable()
export class SessionCookies {
  readonly #secure: boolean;

  constructor(config: Config) {
    this.#secure = config.publicOrigin?.startsWith('https:') ?? false;
  }

  /** Without `refreshToken` the browser keeps the one that it has. */
  set(reply: FastifyReply, tokens: { readonly accessToken: string; readonly refreshToken: string | null }): void {
    reply.setCookie(ACCESS_COOKIE, tokens.accessToken, this.#options('/'));
    if (tokens.refreshToken !== null) reply.setCookie(REFRESH_COOKIE, tokens.refreshToken, this.#options(REFRESH_PATH));
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(ACCESS_COOKIE, this.#options('/'));
    reply.clearCookie(REFRESH_COOKIE, this.#options(REFRESH_PATH));
  }

  #options(path: string) {
    return { path, httpOnly: true, sameSite: 'strict', secure: this.#secure } as const;
  }
}
