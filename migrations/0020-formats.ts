import { Migration } from '@mikro-orm/migrations';

/** How documents of sources are read, and the announcements that play. */
export class Formats extends Migration {
  override up(): void {
    this.addSql(`alter table "source"
      add column "form" jsonb not null default '{"format":"sidecar","preset":"plain"}',
      add column "announcements" jsonb not null default '[]',
      add column "copy_deleted_through" date null,
      add column "copy_deletion_reference" text not null default ''`);
    this.addSql(`update "source" set "announcements" = jsonb_build_array(jsonb_build_object(
      'queue', null, 'direction', null, 'version', "notice_version", 'language', "notice_language",
      'from', '2000-01-01', 'until', null, 'agentConfirms', false)) where "notice_version" <> ''`);
    this.addSql(`alter table "source" drop column "notice_version", drop column "notice_language"`);
  }
}
