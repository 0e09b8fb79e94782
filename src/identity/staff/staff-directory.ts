import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { CreateStaff } from './create-staff.js';
import { Credential } from '../passwords/credential.entity.js';
import { EndSessions, type EndingOptions } from '../sessions/end-sessions.js';
import { hashPassword } from '../passwords/password-hash.js';
import { newOneTimePassword } from '../passwords/one-time-password.js';
import type { SessionEnding } from '../sessions/session.entity.js';
import { Staff } from './staff.entity.js';
import type { NewStaff } from './staff.schemas.js';
import { normaliseUsername } from './username.js';

/** One way of saying which person took a call. */
export type AgentKey =
  { readonly username: string } | { readonly extension: string } | { readonly directoryId: string };

/** An active person, as the person sees themselves. */
export interface NamedPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly unit: string;
  readonly title: string;
  readonly mustChangePassword: boolean;
}

/** A person by name and unit. */
export interface NamedStaff {
  readonly id: string;
  readonly displayName: string;
  readonly unit: string;
  readonly active: boolean;
}

/** What upper floors may know and ask of the named people. */
@Injectable()
export class StaffDirectory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly createStaff: CreateStaff,
    private readonly sessions: EndSessions,
  ) {}

  /** Who took a call; also somebody who has been deactivated since. Null for nobody that is known. */
  async findAgent(key: AgentKey): Promise<{ id: string; displayName: string } | null> {
    const where = 'username' in key ? { username: normaliseUsername(key.username) } : key;
    const staff = await this.database.entities().findOne(Staff, where);
    return staff && { id: staff.id, displayName: staff.displayName };
  }

  /** An active person; null for anybody else. */
  async find(id: string): Promise<NamedPerson | null> {
    const em = this.database.entities();
    const staff = await em.findOne(Staff, { id, status: 'active' });
    if (!staff) return null;
    const credential = await em.findOne(Credential, { staffId: id });
    const { username, displayName, unit, title } = staff;
    return { id, username, displayName, unit, title, mustChangePassword: credential?.mustChange ?? false };
  }

  /**
   * Names by id, of active and deactivated people; ids that are nobody's are left out.
   * @param em of the caller's transaction, where one is open: it needs no second connection then
   */
  async names(ids: readonly string[], em = this.database.entities()): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)];
    const rows = wanted.length > 0 ? await em.find(Staff, { id: { $in: wanted } }) : [];
    return new Map(rows.map(({ id, displayName }) => [id, displayName]));
  }

  /** Everybody by name; also people who have left, since calls that they took are kept for a while. */
  async everybody(): Promise<readonly NamedStaff[]> {
    const orderBy = { displayName: 'asc', id: 'asc' } as const;
    const rows = await this.database.entities().find(Staff, {}, { orderBy });
    return rows.map(({ id, displayName, unit, status }) => ({ id, displayName, unit, active: status === 'active' }));
  }

  /** Whether there is any person at all. */
  async anybody(em: EntityManager): Promise<boolean> {
    return (await em.find(Staff, {}, { fields: ['id'], limit: 1 })).length > 0;
  }

  /**
   * Makes everything that is remembered of the person's rights out of date, in the transaction that changes them. Holds
   * the person's row locked until its end.
   * @throws DomainError `not-found`
   */
  async bumpAccessEpoch(em: EntityManager, staffId: string): Promise<void> {
    const rows = await em.execute<{ id: string }[]>(BUMP, [staffId]);
    if (rows.length === 0) throw notFound();
  }

  /** The same for everybody at once, where something changes for all. */
  async bumpAllAccessEpochs(em: EntityManager): Promise<void> {
    await em.execute('update staff set access_epoch = access_epoch + 1');
  }

  /** Whether the person is active, as the caller's transaction sees it; for good where it holds the person's row. */
  async isActive(em: EntityManager, staffId: string): Promise<boolean> {
    return (await em.execute<object[]>(ACTIVE, [staffId])).length > 0;
  }

  /** Ends all sessions of a person in the caller's transaction, with one event each. Returns how many. */
  endSessions(
    em: EntityManager,
    staffId: string,
    because: SessionEnding,
    options: EndingOptions = {},
  ): Promise<number> {
    return this.sessions.ofStaff(em, staffId, because, options);
  }

  /**
   * Names a person and gives them a random password that must be changed at once: the first administrator, whom nobody
   * can enrol. The password is returned this once.
   * @throws DomainError `staff-exists`
   */
  async createWithOneTimePassword(em: EntityManager, person: NewStaff): Promise<{ id: string; password: string }> {
    const password = newOneTimePassword();
    return { id: await this.#createWith(em, person, password, true), password };
  }

  /**
   * Names a person with a known password, in the demo alone: elsewhere nobody sets another's (design §5).
   * @throws DomainError `staff-exists`; an Error outside the demo
   */
  async createWithPassword(em: EntityManager, person: NewStaff, password: string): Promise<{ id: string }> {
    if (!this.config.demo) throw new Error('Known passwords belong to the demo alone.');
    return { id: await this.#createWith(em, person, password, false) };
  }

  async #createWith(em: EntityManager, person: NewStaff, password: string, mustChange: boolean): Promise<string> {
    const { id } = await this.createStaff.execute(em, person, THE_SYSTEM);
    const passwordHash = await hashPassword(password);
    await em.insert(Credential, { staffId: id, passwordHash, mustChange, changedAt: this.clock.now() });
    return id;
  }
}

const BUMP = 'update staff set access_epoch = access_epoch + 1 where id = ? returning id';
const ACTIVE = `select 1 from staff where id = ? and status = 'active'`;
