import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { TileMissing } from '../integration/log-tiles.js';

/** Reads the exact bytes of events by their place in the tree. */
@Injectable()
export class LogEntries {
  constructor(private readonly database: Database) {}

  /**
   * The leaves `first` to `first + width - 1`.
   * @throws TileMissing where one is not there: pruned, or taken away
   */
  async read(first: number, width: number): Promise<Buffer[]> {
    const rows = await this.database.query<{ leaf: Buffer }>(ENTRIES, [first, first + width]);
    if (rows.length !== width) throw new TileMissing(`entries from ${first} on are not whole`);
    return rows.map(({ leaf }) => leaf);
  }
}

const ENTRIES: Statement = {
  name: 'log-entries',
  text: `
    select e.leaf from audit_leaf l join audit_event e on e.id = l.event_id
    where l.index >= $1 and l.index < $2
    order by l.index`,
};
