import { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../../kernel/errors.js';
import { Config } from '../../config/index.js';
import type { RequestInHand, Requester } from '../requester.js';
import { addressGroup } from './address-group.js';
import { LimitHits, type Limit } from './limit-hits.js';

const WINDOW_SECONDS = 60;

type Counted = Extract<Limit, 'person' | 'machine' | 'address'>;

/** A request too many. */
export class TooManyRequests extends DomainError {
  constructor(
    retryAfterSeconds: number,
    /** Whether it is the first one that was refused in its minute. */
    readonly isFirst: boolean,
  ) {
    super('throttled', 'too-many-requests', 'These are too many requests at once.', { retryAfterSeconds });
  }
}

/** Counts the requests of each asker in the minute that began with their first one. Each instance counts for itself. */
@Injectable()
export class RequestLimits {
  readonly #counts: Readonly<Record<Counted, RateLimiterMemory>>;

  constructor(
    { limits: { perMinute } }: Config,
    private readonly hits: LimitHits,
  ) {
    const counting = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
    this.#counts = {
      person: counting(perMinute.person),
      machine: counting(perMinute.machine),
      address: counting(perMinute.address),
    };
  }

  /** Before anything else is looked at. @throws TooManyRequests */
  async countAddress(request: RequestInHand): Promise<void> {
    if (isOfTheHouse(request)) return;
    await this.#count('address', addressGroup(request.ip));
  }

  /**
   * Once it is known who asks. A machine's request is taken off its address again: many people may share the address of a
   * telephone system, and deliveries must not depend on what they do. @throws TooManyRequests
   */
  async countRequester(request: RequestInHand, { kind, id }: Requester): Promise<void> {
    if (isOfTheHouse(request)) return;
    if (kind === 'service') await this.#counts.address.reward(addressGroup(request.ip));
    await this.#count(kind === 'service' ? 'machine' : 'person', id);
  }

  async #count(limit: Counted, key: string): Promise<void> {
    try {
      await this.#counts[limit].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.hits.note(limit);
      const isFirst = refusal.consumedPoints === this.#counts[limit].points + 1;
      throw new TooManyRequests(Math.max(Math.ceil(refusal.msBeforeNext / 1000), 1), isFirst);
    }
  }
}

/** What comes without a connection is our own: the demo lets its past happen that way. */
function isOfTheHouse({ raw }: RequestInHand): boolean {
  return !(raw.socket instanceof Socket);
}
