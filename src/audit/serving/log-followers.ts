import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { actorOf } from '../actor-of.js';
import { AuditTrail } from '../trail/audit-trail.js';

const HOUR = 'YYYY-MM-DDTHH'.length;

/** Following the log is one event a token and hour (design §4), or the log would grow by being read. */
@Injectable()
export class LogFollowers {
  #hour = '';
  readonly #noted = new Set<string>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Records that somebody follows, before they are served; again in the next hour. */
  async note(requester: Requester): Promise<void> {
    this.#begin(this.clock.now().toISOString().slice(0, HOUR));
    const token = requester.sessionId ?? requester.id;
    if (this.#noted.has(token)) return;
    await this.trail.recordAlone({ action: 'log.followed', actor: actorOf(requester) });
    this.#noted.add(token);
  }

  #begin(hour: string): void {
    if (hour !== this.#hour) this.#noted.clear();
    this.#hour = hour;
  }
}
