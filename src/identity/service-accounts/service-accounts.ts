import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { hashToken } from '../opaque-token.js';
import { endOfLastDay } from './expiry.js';
import { serviceAccountViewOf } from './service-account-view.js';
import { ServiceAccount, type ServiceAccountRole } from './service-account.entity.js';
import type { NewServiceTokenBody, ServiceAccountView } from './service-accounts.schemas.js';
import { newServiceToken } from './service-token.js';
import { ServiceToken } from './service-token.entity.js';
import { endAfterOverlap } from './token-use.js';

export interface NewServiceAccount {
  readonly name: string;
  /** `ingest` where it is left out. */
  readonly role?: ServiceAccountRole;
  /** CIDR; from anywhere where it is left out or empty. */
  readonly networks?: readonly string[];
  /** The last day on which the token works, `YYYY-MM-DD`, Europe/Helsinki. */
  readonly expiresOn: string;
}

/** An account with a token of it that is shown this once. */
export interface ShownToken {
  readonly account: ServiceAccountView;
  readonly token: string;
}

/** Machines: made, listed, given new tokens and revoked by people. */
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
  async create(draft: NewServiceAccount, actor: Actor): Promise<ShownToken> {
    const token = newServiceToken();
    const account = await this.database.transaction(em => this.#create(em, draft, token, actor));
    return { account, token };
  }

  /** All of them, the newest first. */
  async list(): Promise<ServiceAccountView[]> {
    const em = this.database.entities();
    const tokens = Map.groupBy(await em.find(ServiceToken, {}, { orderBy: { id: 'desc' } }), token => token.accountId);
    const accounts = await em.find(ServiceAccount, {}, { orderBy: { id: 'desc' } });
    return accounts.map(account => serviceAccountViewOf(account, tokens.get(account.id) ?? [], this.clock.now()));
  }

  /**
   * A further token, returned this once; those before it end with the overlap, or at once where it is 0.
   * @throws DomainError `not-found`, `account-revoked`, `expiry-out-of-range`, `invalid-day`
   */
  async rotate(id: string, wanted: NewServiceTokenBody, actor: Actor): Promise<ShownToken> {
    const token = newServiceToken();
    const account = await this.database.transaction(em => this.#rotate(em, id, wanted, token, actor));
    return { account, token };
  }

  /**
   * Refused from the next request on, whatever token is used. Revoking what is revoked already changes nothing.
   * @throws DomainError `not-found`
   */
  async revoke(id: string, reason: string, actor: Actor): Promise<ServiceAccountView> {
    return this.database.transaction(async em => {
      const account = await locked(em, id);
      if (!account.revokedAt) {
        account.revokedAt = this.clock.now();
        await em.nativeUpdate(ServiceToken, { accountId: id, revokedAt: null }, { revokedAt: account.revokedAt });
        const object = { kind: 'service-account', id };
        await this.trail.record(em, { action: 'service-account.revoked', actor, object, texts: { reason } });
      }
      return this.#view(em, account);
    });
  }

  async #create(em: EntityManager, draft: NewServiceAccount, token: string, actor: Actor): Promise<ServiceAccountView> {
    const createdAt = this.clock.now();
    const { name, role = 'ingest', networks = [], expiresOn } = draft;
    const expiresAt = endOfLastDay(expiresOn, createdAt);
    const row = { id: newId(createdAt), name, role, networks: [...networks], createdAt };
    const account = em.create(ServiceAccount, { ...row, createdBy: actor.id ?? NOBODY });
    await insert(em, account);
    this.#addToken(em, account.id, token, expiresAt, actor);
    const facts = { role, networks: row.networks, expiresAt: expiresAt.toISOString() };
    const object = { kind: 'service-account', id: account.id };
    await this.trail.record(em, { action: 'service-account.created', actor, object, facts });
    return this.#view(em, account);
  }

  async #rotate(
    em: EntityManager,
    id: string,
    { expiresOn, overlapHours }: NewServiceTokenBody,
    token: string,
    actor: Actor,
  ): Promise<ServiceAccountView> {
    const now = this.clock.now();
    const expiresAt = endOfLastDay(expiresOn, now);
    const account = await locked(em, id);
    if (account.revokedAt) throw revoked();
    for (const old of await em.find(ServiceToken, { accountId: id, revokedAt: null, expiresAt: { $gt: now } })) {
      if (overlapHours === 0) old.revokedAt = now;
      else old.expiresAt = endAfterOverlap(old.expiresAt, now, overlapHours);
    }
    this.#addToken(em, id, token, expiresAt, actor);
    const facts = { expiresAt: expiresAt.toISOString(), overlapHours };
    const object = { kind: 'service-account', id };
    await this.trail.record(em, { action: 'service-account.rotated', actor, object, facts });
    return this.#view(em, account);
  }

  #addToken(em: EntityManager, accountId: string, token: string, expiresAt: Date, actor: Actor): void {
    const createdAt = this.clock.now();
    const row = { id: newId(createdAt), accountId, tokenHash: hashToken(token), createdAt, expiresAt };
    em.persist(em.create(ServiceToken, { ...row, createdBy: actor.id ?? NOBODY }));
  }

  async #view(em: EntityManager, account: ServiceAccount): Promise<ServiceAccountView> {
    await em.flush();
    const tokens = await em.find(ServiceToken, { accountId: account.id }, { orderBy: { id: 'desc' }, refresh: true });
    return serviceAccountViewOf(account, tokens, this.clock.now());
  }
}

async function locked(em: EntityManager, id: string): Promise<ServiceAccount> {
  const account = await em.findOne(ServiceAccount, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!account) throw notFound();
  return account;
}

async function insert(em: EntityManager, account: ServiceAccount): Promise<void> {
  try {
    await em.persist(account).flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw new DomainError('conflict', 'name-taken', 'Another service account has this name.', {}, { cause });
  }
}

function revoked(): DomainError {
  return new DomainError('conflict', 'account-revoked', 'This service account was revoked; make another one.');
}
