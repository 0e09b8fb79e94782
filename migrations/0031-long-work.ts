import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** How far work has come that takes longer than a moment, for the pages of whom it is for. Gone a day after its end. */
export class LongWork extends Migration {
  override up(): void {
    this.addSql(`create table "long_work" (
      "id" uuid not null,
      "kind" text not null,
      "owner_id" uuid null,
      "about" text not null default '',
      "done" bigint not null default '0',
      "total" bigint null,
      "began_at" timestamptz(3) not null,
      "seen_at" timestamptz(3) not null,
      "ended_at" timestamptz(3) null,
      "failed" boolean not null default false,
      primary key ("id"),
      constraint "long_work_kind_check" check ("kind" in ('rights-package', 'redacted-copy', 'audit-export', 'log-verification', 'reconciliation'))
    )`);
    this.addSql(grantToApplication('select, insert, update, delete', 'long_work'));
  }
}
