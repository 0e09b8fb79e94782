import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** The first schema. Generated from the entities; triggers and rights were added by hand. */
export class FirstSchema extends Migration {
  override up(): void {
    this.#tables();
    this.#insertOnlyLog();
    this.#rights();
  }

  #tables(): void {
    this.addSql(`create table "audit_event" (
      "id" uuid not null,
      "recorded_at" timestamptz(3) not null,
      "action" text not null,
      "outcome" text not null,
      "actor_kind" text not null,
      "actor_id" uuid null,
      "recording_id" uuid null,
      "concerns_staff_id" uuid null,
      "purpose" text null,
      "leaf" bytea not null,
      primary key ("id")
    )`);
    this.addSql(
      `comment on table "audit_event" is 'insert-only: the exact bytes of a leaf, and copies of some of its fields for searching'`,
    );
    this.addSql(`create index "audit_event_at" on "audit_event" ("recorded_at", "id")`);
    this.addSql(`create index "audit_event_actor" on "audit_event" ("actor_id", "recorded_at", "id")`);
    this.addSql(
      `create index "audit_event_recording" on "audit_event" ("recording_id", "recorded_at", "id") where recording_id is not null`,
    );
    this.addSql(
      `create index "audit_event_concerns" on "audit_event" ("concerns_staff_id", "recorded_at", "id") where concerns_staff_id is not null`,
    );
    this.addSql(`create table "audit_leaf" (
      "index" bigint not null,
      "event_id" uuid not null,
      "hash" bytea not null,
      primary key ("index")
    )`);
    this.addSql(`comment on table "audit_leaf" is 'insert-only: the place of an event in the Merkle tree'`);
    this.addSql(`alter table "audit_leaf" add constraint "audit_leaf_event_id_unique" unique ("event_id")`);
    this.addSql(`create table "audit_month" (
      "month" text not null,
      "unit_id" uuid not null,
      "due_on" date not null,
      primary key ("month")
    )`);
    this.addSql(`alter table "audit_month" add constraint "audit_month_unit_id_unique" unique ("unit_id")`);
    this.addSql(`create table "audit_pending" ("event_id" uuid not null, primary key ("event_id"))`);
    this.addSql(`create table "audit_text" (
      "event_id" uuid not null,
      "name" text not null,
      "unit_id" uuid not null,
      "sealed" bytea not null,
      primary key ("event_id", "name")
    )`);
    this.addSql(`create index "audit_text_unit" on "audit_text" ("unit_id")`);
    this.addSql(`create table "blob_deletion" (
      "name" uuid not null,
      "unit_id" uuid not null,
      "queued_at" timestamptz(3) not null,
      "attempts" int not null default 0,
      "last_failure" text null,
      primary key ("name")
    )`);
    this.addSql(`create index "blob_deletion_unit" on "blob_deletion" ("unit_id")`);
    this.addSql(`create index "blob_deletion_queued_at" on "blob_deletion" ("queued_at")`);
    this.addSql(`create table "contact" (
      "id" uuid not null,
      "source" text not null,
      "linked_id" text not null,
      "due_on" date not null,
      "ticket" text not null default '',
      "sealed_note" bytea null,
      "created_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`create index "contact_due_on" on "contact" ("due_on")`);
    this.addSql(`create index "contact_ticket" on "contact" ("ticket")`);
    this.addSql(`alter table "contact" add constraint "contact_source_linked_id" unique ("source", "linked_id")`);
    this.addSql(`create table "credential" (
      "staff_id" uuid not null,
      "password_hash" text not null,
      "must_change" boolean not null default false,
      "changed_at" timestamptz(3) not null,
      primary key ("staff_id")
    )`);
    this.addSql(`create table "deletion_certificate" (
      "unit_id" uuid not null,
      "unit_kind" text not null,
      "call_on" date null,
      "queue" text not null,
      "due_on" date not null,
      "rule" text not null,
      "purge_run_id" uuid not null,
      "key_destroyed_at" timestamptz(3) not null,
      "blob_absent_at" timestamptz(3) null,
      "issued_at" timestamptz(3) not null,
      primary key ("unit_id")
    )`);
    this.addSql(`create index "deletion_certificate_call" on "deletion_certificate" ("call_on", "queue", "unit_id")`);
    this.addSql(`create index "deletion_certificate_due_on" on "deletion_certificate" ("due_on", "unit_id")`);
    this.addSql(
      `alter table "deletion_certificate" add constraint "deletion_certificate_unit_kind_check" check ("unit_kind" in ('recording', 'contact-history', 'quarantined-item'))`,
    );
    this.addSql(`create table "due_day" (
      "day" date not null,
      "state" text not null default 'open',
      "closing_at" timestamptz(3) null,
      "destroyed_at" timestamptz(3) null,
      primary key ("day")
    )`);
    this.addSql(
      `alter table "due_day" add constraint "due_day_state_check" check ("state" in ('open', 'closing', 'destroyed'))`,
    );
    this.addSql(`create table "enrolment" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "token_hash" text not null,
      "expires_at" timestamptz(3) not null,
      "completed_at" timestamptz(3) null,
      "created_by" uuid not null,
      primary key ("id")
    )`);
    this.addSql(`create index "enrolment_staff" on "enrolment" ("staff_id")`);
    this.addSql(`alter table "enrolment" add constraint "enrolment_token" unique ("token_hash")`);
    this.addSql(`create table "access_grant" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "role" text not null,
      "all_queues" boolean not null default false,
      "queues" text[] not null default '{}',
      "all_units" boolean not null default false,
      "units" text[] not null default '{}',
      "own_calls_only" boolean not null default false,
      "purposes" text[] not null default '{}',
      "from_on" date not null,
      "until_on" date not null,
      "reason" text not null,
      "granted_by" uuid null,
      "created_at" timestamptz(3) not null,
      "suspended" boolean not null default false,
      "revoked_at" timestamptz(3) null,
      "revoked_by" uuid null,
      primary key ("id")
    )`);
    this.addSql(`create index "access_grant_staff" on "access_grant" ("staff_id")`);
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_role_check" check ("role" in ('agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer', 'data-protection-officer', 'auditor', 'administrator'))`,
    );
    this.addSql(
      `alter table "access_grant" add constraint "access_grant_purposes_check" check ("purposes" <@ array['service-development'::text, 'internal-training'::text, 'complaint'::text, 'service-level-study'::text, 'rights-request'::text])`,
    );
    this.addSql(`create table "contact_party" (
      "id" uuid not null,
      "contact_id" uuid not null,
      "kind" text not null,
      "category" text not null,
      "sealed_name" bytea null,
      "sealed_phone" bytea null,
      "sealed_email" bytea null,
      "sealed_organisation" bytea null,
      "sealed_personal_identity_code" bytea null,
      "code_invalid" boolean not null default false,
      "provenance" text not null,
      primary key ("id")
    )`);
    this.addSql(`create index "contact_party_contact" on "contact_party" ("contact_id")`);
    this.addSql(
      `alter table "contact_party" add constraint "contact_party_kind_check" check ("kind" in ('caller', 'patient'))`,
    );
    this.addSql(
      `alter table "contact_party" add constraint "contact_party_category_check" check ("category" in ('own-staff', 'customer-staff', 'partner', 'unknown'))`,
    );
    this.addSql(`create table "party_index" (
      "value" bytea not null,
      "party_id" uuid not null,
      "contact_id" uuid not null,
      "due_on" date not null,
      primary key ("value", "party_id")
    )`);
    this.addSql(`create index "party_index_due_on" on "party_index" ("due_on")`);
    this.addSql(`create index "party_index_contact" on "party_index" ("contact_id")`);
    this.addSql(`create table "known_key_ring" (
      "only" boolean not null,
      "fingerprint" text not null,
      primary key ("only")
    )`);
    this.addSql(`alter table "known_key_ring" add constraint "known_key_ring_only" check ("only")`);
    this.addSql(`create table "playback" (
      "id" uuid not null,
      "recording_id" uuid not null,
      "staff_id" uuid not null,
      "session_id" uuid not null,
      "purpose" text not null,
      "reference" text not null,
      "granted_at" timestamptz(3) not null,
      "expires_at" timestamptz(3) not null,
      "reserved" bytea not null,
      "ended_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "playback_recording" on "playback" ("recording_id")`);
    this.addSql(`create index "playback_session" on "playback" ("session_id")`);
    this.addSql(`create index "playback_expires_at" on "playback" ("expires_at")`);
    this.addSql(
      `alter table "playback" add constraint "playback_purpose_check" check ("purpose" in ('service-development', 'internal-training', 'complaint', 'service-level-study', 'rights-request'))`,
    );
    this.addSql(`create table "purge_run" (
      "id" uuid not null,
      "day" date not null,
      "started_at" timestamptz(3) not null,
      "key_destroyed_at" timestamptz(3) null,
      "finished_at" timestamptz(3) null,
      "recordings" int not null default 0,
      "contacts" int not null default 0,
      "quarantined" int not null default 0,
      primary key ("id")
    )`);
    this.addSql(`alter table "purge_run" add constraint "purge_run_day_unique" unique ("day")`);
    this.addSql(`create table "quarantined_item" (
      "id" uuid not null,
      "source" text not null,
      "external_id" text not null,
      "reason" text not null,
      "due_on" date not null,
      "sealed_metadata" bytea not null,
      "size_bytes" bigint not null,
      "audio_sha256" bytea not null,
      "received_at" timestamptz(3) not null,
      "ingested_by" uuid not null,
      primary key ("id")
    )`);
    this.addSql(`create index "quarantined_item_due_on" on "quarantined_item" ("due_on")`);
    this.addSql(
      `alter table "quarantined_item" add constraint "quarantined_item_source_external_id" unique ("source", "external_id")`,
    );
    this.addSql(`create table "recording" (
      "id" uuid not null,
      "contact_id" uuid not null,
      "source" text not null,
      "external_id" text not null,
      "direction" text not null,
      "started_at" timestamptz(3) not null,
      "answered_at" timestamptz(3) null,
      "ended_at" timestamptz(3) not null,
      "queue" text not null,
      "unit" text not null,
      "agent_id" uuid not null,
      "agent_name" text not null,
      "ordinary_due_on" date not null,
      "due_on" date not null,
      "hold_purposes" text[] not null default '{}',
      "restricted" boolean not null default false,
      "notice_version" text not null,
      "notice_language" text not null,
      "notice_evidence" text not null,
      "codec" text not null,
      "channels" smallint not null,
      "sample_rate_hz" int not null,
      "duration_ms" int not null,
      "size_bytes" bigint not null,
      "audio_sha256" bytea not null,
      "ingested_by" uuid not null,
      "created_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`create index "recording_newest" on "recording" ("started_at", "id")`);
    this.addSql(`create index "recording_queue" on "recording" ("queue", "started_at", "id")`);
    this.addSql(`create index "recording_unit" on "recording" ("unit", "started_at", "id")`);
    this.addSql(`create index "recording_agent" on "recording" ("agent_id", "started_at", "id")`);
    this.addSql(`create index "recording_due_on" on "recording" ("due_on")`);
    this.addSql(`create index "recording_contact" on "recording" ("contact_id")`);
    this.addSql(
      `alter table "recording" add constraint "recording_source_external_id" unique ("source", "external_id")`,
    );
    this.addSql(
      `alter table "recording" add constraint "recording_direction_check" check ("direction" in ('inbound', 'outbound', 'internal'))`,
    );
    this.addSql(
      `alter table "recording" add constraint "recording_hold_purposes_check" check ("hold_purposes" <@ array['service-development'::text, 'internal-training'::text, 'complaint'::text, 'service-level-study'::text, 'rights-request'::text])`,
    );
    this.addSql(
      `alter table "recording" add constraint "recording_notice_evidence_check" check ("notice_evidence" in ('call', 'plan'))`,
    );
    this.addSql(
      `alter table "recording" add constraint "recording_codec_check" check ("codec" in ('pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'alaw', 'ulaw'))`,
    );
    this.addSql(`create table "service_account" (
      "id" uuid not null,
      "name" text not null,
      "role" text not null default 'ingest',
      "token_hash" text not null,
      "expires_at" timestamptz(3) not null,
      "created_at" timestamptz(3) not null,
      "created_by" uuid not null,
      "revoked_at" timestamptz(3) null,
      "last_used_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`alter table "service_account" add constraint "service_account_name" unique ("name")`);
    this.addSql(`alter table "service_account" add constraint "service_account_token" unique ("token_hash")`);
    this.addSql(
      `alter table "service_account" add constraint "service_account_role_check" check ("role" in ('ingest'))`,
    );
    this.addSql(`create table "session" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "started_at" timestamptz(3) not null,
      "last_seen_at" timestamptz(3) not null,
      "idle_expires_at" timestamptz(3) not null,
      "absolute_expires_at" timestamptz(3) not null,
      "refresh_family_hash" text not null,
      "refresh_hash" text not null,
      "previous_refresh_hash" text null,
      "rotated_at" timestamptz(3) null,
      "ended_at" timestamptz(3) null,
      "ended_because" text null,
      "address" text not null,
      primary key ("id")
    )`);
    this.addSql(`alter table "session" add constraint "session_refresh_family" unique ("refresh_family_hash")`);
    this.addSql(`create index "session_living" on "session" ("staff_id") where "ended_at" is null`);
    this.addSql(`create index "session_ended" on "session" ("ended_at")`);
    this.addSql(
      `alter table "session" add constraint "session_ended_because_check" check ("ended_because" in ('signed-out', 'signed-out-elsewhere', 'idle', 'too-old', 'password-changed', 'deactivated', 'refresh-reused', 'access-changed'))`,
    );
    this.addSql(`create table "sign_in_throttle" (
      "key" text not null,
      "failures" int not null,
      "last_failed_at" timestamptz(3) not null,
      "blocked_until" timestamptz(3) not null,
      primary key ("key")
    )`);
    this.addSql(`create index "sign_in_throttle_age" on "sign_in_throttle" ("last_failed_at")`);
    this.addSql(`create table "source" (
      "name" text not null,
      "keeps_identity_codes" boolean not null default false,
      "notice_version" text not null default '',
      "notice_language" text not null default '',
      primary key ("name")
    )`);
    this.addSql(`create table "staff" (
      "id" uuid not null,
      "username" text not null,
      "display_name" text not null,
      "email" text null,
      "unit" text not null,
      "title" text not null,
      "extension" text null,
      "directory_id" text null,
      "status" text not null default 'active',
      "access_epoch" int not null default 0,
      "created_at" timestamptz(3) not null,
      "deactivated_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "staff_name" on "staff" ("display_name", "id")`);
    this.addSql(`alter table "staff" add constraint "staff_username" unique ("username")`);
    this.addSql(`alter table "staff" add constraint "staff_extension" unique ("extension")`);
    this.addSql(`alter table "staff" add constraint "staff_directory_id" unique ("directory_id")`);
    this.addSql(
      `alter table "staff" add constraint "staff_status_check" check ("status" in ('active', 'deactivated'))`,
    );
    this.addSql(`create table "undertaking_acknowledgement" (
      "staff_id" uuid not null,
      "version" text not null,
      "text_hash" text not null,
      "language" text not null,
      "acknowledged_at" timestamptz(3) not null,
      primary key ("staff_id", "version")
    )`);
  }

  /** Whoever the application is, what the log says stays as it was said (design §4). */
  #insertOnlyLog(): void {
    this.addSql(`
      create function refuse_change_of_log() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is insert-only' using errcode = 'insufficient_privilege';
      end $$`);
    for (const table of ['audit_event', 'audit_leaf']) {
      this.addSql(`
        create trigger ${table}_insert_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change_of_log()`);
    }
  }

  /** The application owns nothing: it may append to the log and claim what is pending, and use the other tables. */
  #rights(): void {
    for (const table of ['audit_event', 'audit_leaf', 'audit_text']) {
      this.addSql(grantToApplication('select, insert', table));
    }
    this.addSql(grantToApplication('select, insert, delete', 'audit_pending'));
    for (const table of [
      'audit_month',
      'blob_deletion',
      'contact',
      'credential',
      'deletion_certificate',
      'due_day',
      'enrolment',
      'access_grant',
      'contact_party',
      'party_index',
      'playback',
      'known_key_ring',
      'purge_run',
      'quarantined_item',
      'recording',
      'service_account',
      'session',
      'sign_in_throttle',
      'source',
      'staff',
      'undertaking_acknowledgement',
    ]) {
      this.addSql(grantToApplication('select, insert, update, delete', table));
    }
  }
}
