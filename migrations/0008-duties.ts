import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Changes of duties and the access reviews that they open. */
export class Duties extends Migration {
  override up(): void {
    this.#staff();
    this.#changes();
    this.#reviews();
    this.#suspensions();
    this.#rights();
  }

  #staff(): void {
    this.addSql(`alter table "staff" add column "queue" text not null default '', add column "manager_id" uuid null`);
    this.addSql(`create index "staff_manager" on "staff" ("manager_id")`);
  }

  #changes(): void {
    this.addSql(`create table "duty_batch" (
      "id" uuid not null,
      "opened_at" timestamptz(3) not null,
      "entered_by" uuid not null,
      "decided_at" timestamptz(3) null,
      "decided_by" uuid null,
      "outcome" text null,
      "text_event_id" uuid null,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "duty_batch" add constraint "duty_batch_outcome_check" check ("outcome" in ('confirmed', 'discarded'))`,
    );
    this.addSql(`create index "duty_batch_newest" on "duty_batch" ("opened_at", "id")`);
    this.addSql(`create table "duty_change" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "fields" text[] not null,
      "unit" text not null,
      "title" text not null,
      "queue" text not null,
      "manager_id" uuid null,
      "effective_on" date not null,
      "opens" text null,
      "origin" text not null,
      "entered_at" timestamptz(3) not null,
      "entered_by" uuid not null,
      "text_event_id" uuid not null,
      "batch_id" uuid null,
      "held" boolean not null default false,
      "examined_at" timestamptz(3) null,
      "applied_at" timestamptz(3) null,
      "withdrawn_at" timestamptz(3) null,
      "withdrawn_by" uuid null,
      primary key ("id")
    )`);
    this.addSql(`create index "duty_change_staff" on "duty_change" ("staff_id", "entered_at", "id")`);
    this.addSql(
      `create index "duty_change_waiting" on "duty_change" ("effective_on") where applied_at is null and withdrawn_at is null`,
    );
    this.addSql(`create index "duty_change_entered" on "duty_change" ("entered_at")`);
    this.addSql(`create index "duty_change_batch" on "duty_change" ("batch_id")`);
    this.addSql(
      `alter table "duty_change" add constraint "duty_change_fields_check" check ("fields" <@ array['unit'::text, 'title'::text, 'queue'::text, 'managerId'::text])`,
    );
    this.addSql(
      `alter table "duty_change" add constraint "duty_change_opens_check" check ("opens" in ('duties', 'manager'))`,
    );
    this.addSql(
      `alter table "duty_change" add constraint "duty_change_origin_check" check ("origin" in ('entered', 'directory'))`,
    );
  }

  #reviews(): void {
    this.addSql(`create table "access_review" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "kind" text not null,
      "opened_at" timestamptz(3) not null,
      "effective_on" date not null,
      "suspend_on" date not null,
      "escalate_on" date not null,
      "revoke_on" date not null,
      "duty_change_id" uuid null,
      "reviewer_id" uuid not null,
      "deputy_ids" text[] not null default '{}',
      "escalated_at" timestamptz(3) null,
      "suspended_at" timestamptz(3) null,
      "closed_at" timestamptz(3) null,
      "outcome" text null,
      primary key ("id")
    )`);
    this.addSql(`create index "access_review_newest" on "access_review" ("opened_at", "id")`);
    this.addSql(`create index "access_review_staff" on "access_review" ("staff_id", "closed_at")`);
    this.addSql(`create index "access_review_open" on "access_review" ("suspend_on") where closed_at is null`);
    this.addSql(`alter table "access_review" add constraint "access_review_change" unique ("duty_change_id")`);
    this.addSql(
      `alter table "access_review" add constraint "access_review_kind_check" check ("kind" in ('duties', 'manager', 'recertification', 'recovery'))`,
    );
    this.addSql(
      `alter table "access_review" add constraint "access_review_outcome_check" check ("outcome" in ('decided', 'overdue', 'lapsed', 'withdrawn', 'deactivated'))`,
    );
    this.addSql(`create table "access_review_item" (
      "review_id" uuid not null,
      "grant_id" uuid not null,
      "decision" text null,
      "decided_at" timestamptz(3) null,
      "decided_by" uuid null,
      "text_event_id" uuid null,
      "replacement_id" uuid null,
      primary key ("review_id", "grant_id")
    )`);
    this.addSql(
      `alter table "access_review_item" add constraint "access_review_item_decision_check" check ("decision" in ('keep', 'narrow', 'revoke', 'lapsed'))`,
    );
    this.addSql(
      `create index "access_review_item_undecided" on "access_review_item" ("grant_id") where decision is null`,
    );
  }

  #suspensions(): void {
    this.addSql(`create table "grant_suspension" (
      "id" uuid not null,
      "grant_id" uuid not null,
      "review_id" uuid null,
      "because" text not null,
      "suspended_at" timestamptz(3) not null,
      "lifted_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "grant_suspension_open" on "grant_suspension" ("grant_id") where lifted_at is null`);
    this.addSql(`create index "grant_suspension_review" on "grant_suspension" ("review_id")`);
  }

  /** What was entered, examined and decided stays as it was said; only what happens to it later is written beside. */
  #rights(): void {
    const decided = 'decided_at, decided_by, outcome, text_event_id';
    this.addSql(grantToApplication(`select, insert, update (${decided})`, 'duty_batch'));
    const later = 'effective_on, batch_id, held, examined_at, applied_at, withdrawn_at, withdrawn_by';
    this.addSql(grantToApplication(`select, insert, update (${later})`, 'duty_change'));
    const named = 'reviewer_id, deputy_ids, escalated_at, suspended_at, closed_at, outcome';
    this.addSql(grantToApplication(`select, insert, update (${named})`, 'access_review'));
    const judged = 'decision, decided_at, decided_by, text_event_id, replacement_id';
    this.addSql(grantToApplication(`select, insert, update (${judged})`, 'access_review_item'));
    this.addSql(grantToApplication('select, insert, update (review_id, lifted_at)', 'grant_suspension'));
  }
}
