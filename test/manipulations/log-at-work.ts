import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { AuditTexts } from '../../src/audit/audit-texts.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { KeysOnRecord } from '../../src/audit/integration/keys-on-record.js';
import { LogHead } from '../../src/audit/integration/log-head.js';
import { LogKeys } from '../../src/audit/integration/log-keys.js';
import { AuditTrail } from '../../src/audit/trail/audit-trail.js';
import { LogGate } from '../../src/audit/watch/log-gate.js';
import { OwnEvents } from '../../src/audit/watch/own-events.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DueDays } from '../../src/platform/crypto/due-days.js';
import { FileKeyRing } from '../../src/platform/crypto/file-key-ring.js';
import { Database } from '../../src/platform/database/index.js';
import { inventedDraft } from './invented-drafts.js';

const BEGINS_AT = new Date('2026-11-24T07:00:00Z');
const LONGEST_PAUSE_MS = 5000;
const MOST_TOGETHER = 40;
/** More than wait together: the first text of a month asks for a second connection while it holds one. */
const POOL_SIZE = MOST_TOGETHER + 10;

/** The log of the product, at work on a database without the rest of the server. */
export class LogAtWork {
  private constructor(
    private readonly orm: MikroORM,
    private readonly clock: MovableClock,
    private readonly trail: AuditTrail,
    private readonly integration: IntegrateEvents,
    private readonly head: LogHead,
    readonly keys: LogKeys,
  ) {}

  /** Begins the log in an empty database, or goes on with the one that is there. `folder` keeps its keys. */
  static async open(applicationUrl: string, folder: string): Promise<LogAtWork> {
    const config = readConfig({ TALLENNE_DATA_DIR: join(folder, 'data'), TALLENNE_KEYS_DIR: join(folder, 'keys') });
    const orm = await MikroORM.init(ormOptions(applicationUrl, POOL_SIZE));
    const [database, clock, keys] = [new Database(orm), new MovableClock(BEGINS_AT), new LogKeys(config)];
    const ring = await FileKeyRing.open(join(folder, 'ring'), { outsideOf: config.dataDir });
    const texts = new AuditTexts(database, ring, new DueDays(database), config, clock);
    const trail = new AuditTrail(database, clock, texts, new OwnEvents());
    const head = new LogHead(database, keys, clock);
    await head.onModuleInit();
    const integration = new IntegrateEvents(database, keys, clock, new LogGate(), new KeysOnRecord(trail));
    return new LogAtWork(orm, clock, trail, integration, head, keys);
  }

  /** Begins anew after the database was emptied. */
  begin(): Promise<void> {
    return this.head.onModuleInit();
  }

  /** Records invented events, some of them at the same moment. */
  async record(events: number, random: SeededRandom): Promise<void> {
    for (let left = events; left > 0;) {
      const together = Math.min(left, random.between(1, MOST_TOGETHER));
      const drafts = Array.from({ length: together }, () => inventedDraft(random));
      await Promise.all(drafts.map(draft => this.trail.recordAlone(draft)));
      this.clock.advance(random.between(1, LONGEST_PAUSE_MS));
      left -= together;
    }
  }

  /** Returns how many events came into the tree. */
  integrate(): Promise<number> {
    return this.integration.execute();
  }

  close(): Promise<void> {
    return this.orm.close(true);
  }
}
