import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** The privacy notice by version, who processes for the controller, what announcements say, and where sources keep their own copies. */
export class Notice extends Migration {
  override up(): void {
    this.addSql(
      `alter table "source" add column "copy_place" text not null default '', add column "copy_country" text null`,
    );
    this.#announcementTexts();
    this.#noticeVersions();
    this.#processors();
  }

  #announcementTexts(): void {
    this.addSql(`create table "announcement_text" (
      "version" text not null,
      "language" text not null,
      "text" text not null,
      "settled_by" uuid not null,
      "settled_at" timestamptz(3) not null,
      primary key ("version", "language")
    )`);
    this.addSql(
      `comment on table "announcement_text" is 'insert-only: calls name the version that was heard, so that its words never change'`,
    );
    this.addSql(grantToApplication('select, insert', 'announcement_text'));
  }

  /** A snapshot is never changed: the application may write what was decided, and nothing else. */
  #noticeVersions(): void {
    this.addSql(`create table "notice_version" (
      "version" int not null,
      "state" text not null default 'proposed',
      "snapshot" text not null,
      "sha256" text not null,
      "proposed_by" uuid not null,
      "proposed_at" timestamptz(3) not null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      primary key ("version"),
      constraint "notice_version_state_check" check ("state" in ('proposed', 'published', 'discarded', 'overtaken')),
      constraint "notice_version_by_two" check ("decided_by" is null or "decided_by" <> "proposed_by"),
      constraint "notice_version_decided" check (("state" = 'published') <= ("decided_by" is not null and "decided_at" is not null))
    )`);
    this.addSql(
      `create unique index "notice_version_one_waits" on "notice_version" ("state") where "state" = 'proposed'`,
    );
    this.addSql(grantToApplication('select, insert, update ("state", "decided_by", "decided_at")', 'notice_version'));
  }

  #processors(): void {
    this.addSql(`create table "processor" (
      "id" uuid not null,
      "version" int not null,
      "name" text not null,
      "task" text not null,
      "country" text not null,
      "undertaking_reference" text not null,
      "undertaking_on" date not null,
      "sub_processors" jsonb not null,
      "ended" boolean not null default false,
      "changed_by" uuid not null,
      "changed_at" timestamptz(3) not null,
      primary key ("id", "version")
    )`);
    this.addSql(`comment on table "processor" is 'insert-only: each change is a version of its own'`);
    this.addSql(grantToApplication('select, insert', 'processor'));
  }
}
