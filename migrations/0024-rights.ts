import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Requests of data subjects: what is kept of a case, and what is decided in it (ADR 0015). */
export class Rights extends Migration {
  override up(): void {
    this.#custody();
    this.#cases();
    this.#work();
    this.#answers();
  }

  #custody(): void {
    this.addSql(`create table "dossier" (
      "id" uuid not null,
      "kind" text not null,
      "reference" text not null,
      "due_on" date not null,
      "created_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`alter table "dossier" add constraint "dossier_kind_check" check ("kind" in ('rights-case'))`);
    this.addSql(`create index "dossier_due_on" on "dossier" ("due_on")`);
    this.addSql(`create table "dossier_file" (
      "id" uuid not null,
      "dossier_id" uuid not null,
      "due_on" date not null,
      "media_type" text not null,
      "size_bytes" bigint not null,
      "sha256" bytea not null,
      "created_at" timestamptz(3) not null,
      primary key ("id"),
      constraint "dossier_file_dossier" foreign key ("dossier_id") references "dossier" ("id") on delete cascade
    )`);
    this.addSql(`create index "dossier_file_dossier" on "dossier_file" ("dossier_id")`);
    this.addSql(`create index "dossier_file_due_on" on "dossier_file" ("due_on")`);
    this.addSql(`alter table "purge_run" add column "dossiers" int null`);
    this.addSql(`alter table "deletion_certificate" drop constraint "deletion_certificate_unit_kind_check"`);
    this.addSql(`alter table "deletion_certificate" add constraint "deletion_certificate_unit_kind_check"
      check ("unit_kind" in ('recording', 'contact-history', 'quarantined-item', 'training-copy', 'rights-case'))`);
    for (const table of ['dossier', 'dossier_file'])
      this.addSql(grantToApplication('select, insert, update, delete', table));
  }

  #cases(): void {
    this.addSql(`create sequence "rights_case_serial"`);
    this.addSql(grantToApplication('usage', 'sequence rights_case_serial'));
    this.addSql(`create table "rights_case" (
      "id" uuid not null,
      "number" text not null,
      "kind" text not null,
      "state" text not null,
      "received_at" timestamptz(3) not null,
      "received_on" date not null,
      "channel" text not null,
      "language" text not null,
      "registered_by" uuid not null,
      "registered_at" timestamptz(3) not null,
      "officer_id" uuid null,
      "subject_staff_id" text not null default '',
      "prepared_by" text not null default '',
      "last_on" date not null,
      "last_on_without_stops" date not null,
      "stopped" boolean not null default false,
      "extended_at" timestamptz(3) null,
      "forwarded_at" timestamptz(3) null,
      "linked_group" uuid null,
      "decided_at" timestamptz(3) null,
      "answered_at" timestamptz(3) null,
      "closed_at" timestamptz(3) null,
      "sealed_request" bytea not null,
      primary key ("id"),
      constraint "rights_case_number" unique ("number"),
      constraint "rights_case_dossier" foreign key ("id") references "dossier" ("id") on delete cascade
    )`);
    this.addSql(
      `alter table "rights_case" add constraint "rights_case_kind_check" check ("kind" in ('data-subject', 'authority'))`,
    );
    this
      .addSql(`alter table "rights_case" add constraint "rights_case_state_check" check ("state" in ('received', 'triaged',
      'identity-pending', 'clarification-pending', 'searching', 'assessing', 'redacting', 'in-review', 'decided', 'answered',
      'recipients-notified', 'closed'))`);
    this.addSql(`create index "rights_case_urgency" on "rights_case" ("last_on", "id") where closed_at is null`);
    this.addSql(`create index "rights_case_newest" on "rights_case" ("registered_at", "id")`);
    this.addSql(grantToApplication('select, insert, update, delete', 'rights_case'));
    this.#ofCase(
      'rights_claim',
      `"right_kind" text not null,
      "state" text not null default 'open',
      "outcome" text null,
      "ground" text null,
      "reasons_left_out" boolean not null default false,
      "sealed_reasons" bytea null,
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null`,
    );
    this.addSql(`alter table "rights_claim" add constraint "rights_claim_one" unique ("case_id", "right_kind")`);
    this.addSql(`alter table "rights_claim" add constraint "rights_claim_second_person_check"
      check ("confirmed_by" is null or "confirmed_by" <> "decided_by")`);
    this.#ofCase(
      'rights_stop',
      `"kind" text not null,
      "stopped_at" timestamptz(3) not null,
      "stopped_on" date not null,
      "stopped_by" uuid not null,
      "resumed_at" timestamptz(3) null,
      "resumed_on" date null,
      "resumed_by" uuid null`,
    );
    this.#ofCase(
      'rights_entry',
      `"at" timestamptz(3) not null,
      "actor_id" uuid null,
      "action" text not null,
      "event_id" uuid not null,
      "sealed_detail" bytea not null`,
    );
  }

  #work(): void {
    this.#ofCase(
      'rights_search',
      `"at" timestamptz(3) not null,
      "by" uuid null,
      "hits" int not null,
      "sealed_criteria" bytea not null`,
    );
    this.addSql(`create table "rights_recording" (
      "case_id" uuid not null,
      "recording_id" uuid not null,
      "contact_id" uuid not null,
      "call_on" date not null,
      "queue" text not null,
      "found_at" timestamptz(3) not null,
      "state" text not null default 'candidate',
      "hold_id" uuid null,
      "decision" text null,
      "ground" text null,
      "forwarded" boolean not null default false,
      "sealed_assessment" bytea null,
      "assessed_by" uuid null,
      "assessed_at" timestamptz(3) null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null,
      primary key ("case_id", "recording_id"),
      constraint "rights_recording_case" foreign key ("case_id") references "rights_case" ("id") on delete cascade,
      constraint "rights_recording_state_check" check ("state" in ('candidate', 'included', 'released')),
      constraint "rights_recording_decision_check" check ("decision" in ('copy', 'redacted-copy', 'withheld')),
      constraint "rights_recording_second_person_check" check ("confirmed_by" is null or "confirmed_by" <> "assessed_by")
    )`);
    this.addSql(`create index "rights_recording_recording" on "rights_recording" ("recording_id")`);
    this.addSql(grantToApplication('select, insert, update, delete', 'rights_recording'));
    this.#ofCase(
      'rights_redaction',
      `"recording_id" uuid not null,
      "version" int not null,
      "state" text not null,
      "method" text not null,
      "marks" jsonb not null default '[]',
      "file_id" uuid null,
      "sha256" bytea null,
      "manifest_sha256" bytea null,
      "author_id" uuid not null,
      "rendered_at" timestamptz(3) null,
      "reviewer_id" uuid null,
      "listened_by" uuid null,
      "listened_at" timestamptz(3) null,
      "reviewed_at" timestamptz(3) null`,
    );
    this.addSql(
      `alter table "rights_redaction" add constraint "rights_redaction_version" unique ("case_id", "recording_id", "version")`,
    );
    this.addSql(`alter table "rights_redaction" add constraint "rights_redaction_second_person_check"
      check ("reviewer_id" is null or "reviewer_id" <> "author_id")`);
    this.addSql(`alter table "rights_redaction" add constraint "rights_redaction_state_check"
      check ("state" in ('draft', 'rendered', 'approved', 'rejected'))`);
  }

  #answers(): void {
    this.#ofCase(
      'rights_document',
      `"file_id" uuid not null,
      "kind" text not null,
      "sealed_name" bytea not null,
      "recording_id" uuid null,
      "created_by" uuid null,
      "created_at" timestamptz(3) not null`,
    );
    this.addSql(`alter table "rights_document" add constraint "rights_document_file" foreign key ("file_id")
      references "dossier_file" ("id") on delete cascade`);
    this.addSql(`alter table "rights_document" add constraint "rights_document_kind_check"
      check ("kind" in ('attachment', 'letter', 'copy', 'package', 'proof'))`);
    this.#ofCase(
      'rights_delivery',
      `"document_id" uuid not null,
      "channel" text not null,
      "delivered_by" uuid not null,
      "delivered_at" timestamptz(3) not null,
      "token_sha256" bytea null,
      "code_sha256" bytea null,
      "tries_left" int null,
      "expires_on" date null,
      "fetched_at" timestamptz(3) null,
      "sealed_detail" bytea not null`,
    );
    this.addSql(
      `create unique index "rights_delivery_token" on "rights_delivery" ("token_sha256") where token_sha256 is not null`,
    );
  }

  /** A table of rows that belong to a case and go with it. */
  #ofCase(table: string, columns: string): void {
    this.addSql(`create table "${table}" (
      "id" uuid not null,
      "case_id" uuid not null,
      ${columns},
      primary key ("id"),
      constraint "${table}_case" foreign key ("case_id") references "rights_case" ("id") on delete cascade
    )`);
    this.addSql(`create index "${table}_of_case" on "${table}" ("case_id", "id")`);
    this.addSql(grantToApplication('select, insert, update, delete', table));
  }
}
