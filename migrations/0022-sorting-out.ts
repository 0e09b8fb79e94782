import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Sorting out what waits, and names of agents. */
export class SortingOut extends Migration {
  override up(): void {
    this.#agents();
    this.#destroyedItems();
    this.addSql(`alter table "recording" drop constraint "recording_notice_evidence_check"`);
    this.addSql(`alter table "recording" add constraint "recording_notice_evidence_check"
      check ("notice_evidence" in ('call', 'plan', 'person'))`);
    this.addSql(`alter table "deletion_certificate" drop constraint "deletion_certificate_reason_check"`);
    this.addSql(`alter table "deletion_certificate" add constraint "deletion_certificate_reason_check"
      check ("reason" in ('due', 'erasure', 'sorted-out'))`);
  }

  #agents(): void {
    this.addSql(`alter table "recording"
      add column "agent_named" text not null default '',
      add column "agent_named_by" text not null default ''`);
    this.addSql(
      `update "recording" set "agent_named" = "agent_name" where "agent_id" = '00000000-0000-0000-0000-000000000000'`,
    );
    this.addSql(`alter table "recording" add constraint "recording_agent_named_by_check"
      check ("agent_named_by" in ('', 'username', 'extension', 'directoryId'))`);
    this.addSql(`create index "recording_unmapped" on "recording" ("source", "agent_named_by", "agent_named")
      where agent_id = '00000000-0000-0000-0000-000000000000'`);
    this.addSql(`create table "agent_name" (
      "id" uuid not null,
      "source" text not null,
      "kind" text not null,
      "name" text not null,
      "staff_id" uuid not null,
      "mapped_by" uuid not null,
      "mapped_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "agent_name" add constraint "agent_name_source_kind_name" unique ("source", "kind", "name")`,
    );
    this.addSql(`alter table "agent_name" add constraint "agent_name_kind_check"
      check ("kind" in ('', 'username', 'extension', 'directoryId'))`);
    this.addSql(grantToApplication('select, insert, update, delete', 'agent_name'));
  }

  #destroyedItems(): void {
    this.addSql(`create table "destroyed_item" (
      "unit_id" uuid not null,
      "event_id" uuid not null,
      "source" text not null,
      "queue" text not null,
      "call_on" date null,
      "due_on" date not null,
      "size_bytes" bigint not null,
      "has_blob" boolean not null,
      primary key ("unit_id")
    )`);
    this.addSql(grantToApplication('select, insert, update, delete', 'destroyed_item'));
  }
}
