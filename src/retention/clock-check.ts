import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../platform/database/index.js';

const TOLERANCE_MS = 10 * 60_000;

/** Compares this server's clock with the database's: a wrong one must not destroy what is not due (design §6). */
@Injectable()
export class ClockCheck {
  constructor(private readonly database: Database) {}

  /** How far the two clocks are apart. */
  async disagreementMs(): Promise<number> {
    const [row] = await this.database.query<{ at: Date }>(DATABASE_TIME);
    return row ? Math.abs(Date.now() - row.at.getTime()) : Number.POSITIVE_INFINITY;
  }

  isTooLarge(disagreementMs: number): boolean {
    return disagreementMs > TOLERANCE_MS;
  }
}

const DATABASE_TIME: Statement = { name: 'database-time', text: 'select clock_timestamp() as at' };
