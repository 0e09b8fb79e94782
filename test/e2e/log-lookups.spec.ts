import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { CheckNextTile } from '../../src/audit/watch/check-next-tile.js';
import { CheckOwnEvents } from '../../src/audit/watch/check-own-events.js';
import { Database, type Run, type Statement } from '../../src/platform/database/index.js';
import { startTestServer, type TestServer } from '../support/server.js';

const EVENTS = 6000;
const WAITING = 300;

/** How often a connection has read one of the log's large tables from end to end, as far as it has not told the others yet. */
const WHOLE: Statement = {
  name: 'test-whole-reads',
  text: `select coalesce(sum(seq_scan), 0)::int as reads from pg_stat_xact_user_tables
    where relname in ('audit_event', 'audit_leaf')`,
};

async function reads(run: Run): Promise<number> {
  return (await run<{ reads: number }>(WHOLE))[0]?.reads ?? 0;
}

describe('what is done for the log each second', () => {
  let server: TestServer;
  let wholeReads: number;

  beforeAll(async () => {
    server = await startTestServer();
    await record(EVENTS);
    await server.app.get(IntegrateEvents).execute();
    await server.app.get(CheckOwnEvents).execute();
    await countWholeReads(server.app.get(Database));
  });

  afterAll(() => server.stop());

  const record = (events: number): Promise<unknown> => {
    const trail = server.app.get(AuditTrail);
    const draft = { action: 'retention.viewed', actor: THE_SYSTEM } as const;
    return Promise.all(Array.from({ length: events }, () => trail.recordAlone(draft)));
  };

  /** Statements by themselves run in a transaction of theirs, which can be asked what it has read. */
  async function countWholeReads(database: Database): Promise<void> {
    const statements = database.statements.bind(database);
    const counted = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
      statements(async run => {
        const before = await reads(run);
        const result = await work(run);
        wholeReads += (await reads(run)) - before;
        return result;
      });
    database.statements = counted;
    database.query = (statement, values) => counted(run => run(statement, values));
    wholeReads = 0;
    await database.query({ name: 'test-whole-log', text: 'select count(*) from audit_event' });
    expect(wholeReads).toBe(1); // it counts
  }

  it.each([
    ['the integration', () => server.app.get(IntegrateEvents).execute()],
    ['the check of the events of this instance', () => server.app.get(CheckOwnEvents).execute()],
    ['the walk over the tiles', () => server.app.get(CheckNextTile).execute()],
  ])('never reads the log from end to end: %s', async (_what, work) => {
    for (let time = 0; time < 8; time += 1) {
      await record(WAITING); // statements are planned for whatever they are given from their sixth time on
      wholeReads = 0;
      await work();
      expect(wholeReads).toBe(0);
    }
  });
});
