import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** The waveform of a recording; where its samples lie in its file; and playbacks that serve them decoded. */
export class Waveforms extends Migration {
  override up(): void {
    this.addSql(`alter table "recording"
      add column "samples_offset" bigint null,
      add column "samples_bytes" bigint null`);
    this.addSql(`alter table "training_copy" add column "container" text not null default 'wav'`);
    this.addSql(`alter table "training_copy" add constraint "training_copy_container_check"
      check ("container" in ('wav', 'mp3', 'ogg', 'gsm'))`);
    this.addSql(`alter table "playback" add column "rendition" boolean not null default false`);
    this.addSql(`create table "recording_waveform" (
      "recording_id" uuid not null primary key,
      "sealed_peaks" bytea not null
    )`);
    this.addSql(grantToApplication('select, insert, delete', 'recording_waveform'));
  }
}
