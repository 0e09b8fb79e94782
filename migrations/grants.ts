/**
 * SQL that gives rights on `table` to the application's role, whose name the migrator has put into the session setting
 * `tallenne.application_role`.
 */
export function grantToApplication(rights: string, table: string): string {
  return `do $$ begin
    execute format('grant ${rights} on ${table} to %I', current_setting('tallenne.application_role'));
  end $$`;
}
