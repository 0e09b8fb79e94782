import { strikeAt, type CrashPoint } from '../../src/kernel/crash-points.js';
import { EndHoldsJob } from '../../src/retention/holds/end-holds.job.js';
import { ContinueErasures } from '../../src/retention/erasures/continue-erasures.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { Reconcile } from '../../src/retention/reconciliation/reconcile.js';
import type { TestServer } from '../support/server.js';

/** What the schedule does each minute, and each night, called by hand. */
export class Jobs {
  constructor(private readonly server: TestServer) {}

  async everyMinute(): Promise<void> {
    const { app } = this.server;
    await app.get(EndHoldsJob).execute();
    await app.get(ContinueErasures).look();
    await app.get(RunPurges).execute();
  }

  /** The same, broken off at the first time that it comes to `point`; what is left is done at the next look. */
  async brokenOffAt(point: CrashPoint): Promise<boolean> {
    const struck: CrashPoint[] = [];
    strikeAt(reached => {
      if (reached !== point || struck.length > 0) return;
      struck.push(point);
      throw new Error('a crash');
    });
    try {
      await this.everyMinute();
    } catch (error) {
      if (struck.length === 0) throw error;
    } finally {
      strikeAt();
    }
    return struck.length > 0;
  }

  /** What crashes left too many is cleared away once it is older than a day. */
  async everyNight(): Promise<void> {
    await this.server.app.get(Reconcile).execute(null);
  }
}
