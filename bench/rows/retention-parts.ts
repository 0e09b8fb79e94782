import type { Part } from '../harness/comparison.js';
import { RawInserts } from '../harness/raw-inserts.js';
import { SMALL, type Site } from '../harness/site.js';

/** One durable row in the database of the custody that is measured. */
export async function rawInserts(site: Site): Promise<Part> {
  const inserts = await RawInserts.open((await site.custody(SMALL)).ownerUrl);
  site.atEnd(() => inserts.close());
  return { name: 'one raw durable insert', operation: inserts.insert };
}
