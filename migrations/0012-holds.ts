import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Recordings that somebody keeps longer for a reason, and what was said when somebody looked at that again. */
export class Holds extends Migration {
  override up(): void {
    this.#holds();
    this.#reviews();
    this.#rights();
  }

  #holds(): void {
    this.addSql(`create table "hold" (
      "id" uuid not null,
      "recording_id" uuid not null,
      "kind" text not null,
      "reference" text not null,
      "sealed_necessity" bytea null,
      "necessity_sha256" text not null,
      "requested_by" uuid not null,
      "requested_at" timestamptz(3) not null,
      "provisional" boolean not null,
      "until_on" date not null,
      "wanted_until_on" date not null,
      "review_on" date not null,
      "state" text not null,
      "continues" uuid null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "ended_by" uuid null,
      "ended_at" timestamptz(3) null,
      "sealed_end_reason" bytea null,
      primary key ("id")
    )`);
    this.addSql(`create index "hold_newest" on "hold" ("requested_at", "id")`);
    this.addSql(`create index "hold_recording" on "hold" ("recording_id")`);
    this.addSql(`create index "hold_running" on "hold" ("until_on") where "state" in ('requested', 'active')`);
    this.addSql(`create unique index "hold_provisional_once" on "hold" ("recording_id") where "provisional" = true`);
    this.#check('kind', `"kind" in ('complaint', 'training', 'rights-request')`);
    this.#check('state', `"state" in ('requested', 'active', 'refused', 'lapsed', 'ended', 'released')`);
    this.#check('second_person', `"decided_by" <> "requested_by"`);
    this.#check('decided', `"state" <> 'active' or "kind" = 'rights-request' or "decided_by" is not null`);
    this.#check('until', `"until_on" <= "wanted_until_on"`);
    this.#check(
      'provisional_days',
      `"state" <> 'requested' or "until_on" <= (("requested_at" at time zone 'Europe/Helsinki')::date + 7)`,
    );
  }

  #reviews(): void {
    this.addSql(`create table "hold_review" (
      "id" uuid not null,
      "hold_id" uuid not null,
      "reviewed_by" uuid not null,
      "reviewed_at" timestamptz(3) not null,
      "next_review_on" date not null,
      "sealed_reason" bytea null,
      primary key ("id")
    )`);
    this.addSql(`comment on table "hold_review" is 'insert-only: goes with the rows of its hold'`);
    this.addSql(`create index "hold_review_hold" on "hold_review" ("hold_id")`);
  }

  #check(name: string, condition: string): void {
    this.addSql(`alter table "hold" add constraint "hold_${name}_check" check (${condition})`);
  }

  /** What was asked for stays as it was said; only what became of it is changed, and the purge takes all of it. */
  #rights(): void {
    const became = 'until_on, review_on, state, decided_by, decided_at, ended_by, ended_at, sealed_end_reason';
    this.addSql(grantToApplication(`select, insert, update (${became}), delete`, 'hold'));
    this.addSql(grantToApplication('select, insert, delete', 'hold_review'));
  }
}
