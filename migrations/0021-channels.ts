import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Resumable uploads and watched folders. */
export class Channels extends Migration {
  override up(): void {
    this.#uploads();
    this.#folders();
    const tables = ['upload', 'upload_part', 'inbox_claim', 'inbox_document', 'awaited_audio'];
    for (const table of tables) this.addSql(grantToApplication('select, insert, update, delete', table));
  }

  #uploads(): void {
    this.addSql(`create table "upload" (
      "id" uuid not null,
      "owner_id" uuid not null,
      "length_bytes" bigint not null,
      "created_at" timestamptz(3) not null,
      "expires_at" timestamptz(3) not null,
      "status" int null,
      "answer" jsonb null,
      primary key ("id")
    )`);
    this.addSql(`create index "upload_expires_at" on "upload" ("expires_at")`);
    this.addSql(`create table "upload_part" (
      "id" uuid not null,
      "upload_id" uuid not null,
      "place" int not null,
      "due_on" date not null,
      "sealed_metadata" bytea null,
      "size_bytes" bigint null,
      "audio_sha256" bytea null,
      primary key ("id")
    )`);
    this.addSql(`alter table "upload_part" add constraint "upload_part_place" unique ("upload_id", "place")`);
    this.addSql(`create index "upload_part_due_on" on "upload_part" ("due_on")`);
  }

  #folders(): void {
    this.addSql(`create table "inbox_claim" (
      "source" text not null,
      "digest" bytea not null,
      "until" timestamptz(3) not null,
      "attempts" int not null,
      primary key ("source", "digest")
    )`);
    this.addSql(`create index "inbox_claim_until" on "inbox_claim" ("until")`);
    this.addSql(`create table "inbox_document" (
      "source" text not null,
      "digest" bytea not null,
      "offset_bytes" bigint not null,
      "seen_at" timestamptz(3) not null,
      primary key ("source", "digest")
    )`);
    this.addSql(`create table "awaited_audio" (
      "source" text not null,
      "digest" bytea not null,
      "item_id" uuid not null,
      primary key ("source", "digest", "item_id")
    )`);
    this.addSql(`create index "awaited_audio_item" on "awaited_audio" ("item_id")`);
  }
}
