import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { addDays, helsinkiDay, parseDay, startOfDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { hashToken } from '../opaque-token.js';
import { ServiceAccount } from './service-account.entity.js';
import { newServiceToken } from './service-token.js';
import { SEEN_EVERY_MS } from '../sessions/session-rules.js';

/** Longest life of a token: a forgotten machine does not keep its key for ever. */
const LONGEST_DAYS = 731;

export interface NewServiceAccount {
  readonly name: string;
  /** The last day on which the token works, `YYYY-MM-DD`, Europe/Helsinki. */
  readonly expiresOn: string;
}

/** Machines that deliver recordings: made, listed and revoked by people, known again by their tokens. */
@Injectable()
export class ServiceAccounts {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an account and its token, which is returned this once.
   * @throws DomainError `expiry-out-of-range`, `name-taken`, `invalid-day`
   */
  async create(draft: NewServiceAccount, actor: Actor): Promise<{ account: ServiceAccount; token: string }> {
    const token = newServiceToken();
    const account = await this.database.transaction(em => this.#create(em, draft, hashToken(token), actor));
    return { account, token };
  }

  /** All of them, the newest first. */
  list(): Promise<ServiceAccount[]> {
    return this.database.entities().find(ServiceAccount, {}, { orderBy: { id: 'desc' } });
  }

  /**
   * Refused from the next request on. Revoking what is revoked already changes nothing.
   * @throws DomainError `not-found`
   */
  async revoke(id: string, reason: string, actor: Actor): Promise<ServiceAccount> {
    return this.database.transaction(async em => {
      const account = await em.findOne(ServiceAccount, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!account) throw notFound();
      if (account.revokedAt) return account;
      account.revokedAt = this.clock.now();
      const object = { kind: 'service-account', id };
      await this.trail.record(em, { action: 'service-account.revoked', actor, object, texts: { reason } });
      return account;
    });
  }

  /** The id of the account that `token` belongs to; null when there is none that works. Writes its use once a minute. */
  async authenticate(token: string): Promise<string | null> {
    const now = this.clock.now();
    const [row] = await this.database.query<CheckRow>(CHECK, [hashToken(token), now]);
    if (!row) return null;
    const usedBefore = new Date(now.getTime() - SEEN_EVERY_MS);
    if (row.last_used_at === null || row.last_used_at <= usedBefore) {
      await this.database.query(USED, [row.id, now, usedBefore]);
    }
    return row.id;
  }

  async #create(em: EntityManager, draft: NewServiceAccount, tokenHash: string, actor: Actor): Promise<ServiceAccount> {
    const createdAt = this.clock.now();
    const expiresAt = endOf(draft.expiresOn, createdAt);
    const row = { id: newId(createdAt), name: draft.name, role: 'ingest', tokenHash, expiresAt, createdAt } as const;
    const account = em.create(ServiceAccount, { ...row, createdBy: actor.id ?? NOBODY });
    await insert(em, account);
    const facts = { role: account.role, expiresAt: expiresAt.toISOString() };
    const object = { kind: 'service-account', id: account.id };
    await this.trail.record(em, { action: 'service-account.created', actor, object, facts });
    return account;
  }
}

function endOf(expiresOn: string, now: Date): Date {
  const day = parseDay(expiresOn);
  const today = helsinkiDay(now);
  if (day >= today && day <= addDays(today, LONGEST_DAYS)) return startOfDay(addDays(day, 1));
  throw new DomainError(
    'unprocessable',
    'expiry-out-of-range',
    'The last day must be from today on and at most two years away.',
  );
}

async function insert(em: EntityManager, account: ServiceAccount): Promise<void> {
  try {
    await em.persist(account).flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw new DomainError('conflict', 'name-taken', 'Another service account has this name.', {}, { cause });
  }
}

interface CheckRow {
  readonly id: string;
  readonly last_used_at: Date | null;
}

const CHECK: Statement = {
  name: 'identity-service-check',
  text: `
    select id, last_used_at from service_account
    where token_hash = $1 and revoked_at is null and expires_at > $2`,
};

const USED: Statement = {
  name: 'identity-service-used',
  text: 'update service_account set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)',
};
