import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { shows } from '../support/fault-findings.js';
import { jsonOf, receive } from '../support/fault-receive.js';
import { breakTransactions, hangEach, hangLog, strikeEach } from '../support/fault-rounds.js';
import { FAULTY_POOL, startFaultyServer, type FaultyServer } from '../support/fault-server.js';
import { waysTo, type Way } from '../support/fault-ways.js';
import { inParallel } from '../support/in-parallel.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
const STATEMENTS = 40;
const STATEMENTS_OF_LOG = 11;
const STATEMENTS_OF_INTEGRATION = 5;

describe('a statement that fails on its way to the database', () => {
  let server: TestServer;
  let faulty: FaultyServer;
  let listener: Client;
  let auditor: Client;
  let ways: Way[];

  beforeAll(async () => {
    server = await startTestServer();
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 150 }));
    faulty = await startFaultyServer(server);
    listener = await server.as('maija.malli');
    auditor = await server.as('aila.auditoija');
    ways = waysTo(String(body.id), {
      listener,
      auditor,
      unseen: () =>
        server.sql(`update session set last_seen_at = last_seen_at - interval '2 minutes'
          where staff_id = (select id from staff where username = 'maija.malli')`),
    });
  });

  afterAll(async () => {
    await checkCustody(server);
    await faulty.stop();
    await server.stop();
  });

  it.each(['error', 'disk-full', 'read-only', 'disconnect', 'answer-lost', 'down'] as const)(
    'shows and serves nothing without its event, whichever statement it is: %s',
    async kind => {
      const { findings, struck, ofLog } = await strikeEach(server, faulty, ways, kind);
      expect(findings).toEqual([]);
      expect(struck).toBeGreaterThanOrEqual(STATEMENTS);
      expect(ofLog).toBeGreaterThanOrEqual(STATEMENTS_OF_LOG);
    },
  );

  it('shows and serves nothing without its event, whichever statement it is: hang', async () => {
    const isLong = ({ name }: Way) => name === 'the whole audio'; // it reserves twice, and three tries at once are all
    const rounds = [
      await hangEach(
        server,
        faulty,
        ways.filter(way => !isLong(way)),
      ),
      await hangEach(server, faulty, ways.filter(isLong)),
    ];
    expect(rounds.flatMap(({ findings }) => findings)).toEqual([]);
    expect(sumOf(rounds.map(({ struck }) => struck))).toBeGreaterThanOrEqual(STATEMENTS);
    expect(sumOf(rounds.map(({ ofLog }) => ofLog))).toBeGreaterThanOrEqual(STATEMENTS_OF_LOG);
  });

  it.each(['begin', 'commit'])(
    'leaves no connection of the pool behind when a transaction breaks at its %s',
    async at => {
      const search = ways.find(({ name }) => name === 'a search');
      if (!search) throw new Error('There is no search among the ways.');
      const { status } = await breakTransactions(faulty, search, { at, times: FAULTY_POOL + 1 });
      expect(status).toBe(200);
    },
  );

  it('answers within the time for the log also when each try to write into it hangs', async () => {
    const { findings } = await hangLog(server, faulty, ways);
    expect(findings).toEqual([]);
  });

  it('shows nothing while the whole database is read-only, and all again afterwards', async () => {
    const needEvents = ways.filter(({ name }) => name !== 'the first extent'); // it was reserved with the grant
    const requests = await Promise.all(needEvents.map(way => way.prepare()));
    for (const person of [listener, auditor]) await person.get('/me'); // seen, so that only events are to be written
    const askAll = () => inParallel(requests, 1, ({ asked }) => receive(faulty.url, asked));
    await setReadOnly('on');
    const refused = await askAll();
    await setReadOnly('off');
    const shown = refused.filter(shows);
    expect(shown.map(({ whole, bytes }) => [whole, bytes.length])).toEqual([[false, MEBIBYTE]]);
    const codes = refused.filter(answer => !shows(answer)).map(answer => jsonOf(answer).code);
    expect(codes).toEqual(codes.map(() => 'log-unavailable'));
    expect((await askAll()).filter(answer => !shows(answer) || !answer.whole)).toEqual([]);
  });

  it.each(['error', 'disk-full', 'read-only', 'disconnect', 'answer-lost', 'down'] as const)(
    'leaves the tree as it was or goes on by one step, whichever statement of the integration it is: %s',
    async kind => {
      const integrate = faulty.app.get(IntegrateEvents);
      let struck = 0;
      for (; ; struck += 1) {
        await listener.get('/recordings');
        const fault = faulty.database.arm({ kind, nth: struck + 1 });
        await integrate.execute().catch(() => undefined);
        await faulty.database.calm();
        expect(await brokenTrees()).toEqual([]);
        if (!fault.struck) break;
      }
      expect(struck).toBeGreaterThanOrEqual(STATEMENTS_OF_INTEGRATION);
      expect(await server.sql('select from audit_pending')).toEqual([]);
    },
  );

  /** A head that is no whole tree: its leaves are not all there and consecutive, or one is in it and pending as well. */
  const brokenTrees = (): Promise<object[]> =>
    server.sql(`
      select h.size, l.leaves, l.last, p.both from audit_head h,
        (select count(*) as leaves, coalesce(max(index), -1) as last from audit_leaf) l,
        (select count(*) as both from audit_pending join audit_leaf using (event_id)) p
      where h.size <> l.leaves or h.size <> l.last + 1 or p.both > 0`);

  async function setReadOnly(setting: 'on' | 'off'): Promise<void> {
    const { name } = server.database;
    await server.sql(`alter role tallenne_app in database ${name} set default_transaction_read_only = ${setting}`);
    await server.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'tallenne_app'`,
      [name],
    );
    await faulty.database.calm();
  }
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
