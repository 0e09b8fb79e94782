import { MikroORM, type Options } from '@mikro-orm/postgresql';
import pg from 'pg';

/** The start is refused: the application's role could change what it may only append to. */
export class UnsafeApplicationRole extends Error {}

/**
 * Brings the schema up to date as the owner, with the application's role known to the migrations.
 * @param orm options of a connection as the owner
 * @param applicationUrl names the role that gets rights on the tables
 */
export async function migrate(orm: Options, applicationUrl: string): Promise<void> {
  const role = roleOf(applicationUrl);
  const owner = await MikroORM.init({
    ...orm,
    pool: { min: 1, max: 1 },
    driverOptions: { options: `-c tallenne.application_role=${role} -c timezone=UTC` },
  });
  try {
    await owner.migrator.up();
  } finally {
    await owner.close(true);
  }
}

/**
 * Makes sure that the application's role owns no table and has no rights beyond its own (design §7).
 * @throws UnsafeApplicationRole with the one line for the operator
 */
export async function checkApplicationRole(applicationUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: applicationUrl });
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
