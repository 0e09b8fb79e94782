import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Weekly samples of calls, and the notes on them: a note goes with its call, a sample with its last one (ADR 0016). */
export class WeeklySamples extends Migration {
  override up(): void {
    this.addSql(`create table "weekly_sample" (
      "id" uuid not null,
      "queue" text not null,
      "week_on" date not null,
      "wanted" smallint not null,
      "drawn" smallint not null,
      "seed" text not null,
      "pool_ids" uuid[] not null,
      "drawn_by" uuid not null,
      "drawn_at" timestamptz(3) not null,
      primary key ("id"),
      constraint "weekly_sample_once" unique ("queue", "week_on", "drawn_by"),
      constraint "weekly_sample_monday" check (extract(isodow from "week_on") = 1)
    )`);
    this.addSql(`create index "weekly_sample_newest" on "weekly_sample" ("drawn_at", "id")`);
    this.addSql(`create table "sampled_call" (
      "recording_id" uuid not null,
      "sample_id" uuid not null,
      "place" smallint not null,
      primary key ("recording_id"),
      constraint "sampled_call_recording" foreign key ("recording_id") references "recording" ("id") on delete cascade,
      constraint "sampled_call_sample" foreign key ("sample_id") references "weekly_sample" ("id") on delete cascade
    )`);
    this.addSql(`create index "sampled_call_of_sample" on "sampled_call" ("sample_id", "place")`);
    this.addSql(`create table "call_note" (
      "id" uuid not null,
      "recording_id" uuid not null,
      "written_by" uuid not null,
      "written_at" timestamptz(3) not null,
      "amended_at" timestamptz(3) null,
      "read_at" timestamptz(3) null,
      "sealed_text" bytea not null,
      primary key ("id"),
      constraint "call_note_one" unique ("recording_id"),
      constraint "call_note_sampled" foreign key ("recording_id") references "sampled_call" ("recording_id") on delete cascade
    )`);
    for (const table of ['weekly_sample', 'sampled_call', 'call_note'])
      this.addSql(grantToApplication('select, insert, update, delete', table));
  }
}
