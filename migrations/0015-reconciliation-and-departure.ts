import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Runs of the nightly reconciliation with what they found, and the leaving of a controller that two people decide. */
export class ReconciliationAndDeparture extends Migration {
  override up(): void {
    this.#reconciliations();
    this.#departures();
    this.#rights();
  }

  #reconciliations(): void {
    this.addSql(`create table "reconciliation_run" (
      "id" uuid not null,
      "night" date null,
      "state" text not null default 'running',
      "step" text not null,
      "started_at" timestamptz(3) not null,
      "seen_at" timestamptz(3) not null,
      "finished_at" timestamptz(3) null,
      "counts" jsonb not null,
      primary key ("id")
    )`);
    this.#oneOf('reconciliation_run', 'state', ['running', 'finished', 'given-up']);
    this.#oneOf('reconciliation_run', 'step', ['keys', 'blobs', 'audio', 'over', 'none']);
    this.addSql(`create index "reconciliation_run_newest" on "reconciliation_run" ("started_at", "id")`);
    this.addSql(
      `create unique index "reconciliation_run_one_at_a_time" on "reconciliation_run" ("state") where "state" = 'running'`,
    );
    this.addSql(
      `create unique index "reconciliation_run_night" on "reconciliation_run" ("night") where "state" <> 'given-up'`,
    );
    this.addSql(`create table "reconciliation_finding" (
      "id" uuid not null,
      "run_id" uuid not null,
      "kind" text not null,
      "outcome" text not null,
      "unit_kind" text not null,
      "unit_id" uuid null,
      "day" date null,
      "found_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.#oneOf('reconciliation_finding', 'outcome', ['incident', 'removed', 'left']);
    this.addSql(`create index "reconciliation_finding_run" on "reconciliation_finding" ("run_id", "id")`);
    this.addSql(
      `create table "unit_check" ("unit_id" uuid not null, "checked_at" timestamptz(3) not null, primary key ("unit_id"))`,
    );
  }

  #departures(): void {
    this.addSql(`create table "departure" (
      "id" uuid not null,
      "outcome" text not null default 'pending',
      "proposed_by" uuid not null,
      "proposed_at" timestamptz(3) not null,
      "proposed_in" uuid not null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "decided_in" uuid null,
      "lapses_at" timestamptz(3) not null,
      "exported_at" timestamptz(3) null,
      "exported_units" int null,
      "manifest_sha256" text null,
      primary key ("id")
    )`);
    this.#oneOf('departure', 'outcome', ['pending', 'approved', 'refused']);
    this.addSql(
      `alter table "departure" add constraint "departure_by_two" check ("decided_by" is null or "decided_by" <> "proposed_by")`,
    );
    this.addSql(`create index "departure_newest" on "departure" ("proposed_at", "id")`);
  }

  #oneOf(table: string, column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
  }

  #rights(): void {
    const seen = 'state, step, seen_at, finished_at, counts';
    const decided =
      'outcome, decided_by, decided_at, decided_in, lapses_at, exported_at, exported_units, manifest_sha256';
    this.addSql(grantToApplication(`select, insert, update (${seen})`, 'reconciliation_run'));
    this.addSql(grantToApplication('select, insert', 'reconciliation_finding'));
    this.addSql(grantToApplication('select, insert, update, delete', 'unit_check'));
    this.addSql(grantToApplication(`select, insert, update (${decided})`, 'departure'));
  }
}
