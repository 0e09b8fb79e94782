import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** What certificates state besides; the brake of the purge and the sightings of the clock that it goes by. */
export class BrakeAndCertificates extends Migration {
  override up(): void {
    this.#certificates();
    this.#runs();
    this.#failedBlobs();
    this.#sightings();
    this.#brakes();
    this.#strayKeys();
    this.addSql(`alter table "source" add column "keeps_days" int null`);
  }

  #certificates(): void {
    this.addSql(`alter table "deletion_certificate" alter column "purge_run_id" drop not null`);
    this.addSql(`alter table "deletion_certificate"
      add column "source" text not null default '',
      add column "source_keeps_days" int null,
      add column "ordinary_due_on" date null,
      add column "rule_version" int null,
      add column "reason" text not null default 'due',
      add column "ground" text null,
      add column "erasure_id" uuid null,
      add column "event_id" uuid null,
      add column "holds" jsonb not null default '[]',
      add column "size_bytes" bigint not null default '0',
      add column "final_on" date null`);
    this.addSql(`update "deletion_certificate" set "final_on" = "due_on" + 7`);
    this.addSql(`alter table "deletion_certificate" alter column "final_on" set not null`);
    this.addSql(`alter table "deletion_certificate" drop constraint "deletion_certificate_unit_kind_check"`);
    this.#oneOf('unit_kind', ['recording', 'contact-history', 'quarantined-item', 'training-copy']);
    this.#oneOf('reason', ['due', 'erasure']);
    this.#oneOf('ground', ['private-call', 'recorded-by-mistake', 'no-lawful-ground']);
    this.addSql(`create index "deletion_certificate_run" on "deletion_certificate" ("purge_run_id", "unit_id")`);
    this.addSql(`create index "deletion_certificate_destroyed" on "deletion_certificate" ("key_destroyed_at")`);
    this.addSql(`create index "deletion_certificate_issued" on "deletion_certificate" ("issued_at", "unit_id")`);
  }

  #runs(): void {
    this.addSql(`alter table "purge_run"
      add column "training_copies" int not null default 0,
      add column "freed_bytes" bigint not null default '0',
      add column "certificates_root" bytea null,
      add column "intended_event_id" uuid null,
      add column "completed_event_id" uuid null`);
    this.addSql(`create index "purge_run_newest" on "purge_run" ("started_at", "id")`);
  }

  #failedBlobs(): void {
    this.addSql(`alter table "blob_deletion" add column "first_failed_at" timestamptz(3) null`);
    this.addSql(`update "blob_deletion" set "first_failed_at" = "queued_at" where "attempts" > 0`);
    this.addSql(
      `create index "blob_deletion_failed" on "blob_deletion" ("first_failed_at", "name") where first_failed_at is not null`,
    );
  }

  #sightings(): void {
    this.addSql(`create table "clock_sighting" (
      "boot_id" text not null,
      "first_seen_at" timestamptz(3) not null,
      "first_uptime_ms" bigint not null,
      "seen_at" timestamptz(3) not null,
      "uptime_ms" bigint not null,
      "instance" uuid not null,
      primary key ("boot_id")
    )`);
    this.addSql(grantToApplication('select, insert, update, delete', 'clock_sighting'));
  }

  #brakes(): void {
    this.addSql(`create table "purge_brake" (
      "id" uuid not null,
      "reason" text not null,
      "by_ms" bigint not null,
      "raised" boolean not null default true,
      "raised_at" timestamptz(3) not null,
      "proposed_by" uuid null,
      "proposed_at" timestamptz(3) null,
      "proposal_event_id" uuid null,
      "released_by" uuid null,
      "released_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`alter table "purge_brake" add constraint "purge_brake_reason_check"
      check ("reason" in ('clocks-disagree', 'clock-ahead', 'clock-back'))`);
    // Whatever the program does, one person alone releases nothing.
    this.addSql(`alter table "purge_brake" add constraint "purge_brake_by_two"
      check ("raised" or ("released_at" is not null and "proposed_by" is not null and "released_by" is not null and "released_by" <> "proposed_by"))`);
    this.addSql(`create unique index "purge_brake_one_raised" on "purge_brake" ("raised") where raised`);
    this.addSql(`create index "purge_brake_newest" on "purge_brake" ("raised_at")`);
    this.addSql(grantToApplication('select, insert, update', 'purge_brake'));
  }

  #strayKeys(): void {
    this.addSql(`create table "stray_key" (
      "unit_id" uuid not null,
      "found_at" timestamptz(3) not null,
      primary key ("unit_id")
    )`);
    this.addSql(grantToApplication('select, insert, delete', 'stray_key'));
  }

  #oneOf(column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(
      `alter table "deletion_certificate" add constraint "deletion_certificate_${column}_check" check ("${column}" in (${list}))`,
    );
  }
}
