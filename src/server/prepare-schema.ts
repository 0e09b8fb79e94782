import { applyKeptMonths, checkKeptMonths } from '../audit/index.js';
import { MIGRATION_NAMES, ormOptions } from '../mikro-orm.config.js';
import type { Config } from '../platform/config/index.js';
import { checkSchema } from '../platform/database/check-schema.js';
import { checkApplicationRole, migrate, type MigrationNotices } from '../platform/database/migrate.js';

/** How a database is reached as either role; without the owner its schema can only be looked at. */
export interface RoleUrls {
  readonly applicationUrl: string;
  readonly ownerUrl: string | null;
}

/**
 * Makes sure that the schema is current and that the application's role cannot rewrite the log. The owner, where there is one,
 * brings the schema up to date first.
 * @throws StartRefused, UnsafeApplicationRole with one line for the operator
 */
export async function prepareSchema(
  { logKeptMonths }: Pick<Config, 'logKeptMonths'>,
  { applicationUrl, ownerUrl }: RoleUrls,
  notices: MigrationNotices,
): Promise<void> {
  if (ownerUrl !== null) {
    await migrate(ormOptions(ownerUrl, 1), applicationUrl, notices);
    await applyKeptMonths(ownerUrl, logKeptMonths);
  }
  // Of the application's database, even where the owner's address leads to another.
  await checkSchema(applicationUrl, MIGRATION_NAMES);
  await checkKeptMonths(applicationUrl, logKeptMonths);
  await checkApplicationRole(applicationUrl);
}
