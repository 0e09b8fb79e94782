import { setTimeout as wait } from 'node:timers/promises';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import pg from 'pg';
import { connectionTo, wayTo } from './connection.js';
import { StartRefused } from './embedded-start-refused.js';
import { whyUnreachable } from './unreachable.js';

/** The start is refused: the application's role could change what it may only append to. */
export class UnsafeApplicationRole extends Error {}

/** Who is told of what a migration does. */
export interface MigrationNotices {
  /** Lines for the operator: what it waits for. */
  readonly onNotice?: (line: string) => void;
  /** The name of a migration that is committed now. */
  readonly onApplied?: (name: string) => void;
}

/** Whoever needs a table waits behind a change of it that waits; after so long the change steps back and lets them by. */
const LOCK_TIMEOUT_MS = 5_000;
const LOCK_ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Any number that only migrations of Tallenne use; locks of this kind belong to one database. */
const ADVISORY_LOCK = 7_426_001;
const LOOK_AGAIN_MS = 500;
const LOOKS = 1_200;

/**
 * Brings the schema up to date as the owner, with the application's role known to the migrations. Each migration is one
 * transaction: a crash leaves those that are done, and the next run goes on. Two runs at once do the work once.
 * @param orm options of a connection as the owner
 * @param applicationUrl names the role that gets rights on the tables
 * @throws StartRefused when a table stays in use, or another run does not end; UnsafeApplicationRole
 */
export async function migrate(
  orm: Options,
  applicationUrl: string,
  { onNotice = () => undefined, onApplied = () => undefined }: MigrationNotices = {},
): Promise<void> {
  const role = roleOf(applicationUrl);
  const client = await ownerClient(orm.clientUrl ?? '');
  try {
    await lockOutOthers(client, onNotice);
    await applyAll(orm, role, { onNotice, onApplied });
    // What a start without the owner reads: it must know whether the schema is current.
    await client.query(`grant select on mikro_orm_migrations to ${client.escapeIdentifier(role)}`);
  } finally {
    await client.end(); // its lock goes with it
  }
}

async function ownerClient(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionTo(ownerUrl), application_name: 'tallenne migrate', keepAlive: true });
  client.on('error', () => undefined); // the statement that comes next says so
  await client.connect().catch((cause: unknown) => {
    throw new StartRefused(`DATABASE_OWNER_URL: ${whyUnreachable(cause)}.`, { cause });
  });
  return client;
}

/** Asks again and again: a session that waited in a statement would hold a snapshot, for which `create index concurrently` waits. */
async function lockOutOthers(client: pg.Client, onNotice: (line: string) => void): Promise<void> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [ADVISORY_LOCK]);
    if (rows[0]?.ours === true) return;
    if (look === 1) onNotice('Another process changes the schema; this one waits for it.');
    await wait(LOOK_AGAIN_MS);
  }
  throw new StartRefused('Another process has been changing the schema for ten minutes: look at it, then try again.');
}

async function applyAll(orm: Options, role: string, notices: Required<MigrationNotices>): Promise<void> {
  const settings = [
    `tallenne.application_role=${role}`,
    `lock_timeout=${LOCK_TIMEOUT_MS}`,
    'synchronous_commit=on',
    'timezone=UTC',
  ];
  const owner = await MikroORM.init({
    ...orm,
    pool: { min: 1, max: 1 },
    driverOptions: {
      ...wayTo(orm.clientUrl ?? ''),
      options: settings.map(setting => `-c ${setting}`).join(' '),
    },
  });
  try {
    owner.migrator.on('migrated', ({ name }) => {
      notices.onApplied(name);
    });
    await untilUnlocked(() => owner.migrator.up(), notices.onNotice);
  } finally {
    await owner.close(true);
  }
}

async function untilUnlocked(work: () => Promise<unknown>, onNotice: (line: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (attempt === LOCK_ATTEMPTS) throw stillLocked(error);
      if (attempt === 1)
        onNotice('A table that changes is in use by a long transaction; trying again until it is free.');
      await wait(Math.min(LONGEST_PAUSE_MS, attempt * 500));
    }
  }
}

function isLockTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === LOCK_NOT_AVAILABLE) || isLockTimeout(error.cause);
}

function stillLocked(cause: unknown): StartRefused {
  const line =
    'The schema is not up to date yet: a long transaction keeps a table that changes. See pg_stat_activity for it, then try again.';
  return new StartRefused(line, { cause });
}

/**
 * Makes sure that the application's role owns no table and has no rights beyond its own (design §7).
 * @throws UnsafeApplicationRole with the one line for the operator
 */
export async function checkApplicationRole(applicationUrl: string): Promise<void> {
  const client = new pg.Client(connectionTo(applicationUrl));
  await client.connect();
  try {
    const { rows } = await client.query<{ superuser: boolean; owns: boolean }>(RIGHTS);
    if (rows[0]?.superuser !== false || rows[0].owns) throw unsafe();
  } finally {
    await client.end();
  }
}

const RIGHTS = `
  select rolsuper or rolbypassrls as superuser,
         exists (select from pg_class c where c.relname in ('audit_event', 'audit_leaf', 'audit_tile', 'audit_head', 'audit_retention')
                 and pg_has_role(current_user, c.relowner, 'member')) as owns
  from pg_roles where rolname = current_user`;

function roleOf(url: string): string {
  const role = decodeURIComponent(new URL(url).username);
  if (!/^[a-z_][a-z0-9_-]{0,62}$/.test(role)) {
    throw new UnsafeApplicationRole(
      'DATABASE_URL: the role must have a plain name in small letters, such as tallenne_app',
    );
  }
  return role;
}

function unsafe(): UnsafeApplicationRole {
  return new UnsafeApplicationRole(
    'DATABASE_URL: this role owns the audit log or is a superuser, so it could rewrite the log; give the server a role that owns nothing',
  );
}
