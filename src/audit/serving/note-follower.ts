import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { RequestInHand, Requester } from '../../platform/http/index.js';
import { actorOf } from '../actor-of.js';
import { AuditTrail } from '../trail/audit-trail.js';

const HOUR = 'YYYY-MM-DDTHH'.length;

/**
 * Records that somebody follows the log, before they are served: one event a token and hour (design §4), or the log
 * would grow by being read.
 */
@Injectable()
export class NoteFollower implements NestInterceptor {
  #hour = '';
  readonly #noted = new Set<string>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { user } = context.switchToHttp().getRequest<RequestInHand>();
    if (!user) throw new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
    await this.#note(user);
    return next.handle();
  }

  async #note(requester: Requester): Promise<void> {
    const hour = this.#now();
    if (hour !== this.#hour) this.#noted.clear();
    this.#hour = hour;
    const token = requester.sessionId ?? requester.id;
    if (this.#noted.has(token)) return;
    await this.trail.recordAlone({ action: 'log.followed', actor: actorOf(requester) });
    // Who waited for it across the hour is noted for the new one when they ask again.
    if (hour === this.#now()) this.#noted.add(token);
  }

  #now(): string {
    return this.clock.now().toISOString().slice(0, HOUR);
  }
}
