import { Migration } from '@mikro-orm/migrations';

/** A certificate has its final day only when the key ring holds no traces of the key any more. */
export class FinalOn extends Migration {
  override up(): void {
    this.addSql(`alter table "deletion_certificate" alter column "final_on" drop not null`);
    this.addSql(`alter table "deletion_certificate" add column "traces_on" date null`);
    this.addSql(`update "deletion_certificate" set "traces_on" = case "reason"
      when 'due' then "due_on" else ("key_destroyed_at" at time zone 'Europe/Helsinki')::date end`);
    this.addSql(`alter table "deletion_certificate" alter column "traces_on" set not null`);
    // Nobody has asked the key ring about these; the next look does.
    this.addSql(`update "deletion_certificate" set "final_on" = null where "final_on" >= current_date`);
    this.addSql(
      `create index "deletion_certificate_not_final" on "deletion_certificate" ("traces_on", "key_destroyed_at") where final_on is null`,
    );
  }
}
