import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Uptime } from '../../platform/machine/uptime.js';
import type { ClocksNow } from './brake-reason.js';
import { ClockCheck } from './clock-check.js';

/** Reads the three clocks that the brake goes by (ADR 0013). */
@Injectable()
export class ReadClocks {
  constructor(
    private readonly clockCheck: ClockCheck,
    @Inject(Uptime) private readonly uptime: Uptime,
    private readonly clock: Clock,
  ) {}

  /** Whether the system keeps from this process which boot it is in. */
  get hidesBoot(): boolean {
    return this.uptime.hidesBoot;
  }

  /** How far the database's clock is ahead of this server's; NaN where it tells nothing. */
  databaseAheadMs(): Promise<number> {
    return this.clockCheck.databaseAheadMs();
  }

  /** What the clocks of this server show, beside what was measured of the database's. */
  now(databaseAheadMs: number): ClocksNow {
    const { bootId, hidesBoot } = this.uptime;
    return { bootId, hidesBoot, uptimeMs: this.uptime.ms(), at: this.clock.now(), databaseAheadMs };
  }
}
