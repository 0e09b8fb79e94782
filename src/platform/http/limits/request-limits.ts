import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../../kernel/errors.js';
import { Config } from '../../config/index.js';
import type { RequestInHand, Requester } from '../requester.js';
import { addressGroup } from './address-group.js';
import { LimitHits, type Limit } from './limit-hits.js';

const WINDOW_SECONDS = 60;
/** More tokens of machines than any house has. */
const MOST_KNOWN_TOKENS = 1_000;

/** `claim`: what comes with a token of a machine that nobody has seen to be one, by its address. `token`: what comes with one that is. */
type Counted = Extract<Limit, 'person' | 'machine' | 'address'> | 'claim' | 'token';

/** What is told of a limit that was reached. */
const TOLD_AS: Readonly<Record<Counted, Limit>> = {
  ...{ person: 'person', machine: 'machine', address: 'address', claim: 'address', token: 'machine' },
};

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
  /** Digests of tokens with which machines were let in, the last one last. */
  readonly #known = new Set<string>();

  constructor(
    { limits: { perMinute } }: Config,
    private readonly hits: LimitHits,
  ) {
    const counting = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
    this.#counts = {
      person: counting(perMinute.person),
      machine: counting(perMinute.machine),
      address: counting(perMinute.address),
      claim: counting(perMinute.address),
      token: counting(2 * perMinute.machine), // the machine itself is refused before, by an event
    };
  }

  /**
   * Before anything else is looked at. Many people may share the address of a telephone system, and deliveries must not depend on what they do:
   * what comes with the token of a machine is counted apart from them, and what comes with one that was let in before, by the token.
   * @param token the token of a machine that the request says it comes from; null without one
   * @throws TooManyRequests
   */
  async countAddress(request: RequestInHand, token: string | null): Promise<void> {
    if (isOfTheHouse(request)) return;
    const digest = token === null ? null : digestOf(token);
    if (digest !== null && this.#known.has(digest)) await this.#count('token', digest);
    else await this.#count(digest === null ? 'address' : 'claim', addressGroup(request.ip));
  }

  /** Once it is known who asks. @param token as before; the machine's own by now @throws TooManyRequests */
  async countRequester(request: RequestInHand, { kind, id }: Requester, token: string | null): Promise<void> {
    if (isOfTheHouse(request)) return;
    if (kind === 'service' && token !== null) await this.#know(digestOf(token), addressGroup(request.ip));
    await this.#count(kind === 'service' ? 'machine' : 'person', id);
  }

  /** A machine's first request is taken off the claims of its address again. */
  async #know(digest: string, address: string): Promise<void> {
    if (!this.#known.delete(digest)) await this.#counts.claim.reward(address);
    this.#known.add(digest);
    const [oldest] = this.#known;
    if (this.#known.size > MOST_KNOWN_TOKENS && oldest !== undefined) this.#known.delete(oldest);
  }

  async #count(limit: Counted, key: string): Promise<void> {
    try {
      await this.#counts[limit].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.hits.note(TOLD_AS[limit]);
      const isFirst = refusal.consumedPoints === this.#counts[limit].points + 1;
      throw new TooManyRequests(Math.max(Math.ceil(refusal.msBeforeNext / 1000), 1), isFirst);
    }
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

/** What comes without a connection is our own: the demo lets its past happen that way. */
function isOfTheHouse({ raw }: RequestInHand): boolean {
  return !(raw.socket instanceof Socket);
}
