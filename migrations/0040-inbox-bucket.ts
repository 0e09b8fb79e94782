import { Migration } from '@mikro-orm/migrations';

/** Documents that grow in a bucket are written anew each time: what was read of them is known again by its digest. */
export class InboxBucket extends Migration {
  override up(): void {
    this.addSql(`alter table "inbox_document" add column "read_digest" bytea null`);
  }
}
