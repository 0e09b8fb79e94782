import { Injectable } from '@nestjs/common';
import { listFailedDeletions } from '../../platform/blobs/blob-deletions.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page } from '../../platform/http/index.js';
import type { FailedBlob, FailedBlobQuery } from './purges.schemas.js';

/** Lists the blobs that the store would not let go; each is tried again every minute until it confirms that nothing is there. */
@Injectable()
export class FailedBlobs {
  constructor(private readonly database: Database) {}

  /** Those that have failed for longest come first. */
  async page({ cursor, limit }: FailedBlobQuery): Promise<Page<FailedBlob>> {
    const after = readCursor(cursor);
    const rows = await listFailedDeletions(this.database, after, limit + 1);
    const page = pageFrom(rows, limit, row => ({ at: row.since, id: row.name }));
    const items = page.items.map(({ since, nextAttemptAt, ...row }) => ({
      ...row,
      since: since.toISOString(),
      nextAttemptAt: nextAttemptAt.toISOString(),
    }));
    return { items, nextCursor: page.nextCursor };
  }
}
