import { Migration } from '@mikro-orm/migrations';

/** Through which day the holds of a recording count, and by which retention rule its ordinary last day is. */
export class HeldThrough extends Migration {
  override up(): void {
    this.addSql(
      `alter table "recording" add column "held_through_on" date null, add column "rule_version" int not null default 1`,
    );
    this.addSql(
      `update "recording" set "held_through_on" = case when "hold_purposes" = '{}' then "ordinary_due_on" else "due_on" end`,
    );
    this.addSql(`alter table "recording" alter column "held_through_on" set not null`);
  }
}
