import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

const CODECS = ['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'alaw', 'ulaw', 'gsm', 'mp3', 'opus'];
const REASONS = [
  ...['notice-evidence-missing', 'metadata-unreadable', 'metadata-missing'],
  ...['audio-missing', 'audio-unreadable', 'different-audio'],
];

/** What sources announce and deliver, further forms of audio, and what waits to be sorted out without metadata or without audio. */
export class Arrivals extends Migration {
  override up(): void {
    this.#recordings();
    this.#quarantine();
    this.#arrivals();
  }

  #recordings(): void {
    this.addSql(`alter table "recording"
      add column "channel_roles" text[] not null default '{}',
      add column "stretches" jsonb not null default '[]',
      add column "source_sequence" bigint null,
      add column "container" text not null default 'wav',
      add column "loudest_dbfs" smallint null`);
    this.#oneOf('recording', 'container', ['wav', 'mp3', 'ogg', 'gsm']);
    this.addSql(
      `alter table "recording" add constraint "recording_channel_roles_check" check ("channel_roles" <@ array['agent'::text, 'caller'::text, 'mixed'::text])`,
    );
    for (const table of ['recording', 'training_copy']) {
      this.addSql(`alter table "${table}" drop constraint "${table}_codec_check"`);
      this.#oneOf(table, 'codec', CODECS);
    }
  }

  #quarantine(): void {
    this.addSql(`alter table "quarantined_item"
      add column "queue" text not null default '',
      add column "unit" text not null default '',
      add column "call_on" date null,
      add column "sealed_document" bytea null,
      add column "audio_facts" jsonb null,
      add column "channel" text not null default 'http',
      alter column "sealed_metadata" drop not null,
      alter column "size_bytes" drop not null,
      alter column "audio_sha256" drop not null`);
    this.#oneOf('quarantined_item', 'reason', REASONS);
    this.addSql(`alter table "quarantined_item" add constraint "quarantined_item_audio_check"
      check (("size_bytes" is null) = ("audio_sha256" is null))`);
  }

  #arrivals(): void {
    this.addSql(`create table "arrival" (
      "source" text not null,
      "external_id" text not null,
      "channel" text not null,
      "started_at" timestamptz(3) null,
      "call_on" date not null,
      "queue" text not null default '',
      "sequence" bigint null,
      "announced_at" timestamptz(3) null,
      "audio_at" timestamptz(3) null,
      "outcome" text not null,
      "reason" text not null default '',
      "unit_id" uuid null,
      "ends_on" date not null,
      primary key ("source", "external_id")
    )`);
    this.#oneOf('arrival', 'outcome', ['awaited', 'filed', 'quarantined', 'refused', 'destroyed', 'explained']);
    this.addSql(`create index "arrival_by_source" on "arrival" ("source", "call_on")`);
    this.addSql(`create index "arrival_ends_on" on "arrival" ("ends_on")`);
    this.addSql(`create index "arrival_unit" on "arrival" ("unit_id")`);
    this.addSql(grantToApplication('select, insert, update, delete', 'arrival'));
  }

  #oneOf(table: string, column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
  }
}
