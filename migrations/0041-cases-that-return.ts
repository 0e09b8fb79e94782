import { Migration } from '@mikro-orm/migrations';

/**
 * A case that comes back when a hold has ended has a clock of its own, and the first answer does not count for the second decision. What waits in the case
 * of a person is told by its own row, and no more by one column of the case. A recipient is told again of what was done since.
 */
export class CasesThatReturn extends Migration {
  override up(): void {
    this.addSql(
      `alter table "rights_case" add column "returned_on" date null, add column "first_answered_at" timestamptz(3) null`,
    );
    this.addSql(`update "rights_case" set "prepared_by" = '' where "kind" = 'data-subject'`);
    this.addSql(`alter table "rights_recipient_notice" drop constraint "rights_recipient_notice_one"`);
  }
}
