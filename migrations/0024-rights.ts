import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

const RIGHTS = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'consent-withdrawal'];
const GROUNDS = [
  'not-identifiable-12-2',
  'unfounded-12-5',
  'excessive-12-5',
  'rights-of-others-15-4',
  'security-or-crime-dpa-34',
  'serious-danger-dpa-34',
  'supervision-dpa-34',
  'legal-obligation-17-3-b',
  'legal-claims-17-3-e',
  'under-hold-17',
  'no-consent-or-contract-20',
  'compelling-grounds-21',
  'accurate-16',
  'no-ground-17-1',
  'no-ground-18-1',
  'no-consent-7-3',
];

/** Requests of data subjects: what is kept of a case, and what is decided in it (ADR 0015). */
export class Rights extends Migration {
  override up(): void {
    this.#custody();
    this.#cases();
    this.#work();
    this.#answers();
    this.#watch();
    this.#onRecordings();
    this.#effects();
    this.#words();
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
      "searched_at" timestamptz(3) null,
      "holds_end_on" date null,
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
      "confirmed_at" timestamptz(3) null,
      "contested" boolean not null default false`,
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
      "held_until_on" date null,
      "hold_refusal" text null,
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
      "original" jsonb not null,
      "original_sha256" bytea null,
      "form" jsonb null,
      "file_id" uuid null,
      "sha256" bytea null,
      "sealed_peaks" bytea null,
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
    this.addSql(
      `alter table "rights_redaction" add constraint "rights_redaction_method_check" check ("method" in ('silence', 'tone'))`,
    );
    this.#ofCase(
      'rights_listening',
      `"redaction_id" uuid not null,
      "staff_id" uuid not null,
      "session_id" uuid not null,
      "granted_at" timestamptz(3) not null,
      "expires_at" timestamptz(3) not null,
      "rendition" boolean not null,
      "size_bytes" bigint not null,
      "served" int8multirange not null default '{}',
      constraint "rights_listening_redaction" foreign key ("redaction_id") references "rights_redaction" ("id") on delete cascade`,
    );
    this.addSql(`create index "rights_listening_of_redaction" on "rights_listening" ("redaction_id", "staff_id")`);
  }

  #answers(): void {
    this.#ofCase(
      'rights_document',
      `"file_id" uuid not null,
      "kind" text not null,
      "sealed_name" bytea not null,
      "recording_id" uuid null,
      "letter_kind" text null,
      "code_sha256" bytea null,
      "contents_sha256" bytea null,
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

  /** What the rights of people do to recordings and contacts; each row goes with what it is about. */
  #onRecordings(): void {
    this.addSql(`alter table "recording"
      add column "excepted_through_on" date not null default '1970-01-01',
      add column "blocked_purposes" text[] not null default '{}'`);
    // What closes an answer in its middle: also a purpose that is blocked, or an exception that ends (ADR 0012).
    this.addSql(`drop trigger "recording_tells_change" on "recording"`);
    this.addSql(`
      create trigger "recording_tells_change"
      after update of restricted, due_on, hold_purposes, blocked_purposes, excepted_through_on on "recording"
      for each row when (new.restricted and not old.restricted or new.due_on < old.due_on
        or new.hold_purposes is distinct from old.hold_purposes
        or new.blocked_purposes is distinct from old.blocked_purposes
        or new.excepted_through_on < old.excepted_through_on)
      execute function tell_change_of_recording()`);
    this.#ofUnit(
      'restriction',
      'recording',
      `"ground" text not null,
      "reference" text not null,
      "restricted_by" uuid null,
      "restricted_at" timestamptz(3) not null,
      "lifted_by" uuid null,
      "lifted_at" timestamptz(3) null`,
    );
    this.addSql(`alter table "restriction" add constraint "restriction_ground_check"
      check ("ground" in ('18-1-a', '18-1-b', '18-1-c', '18-1-d'))`);
    this.addSql(`create unique index "restriction_once" on "restriction" ("recording_id", "reference", "ground")
      where lifted_at is null`);
    this.#ofUnit(
      'purpose_block',
      'recording',
      `"purpose" text not null,
      "because" text not null,
      "reference" text not null,
      "blocked_by" uuid null,
      "blocked_at" timestamptz(3) not null,
      "ended_by" uuid null,
      "ended_at" timestamptz(3) null`,
    );
    this.addSql(`alter table "purpose_block" add constraint "purpose_block_because_check"
      check ("because" in ('objection', 'consent-withdrawal', 'direct-marketing'))`);
    this.addSql(`create unique index "purpose_block_once" on "purpose_block" ("recording_id", "purpose", "reference")
      where ended_at is null`);
    this.#ofUnit(
      'supplementary_statement',
      'recording',
      `"reference" text not null,
      "sealed_text" bytea not null,
      "added_by" uuid null,
      "added_at" timestamptz(3) not null`,
    );
    this.#ofUnit(
      'party_correction',
      'contact',
      `"recording_id" uuid not null,
      "party_id" uuid null,
      "field" text not null,
      "version" int not null,
      "reference" text not null,
      "sealed_change" bytea not null,
      "corrected_by" uuid null,
      "corrected_at" timestamptz(3) not null`,
    );
    this.addSql(`alter table "party_correction" add constraint "party_correction_field_check"
      check ("field" in ('name', 'phone', 'email', 'organisation', 'personalIdentityCode', 'ticket', 'unit'))`);
    this.addSql(`alter table "purpose_block" add constraint "purpose_block_purpose_check"
      check ("purpose" in ('service-development', 'internal-training', 'complaint', 'service-level-study', 'rights-request'))`);
    this.addSql(`alter table "recording" add constraint "recording_blocked_purposes_check"
      check ("blocked_purposes" <@ array['service-development'::text, 'internal-training'::text, 'complaint'::text,
        'service-level-study'::text, 'rights-request'::text])`);
    this.addSql(`alter table "erasure" add column "reference" text not null default ''`);
    for (const table of ['erasure', 'deletion_certificate']) {
      this.addSql(`alter table "${table}" drop constraint "${table}_ground_check"`);
      this.addSql(`alter table "${table}" add constraint "${table}_ground_check"
        check ("ground" in ('private-call', 'recorded-by-mistake', 'no-lawful-ground', 'right-to-erasure'))`);
    }
  }

  #effects(): void {
    this.#ofCase(
      'rights_effect',
      `"kind" text not null,
      "state" text not null,
      "recording_ids" uuid[] not null,
      "sealed_detail" bytea not null,
      "prepared_by" uuid null,
      "prepared_at" timestamptz(3) not null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null,
      "done_at" timestamptz(3) null`,
    );
    this.addSql(`alter table "rights_effect" add constraint "rights_effect_kind_check" check ("kind" in ('restriction',
      'restriction-exception', 'restriction-lifting', 'correction', 'statement', 'purpose-block', 'purpose-unblock', 'erasure'))`);
    this.addSql(`alter table "rights_effect" add constraint "rights_effect_state_check"
      check ("state" in ('waiting', 'begun', 'done', 'refused', 'sent-back'))`);
    this.addSql(`alter table "rights_effect" add constraint "rights_effect_second_person_check"
      check ("confirmed_by" is null or "confirmed_by" <> "prepared_by")`);
    this.addSql(`create index "rights_effect_begun" on "rights_effect" ("prepared_at") where "state" = 'begun'`);
    this.#ofCase(
      'rights_recipient_notice',
      `"recipient_kind" text not null,
      "recipient_id" uuid not null,
      "channel" text not null,
      "sent_on" date not null,
      "noted_by" uuid not null,
      "noted_at" timestamptz(3) not null`,
    );
    this.addSql(`alter table "rights_recipient_notice" add constraint "rights_recipient_notice_one"
      unique ("case_id", "recipient_kind", "recipient_id")`);
    this.addSql(`alter table "rights_recipient_notice" add constraint "rights_recipient_notice_recipient_kind_check"
      check ("recipient_kind" in ('departure', 'disclosure', 'package'))`);
    this.addSql(`alter table "rights_recipient_notice" add constraint "rights_recipient_notice_channel_check"
      check ("channel" in ('secure-mail', 'suomi-fi', 'post', 'handed-over', 'e-mail', 'telephone'))`);
  }

  /** A table of rows that belong to a recording or a contact and go with it. */
  #ofUnit(table: string, unit: 'recording' | 'contact', columns: string): void {
    this.addSql(`create table "${table}" (
      "id" uuid not null,
      "${unit}_id" uuid not null,
      ${columns},
      primary key ("id"),
      constraint "${table}_${unit}" foreign key ("${unit}_id") references "${unit}" ("id") on delete cascade
    )`);
    this.addSql(`create index "${table}_of_${unit}" on "${table}" ("${unit}_id")`);
    this.addSql(grantToApplication('select, insert, update, delete', table));
  }

  /** What was said of cases by itself, and whether the mailbox is reached. */
  #watch(): void {
    this.addSql(`create table "rights_reminder" (
      "case_id" uuid not null,
      "key" text not null,
      "said_at" timestamptz(3) not null,
      primary key ("case_id", "key"),
      constraint "rights_reminder_case" foreign key ("case_id") references "rights_case" ("id") on delete cascade
    )`);
    this.addSql(`create table "rights_mailbox_test" (
      "id" uuid not null,
      "sent_at" timestamptz(3) not null,
      "arrived_at" timestamptz(3) null,
      "note" text not null,
      "tested_by" uuid not null,
      "recorded_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`create index "rights_mailbox_test_newest" on "rights_mailbox_test" ("sent_at", "id")`);
    this.addSql(`create table "rights_mailbox_reminder" (
      "due_on" date not null,
      "said_at" timestamptz(3) not null,
      primary key ("due_on")
    )`);
    this.addSql(grantToApplication('select, insert', 'rights_reminder'));
    this.addSql(grantToApplication('select, insert', 'rights_mailbox_test'));
    this.addSql(grantToApplication('select, insert', 'rights_mailbox_reminder'));
  }

  /** What columns of a few words may hold. */
  #words(): void {
    const oneOf = (table: string, column: string, words: readonly string[]): void => {
      const list = words.map(word => `'${word}'`).join(', ');
      this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
    };
    oneOf('rights_case', 'channel', ['e-mail', 'post', 'oral', 'on-site', 'portal', 'authority']);
    oneOf('rights_case', 'language', ['fi', 'sv', 'en']);
    oneOf('rights_claim', 'right_kind', RIGHTS);
    oneOf('rights_claim', 'state', ['open', 'decided', 'confirmed', 'waiting']);
    oneOf('rights_claim', 'outcome', ['granted', 'partly-granted', 'refused', 'nothing-held', 'withdrawn']);
    oneOf('rights_claim', 'ground', GROUNDS);
    oneOf('rights_recording', 'ground', GROUNDS);
    oneOf('rights_stop', 'kind', ['identity', 'clarification']);
    oneOf('rights_delivery', 'channel', ['download', 'secure-mail', 'suomi-fi', 'post', 'handed-over']);
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
