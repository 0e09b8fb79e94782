import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Versions of the retention rule, erasures without a request with their tombstones, training copies. */
export class ErasuresCopiesRules extends Migration {
  override up(): void {
    this.#rules();
    this.#erasures();
    this.#tombstones();
    this.#copies();
    this.#rights();
  }

  #rules(): void {
    this.addSql(`create table "retention_rule" (
      "version" int not null,
      "kind" text not null,
      "days" int not null,
      "months" int null,
      "clause" text not null,
      "in_force_from" date not null,
      "applies_to_earlier" boolean not null,
      "state" text not null,
      "proposed_by" uuid not null,
      "proposed_at" timestamptz(3) not null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "applied_at" timestamptz(3) null,
      "moved_earlier" int not null default 0,
      "moved_later" int not null default 0,
      primary key ("version")
    )`);
    this.#oneOf('retention_rule', 'kind', ['days', 'earlier-of']);
    this.#oneOf('retention_rule', 'state', ['proposed', 'adopted', 'discarded']);
    this.#byTwo('retention_rule', `"decided_by" is null or "decided_by" <> "proposed_by"`);
    this.addSql(
      `create unique index "retention_rule_one_waits" on "retention_rule" ("state") where "state" = 'proposed'`,
    );
    this.addSql(FIRST_RULE);
    this.addSql(`create index "recording_rule_version" on "recording" ("rule_version", "ended_at")`);
  }

  #erasures(): void {
    this.addSql(`create table "erasure" (
      "id" uuid not null,
      "target" text not null,
      "target_id" uuid not null,
      "contact_id" uuid not null,
      "call_on" date not null,
      "queue" text not null,
      "unit" text not null,
      "agent_id" uuid not null,
      "ground" text not null,
      "state" text not null default 'requested',
      "requested_by" uuid not null,
      "requested_at" timestamptz(3) not null,
      "requested_in" uuid not null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "finished_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "erasure_newest" on "erasure" ("requested_at", "id")`);
    this.addSql(`create unique index "erasure_waiting" on "erasure" ("target_id") where "state" = 'requested'`);
    this.addSql(`create index "erasure_under_way" on "erasure" ("decided_at") where "state" = 'under-way'`);
    this.#oneOf('erasure', 'target', ['recording', 'contact']);
    this.#oneOf('erasure', 'ground', ['private-call', 'recorded-by-mistake', 'no-lawful-ground']);
    this.#oneOf('erasure', 'state', ['requested', 'refused', 'withdrawn', 'under-way', 'completed']);
    this.#byTwo('erasure', `"decided_by" is null or "decided_by" <> "requested_by" or "state" = 'withdrawn'`);
    this.addSql(`create table "erasure_unit" (
      "unit_id" uuid not null,
      "erasure_id" uuid not null,
      "event_id" uuid not null,
      "unit_kind" text not null,
      "call_on" date null,
      "queue" text not null,
      "source" text not null,
      "ordinary_due_on" date null,
      "due_on" date not null,
      "rule_version" int null,
      "holds" jsonb not null default '[]',
      "size_bytes" bigint not null,
      "has_blob" boolean not null,
      primary key ("unit_id")
    )`);
    this.addSql(`create index "erasure_unit_erasure" on "erasure_unit" ("erasure_id")`);
    this.#oneOf('erasure_unit', 'unit_kind', ['recording', 'contact-history', 'training-copy']);
  }

  #tombstones(): void {
    this.addSql(
      `create table "tombstone" ("digest" bytea not null, "through_on" date not null, primary key ("digest"))`,
    );
    this.addSql(`create index "tombstone_through_on" on "tombstone" ("through_on")`);
  }

  #copies(): void {
    this.addSql(`create table "training_copy" (
      "id" uuid not null,
      "recording_id" uuid not null,
      "queue" text not null,
      "unit" text not null,
      "agent_id" uuid not null,
      "call_on" date not null,
      "course" text not null,
      "due_on" date not null,
      "codec" text not null,
      "channels" smallint not null,
      "sample_rate_hz" int not null,
      "duration_ms" int not null,
      "size_bytes" bigint not null,
      "audio_sha256" bytea not null,
      "made_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`create index "training_copy_due_on" on "training_copy" ("due_on")`);
    this.addSql(`create index "training_copy_recording" on "training_copy" ("recording_id")`);
    this.#oneOf('training_copy', 'codec', ['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'alaw', 'ulaw']);
    this.addSql(`create table "training_copy_request" (
      "id" uuid not null,
      "recording_id" uuid not null,
      "copy_id" uuid null,
      "queue" text not null,
      "unit" text not null,
      "agent_id" uuid not null,
      "call_on" date not null,
      "course" text not null,
      "until_on" date not null,
      "state" text not null default 'requested',
      "requested_by" uuid not null,
      "requested_at" timestamptz(3) not null,
      "requested_in" uuid not null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "released_by" uuid null,
      "released_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "training_copy_request_newest" on "training_copy_request" ("requested_at", "id")`);
    this.addSql(
      `create unique index "training_copy_request_waiting" on "training_copy_request" ("recording_id") where "state" = 'requested'`,
    );
    this.#oneOf('training_copy_request', 'state', ['requested', 'refused', 'made', 'released']);
    this.#byTwo('training_copy_request', `"decided_by" is null or "decided_by" <> "requested_by"`);
  }

  #oneOf(table: string, column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
  }

  /** Whatever the program does, nobody is the second of themselves. */
  #byTwo(table: string, condition: string): void {
    this.addSql(`alter table "${table}" add constraint "${table}_by_two" check (${condition})`);
  }

  /** What was proposed and asked for stays as it was said; only what became of it is changed. */
  #rights(): void {
    const applied = 'applied_at, moved_earlier, moved_later';
    this.addSql(
      grantToApplication(`select, insert, update (state, decided_by, decided_at, ${applied})`, 'retention_rule'),
    );
    const outcome = 'state, decided_by, decided_at, finished_at';
    this.addSql(grantToApplication(`select, insert, update (${outcome})`, 'erasure'));
    this.addSql(grantToApplication('select, insert, update, delete', 'erasure_unit'));
    this.addSql(grantToApplication('select, insert, update, delete', 'tombstone'));
    this.addSql(grantToApplication('select, insert, update, delete', 'training_copy'));
    const settled = 'copy_id, state, decided_by, decided_at, released_by, released_at';
    this.addSql(grantToApplication(`select, insert, update (${settled})`, 'training_copy_request'));
  }
}

/** The rule that has been in force from the beginning: the earlier of the notice's two promises. */
const FIRST_RULE = `
  insert into retention_rule (version, kind, days, months, clause, in_force_from, applies_to_earlier, state,
    proposed_by, proposed_at, applied_at)
  values (1, 'earlier-of', 61, 2, 'Tietosuojaseloste 6 §, 12 §', date '2000-01-01', true, 'adopted',
    '00000000-0000-0000-0000-000000000000', timestamptz '2026-01-01T00:00:00Z', timestamptz '2026-01-01T00:00:00Z')`;
