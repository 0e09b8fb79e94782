import { Migration } from '@mikro-orm/migrations';

/** Certificates that wait for their blob are found at once, a run knows of blobs that it does not certify, and a blob is leased to whoever asks the store for it. Beside the service, and again after it was broken off. */
export class BlobsLeft extends Migration {
  override up(): void {
    this.addSql(`alter table "blob_deletion" add column if not exists "purge_run_id" uuid null,
      add column if not exists "leased_by" uuid null, add column if not exists "leased_until" timestamptz(3) null`);
    this.addSql('set lock_timeout = 0');
    this.addSql(`drop index concurrently if exists "deletion_certificate_blob_left"`);
    this.addSql(`create index concurrently "deletion_certificate_blob_left" on "deletion_certificate" ("unit_id")
      where blob_absent_at is null`);
    this.addSql(`set lock_timeout = '5s'`);
  }

  override isTransactional(): boolean {
    return false;
  }
}
