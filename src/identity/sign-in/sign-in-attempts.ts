import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { asDate, Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { networkOf } from './network-of.js';
import { signInThrottled } from '../refusals.js';
import { afterFailure, NAME_POLICY, NETWORK_POLICY, secondsToWait, type ThrottlePolicy } from './throttle-policy.js';
import { TokenKeys } from '../token-keys.js';
import { Turnstile } from './turnstile.js';

/** Whom a failed attempt is counted against. */
export interface AttemptedBy {
  /** As {@link normaliseUsername} has it; left out where no name is given. */
  readonly username?: string;
  /** Id of the person whose second factor is shown: counted apart, so that a known password buys no guesses at it. */
  readonly secondFactorOf?: string;
  readonly address: string;
}

interface Count {
  readonly key: string;
  readonly policy: ThrottlePolicy;
}

/** Every guess at a secret that a person knows or holds passes here: few at a time, and fewer after failures. */
@Injectable()
export class SignInAttempts {
  readonly #turnstile = new Turnstile({ places: 2, longestQueue: 500 });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: TokenKeys,
  ) {}

  /**
   * Runs `attempt`, in which null means failed. A success clears the count of the name, not that of the network: one good
   * account must not buy guesses at the others. What is refused here was not examined and leaves no event.
   * @throws DomainError `sign-in-throttled` with `retryAfterSeconds`, `sign-in-busy`
   */
  run<T>(by: AttemptedBy, attempt: () => Promise<T | null>): Promise<T | null> {
    const person = this.#countsOfPerson(by);
    const counts = [...person, { key: this.#key('network', networkOf(by.address)), policy: NETWORK_POLICY }];
    return this.#turnstile.pass(async () => {
      await this.#refuseBlocked(counts);
      const result = await attempt();
      if (result === null) await this.#countFailure(counts);
      else for (const { key } of person) await this.database.query(FORGET, [key]);
      return result;
    });
  }

  #countsOfPerson({ username, secondFactorOf }: AttemptedBy): Count[] {
    const name = username === undefined ? [] : [this.#key('name', username)];
    const factor = secondFactorOf === undefined ? [] : [this.#key('second-factor', secondFactorOf)];
    return [...name, ...factor].map(key => ({ key, policy: NAME_POLICY }));
  }

  async #refuseBlocked(counts: readonly Count[]): Promise<void> {
    const rows = await this.database.query<{ blocked_until: Date }>(BLOCKS, [counts.map(({ key }) => key)]);
    const blocks = rows.map(row => ({ blockedUntil: row.blocked_until }));
    const retryAfterSeconds = secondsToWait(blocks, this.clock.now());
    if (retryAfterSeconds > 0) throw signInThrottled(retryAfterSeconds);
  }

  /** Names before networks in every transaction, so that two failures never wait for each other in a ring. */
  async #countFailure(counts: readonly Count[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async em => {
      for (const count of counts) await countOne(em, count, now);
    });
  }

  #key(kind: 'name' | 'second-factor' | 'network', value: string): string {
    return createHmac('sha256', this.keys.throttle).update(`${kind}/${value}`).digest('base64url');
  }
}

async function countOne(em: EntityManager, { key, policy }: Count, now: Date): Promise<void> {
  const [row] = await em.execute<[ThrottleRow]>(LOCK, [key, now, now]);
  const { failures, last_failed_at, blocked_until } = row;
  const state = { failures, lastFailedAt: asDate(last_failed_at), blockedUntil: asDate(blocked_until) };
  const next = afterFailure(policy, state, now);
  await em.execute(WRITE, [next.failures, next.lastFailedAt, next.blockedUntil, key]);
}

interface ThrottleRow {
  readonly failures: number;
  readonly last_failed_at: Date | string;
  readonly blocked_until: Date | string;
}

const BLOCKS: Statement = {
  name: 'identity-throttle-blocks',
  text: 'select blocked_until from sign_in_throttle where key = any($1::text[])',
};

const FORGET: Statement = { name: 'identity-throttle-forget', text: 'delete from sign_in_throttle where key = $1' };

/** Makes the row or takes the one that is there, and holds it locked either way. */
const LOCK = `
  insert into sign_in_throttle (key, failures, last_failed_at, blocked_until) values (?, 0, ?, ?)
  on conflict (key) do update set key = excluded.key
  returning failures, last_failed_at, blocked_until`;

const WRITE = 'update sign_in_throttle set failures = ?, last_failed_at = ?, blocked_until = ? where key = ?';
