import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Studies of service levels (ADR 0021): marks by which a caller is known again, what is known of calls that nobody answered, daily figures. */
export class ServiceLevelStudies extends Migration {
  override up(): void {
    this.#callerMarks();
    this.#unanswered();
    this.#dailyFigures();
  }

  #callerMarks(): void {
    this.addSql(`create table "caller_mark" (
      "contact_id" uuid not null,
      "due_on" date not null,
      "value" bytea null,
      "before" bytea[] not null default '{}',
      "again" boolean null,
      primary key ("contact_id"),
      constraint "caller_mark_contact" foreign key ("contact_id") references "contact" ("id") on delete cascade
    )`);
    this.addSql(`create index "caller_mark_value" on "caller_mark" ("value")`);
    this.addSql(`create index "caller_mark_due_on" on "caller_mark" ("due_on")`);
    this.addSql(`create index "caller_mark_open" on "caller_mark" ("due_on", "contact_id") where value is not null`);
    this.addSql(grantToApplication('select, insert, update, delete', 'caller_mark'));
  }

  #unanswered(): void {
    this.addSql(`alter table "arrival" add column "direction" text not null default '',
      add column "unit" text not null default '', add column "linked_id" text not null default ''`);
    this.addSql(`create index "arrival_unanswered" on "arrival" ("started_at")
      where outcome = 'explained' and reason = 'not-answered'`);
  }

  /** No cell of fewer than five calls is kept, whoever writes it. */
  #dailyFigures(): void {
    this.addSql(`create table "study_day" (
      "day" date not null,
      "made_on" date not null,
      primary key ("day")
    )`);
    this.addSql(`create table "study_cell" (
      "day" date not null,
      "place" smallint not null,
      "queue" text not null,
      "unit" text not null,
      "hour" smallint null,
      "calls" int not null,
      "answered" int not null,
      "waited" int not null,
      "numbered" int not null,
      "repeated" int not null,
      "ticketed" int not null,
      "wait_buckets" smallint[] not null,
      "wait_counts" int[] not null,
      "talk_buckets" smallint[] not null,
      "talk_counts" int[] not null,
      primary key ("day", "place"),
      constraint "study_cell_day" foreign key ("day") references "study_day" ("day") on delete cascade,
      constraint "study_cell_not_small" check ("calls" >= 5)
    )`);
    this.addSql(grantToApplication('select, insert, update, delete', 'study_day'));
    this.addSql(grantToApplication('select, insert, delete', 'study_cell'));
  }
}
