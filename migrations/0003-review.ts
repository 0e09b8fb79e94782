import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** The review work of auditors: rounds, findings, complaint cases, and indexes for their questions to the log. */
export class Review extends Migration {
  override up(): void {
    this.#questions();
    this.#rounds();
    this.#findings();
    this.#complaintCases();
    this.#rights();
  }

  #questions(): void {
    this.addSql(
      `create index "audit_event_contact" on "audit_event" ("contact_id", "recorded_at", "id") where contact_id is not null`,
    );
  }

  #rounds(): void {
    this.addSql(`create table "review_round" (
      "id" uuid not null,
      "from_on" date not null,
      "to_on" date not null,
      "sample_size" int not null,
      "tree_size" bigint not null,
      "root" bytea not null,
      "checkpoint" text not null,
      "seed" text not null,
      "opened_at" timestamptz(3) not null,
      "opened_by" uuid not null,
      "closed_at" timestamptz(3) null,
      "closed_by" uuid null,
      primary key ("id")
    )`);
    this.addSql(`create index "review_round_newest" on "review_round" ("opened_at", "id")`);
    this.addSql(`create table "review_item" (
      "round_id" uuid not null,
      "event_id" uuid not null,
      "recorded_at" timestamptz(3) not null,
      "why" jsonb not null,
      primary key ("round_id", "event_id")
    )`);
    this.addSql(`comment on table "review_item" is 'insert-only: what a round looks at'`);
    this.addSql(`create index "review_item_newest" on "review_item" ("round_id", "recorded_at", "event_id")`);
    this.addSql(`create table "review_mark" (
      "id" uuid not null,
      "round_id" uuid not null,
      "event_id" uuid not null,
      "mark" text not null,
      "marked_by" uuid not null,
      "marked_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`comment on table "review_mark" is 'insert-only: what was said of an item; the last word counts'`);
    this.addSql(`create index "review_mark_item" on "review_mark" ("round_id", "event_id", "marked_at", "id")`);
    this.addSql(
      `alter table "review_mark" add constraint "review_mark_mark_check" check ("mark" in ('in-order', 'finding'))`,
    );
  }

  #findings(): void {
    this.addSql(`create table "finding" (
      "id" uuid not null,
      "round_id" uuid not null,
      "event_id" uuid not null,
      "actor_id" uuid not null,
      "owner_id" uuid not null,
      "due_on" date not null,
      "recorded_at" timestamptz(3) not null,
      "recorded_by" uuid not null,
      "text_event_id" uuid not null,
      "answered_at" timestamptz(3) null,
      "answer_event_id" uuid null,
      "outcome" text null,
      "settled_at" timestamptz(3) null,
      "settled_by" uuid null,
      "outcome_event_id" uuid null,
      primary key ("id")
    )`);
    this.addSql(`create index "finding_newest" on "finding" ("recorded_at", "id")`);
    this.addSql(`create index "finding_owner" on "finding" ("owner_id", "recorded_at", "id")`);
    this.addSql(`create index "finding_round" on "finding" ("round_id")`);
    this.addSql(
      `alter table "finding" add constraint "finding_outcome_check" check ("outcome" in ('no-fault', 'corrected', 'instructed', 'sanctioned', 'reported'))`,
    );
  }

  #complaintCases(): void {
    this.addSql(`create table "complaint_case" (
      "reference" text not null,
      "id" uuid not null,
      "closed_at" timestamptz(3) not null,
      "closed_by" uuid not null,
      "reopened_at" timestamptz(3) null,
      "reopened_by" uuid null,
      primary key ("reference")
    )`);
    this.addSql(`alter table "complaint_case" add constraint "complaint_case_id_unique" unique ("id")`);
    this.addSql(`create index "complaint_case_newest" on "complaint_case" ("closed_at", "id")`);
  }

  /** What a round looks at and what was said of it is written once; a round is closed and a finding settled, none is deleted. */
  #rights(): void {
    for (const table of ['review_item', 'review_mark']) this.addSql(grantToApplication('select, insert', table));
    this.addSql(grantToApplication('select, insert, update (closed_at, closed_by)', 'review_round'));
    const settled = 'answered_at, answer_event_id, outcome, settled_at, settled_by, outcome_event_id';
    this.addSql(grantToApplication(`select, insert, update (${settled})`, 'finding'));
    this.addSql(grantToApplication('select, insert, update', 'complaint_case'));
  }
}
