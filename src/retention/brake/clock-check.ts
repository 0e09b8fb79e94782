import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';

/** Compares this server's clock with the database's: a wrong one must not destroy what is not due (design §6). */
@Injectable()
export class ClockCheck {
  constructor(private readonly database: Database) {}

  /** How far the database's clock is ahead of this server's; negative: behind it. NaN where it tells nothing. */
  async databaseAheadMs(): Promise<number> {
    const [row] = await this.database.query<{ at: Date }>(DATABASE_TIME);
    return row ? row.at.getTime() - Date.now() : Number.NaN;
  }
}

const DATABASE_TIME: Statement = { name: 'database-time', text: 'select clock_timestamp() as at' };
