import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Whether promises hold, who answers for those that do not, and what was decided on the open findings of the notice and of going live. */
export class Promises extends Migration {
  override up(): void {
    this.#checks();
    this.#incidents();
    this.#findings();
  }

  #checks(): void {
    this.addSql(`create table "promise_check" (
      "promise" text not null,
      "standing" text not null,
      "broken" int not null,
      "figures" jsonb not null,
      "checked_at" timestamptz(3) not null,
      "since" timestamptz(3) not null,
      "held_at" timestamptz(3) null,
      "night" date null,
      "event_id" uuid not null,
      primary key ("promise"),
      constraint "promise_check_standing_check" check ("standing" in ('kept', 'broken', 'not-known'))
    )`);
    this.addSql(grantToApplication('select, insert, update', 'promise_check'));
  }

  #incidents(): void {
    this.addSql(`create table "promise_incident" (
      "id" uuid not null,
      "promise" text not null,
      "opened_at" timestamptz(3) not null,
      "event_id" uuid not null,
      "figures" jsonb not null,
      "broken" int not null,
      "owner_id" uuid not null,
      "answered_at" timestamptz(3) null,
      "answer_event_id" uuid null,
      "outcome" text null,
      "settled_at" timestamptz(3) null,
      "settled_by" uuid null,
      "outcome_event_id" uuid null,
      primary key ("id"),
      constraint "promise_incident_outcome_check" check ("outcome" in ('corrected', 'no-fault', 'reported')),
      constraint "promise_incident_by_another" check ("settled_by" is null or "settled_by" <> "owner_id")
    )`);
    this.addSql(`create index "promise_incident_newest" on "promise_incident" ("opened_at", "id")`);
    this.addSql(
      `create unique index "promise_incident_one_open" on "promise_incident" ("promise") where "settled_at" is null`,
    );
    this.addSql(grantToApplication('select, insert, update', 'promise_incident'));
  }

  /** Of a decision the application may change nothing but what became of it. */
  #findings(): void {
    this.addSql(`create table "going_live_finding" (
      "finding" text not null,
      "owner_id" uuid not null,
      "due_on" date not null,
      "assigned_by" uuid not null,
      "assigned_at" timestamptz(3) not null,
      primary key ("finding")
    )`);
    this.addSql(grantToApplication('select, insert, update', 'going_live_finding'));
    this.addSql(`create table "going_live_decision" (
      "finding" text not null,
      "version" int not null,
      "state" text not null,
      "option" text not null,
      "reference" text not null,
      "reference_on" date null,
      "reason" text not null,
      "rule_version" int null,
      "decided_by" uuid not null,
      "decided_at" timestamptz(3) not null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null,
      primary key ("finding", "version"),
      constraint "going_live_decision_state_check" check ("state" in ('proposed', 'settled', 'discarded')),
      constraint "going_live_decision_by_two" check ("confirmed_by" is null or "confirmed_by" <> "decided_by")
    )`);
    this.addSql(
      `create unique index "going_live_decision_one_waits" on "going_live_decision" ("finding") where "state" = 'proposed'`,
    );
    this.addSql(
      grantToApplication('select, insert, update ("state", "confirmed_by", "confirmed_at")', 'going_live_decision'),
    );
  }
}
