import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { Uptime, type MovedUptime } from '../../src/platform/machine/uptime.js';
import { ContinueErasures } from '../../src/retention/erasures/continue-erasures.job.js';
import { EndHoldsJob } from '../../src/retention/holds/end-holds.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { Command } from '../support/embedded-server.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { IN_FINLAND } from '../support/in-finland.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const REASON = 'Kello tarkistettu aikapalvelimesta';

let server: TestServer;
let yrjo: Client;
let paula: Client;
let dueOn: Day;

const purge = (at: TestServer = server) => at.app.get(RunPurges).execute();
const uptime = (): MovedUptime => server.app.get<Uptime, MovedUptime>(Uptime);
const recordings = async () => (await server.sql('select 1 from recording')).length;
const brake = async () => (await yrjo.get('/retention/brake')).body as { raised: { reason: string } | null };
const release = (client: Client) => client.post('/retention/brake/release', { reason: REASON });
const propose = (client: Client) => client.post('/retention/brake/release-proposal', { reason: REASON });

/** The machine's clock is set to another time, and no time has passed. */
function setClockBy(ms: number): void {
  server.clock.advance(ms);
  uptime().leaveBehind(ms);
}

async function deliver(seed = 1): Promise<void> {
  const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.2, seed }));
  expect(status).toBe(201);
  dueOn = body.dueOn as Day;
}

beforeEach(async () => {
  server = await startTestServer();
  [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  await deliver();
  await purge();
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

describe('the brake of the purge', () => {
  it('is raised by a clock that is 400 days ahead, in a running server; nothing of what it takes for over goes', async () => {
    setClockBy(400 * DAY_MS);
    const events = await eventsDuring(server, () => purge());
    const off = { reason: 'clock-ahead', byMs: 400 * DAY_MS };
    expect(events).toMatchObject([
      { action: 'purge-brake.raised', actor: { kind: 'system' }, facts: off },
      { action: 'purge.stopped', outcome: 'refused', reason: 'clock-ahead' },
    ]);
    expect(await eventsDuring(server, () => purge())).toEqual([]);
    expect(await recordings()).toBe(1);
    setClockBy(-400 * DAY_MS); // so that grants work again
    expect((await brake()).raised).toMatchObject({ ...off, proposal: null, mayPropose: true, mayRelease: false });
  });

  it('lets no hold end and forgets nothing that was erased by a clock that is 400 days ahead', async () => {
    const [recording] = await server.sql<{ id: string }>('select id from recording');
    const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi', until: addDays(dueOn, 30) };
    const risto = await server.as('risto.reklamaatio');
    expect((await risto.post(`/recordings/${recording?.id}/holds`, wanted)).status).toBe(201);
    await server.sql('insert into tombstone (digest, through_on) values ($1, $2)', [Buffer.alloc(32, 7), dueOn]);
    setClockBy(400 * DAY_MS);
    await server.app.get(EndHoldsJob).execute();
    await server.app.get(ContinueErasures).look();
    expect(await server.sql('select state::text from hold')).toEqual([{ state: 'requested' }]);
    expect(await server.sql('select from tombstone')).toHaveLength(1);
    setClockBy(-400 * DAY_MS);
  });

  it('stays raised when the clock is right again, and across a restart', async () => {
    setClockBy(400 * DAY_MS);
    await purge();
    setClockBy(-400 * DAY_MS);
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    const fresh = await server.beside();
    await purge(fresh);
    await fresh.stop();
    expect(await recordings()).toBe(1);
    expect(await loggedEvents(server, 'purge-brake.raised')).toHaveLength(1);
  });

  it.each([
    ['400 days ahead after a restart of the machine', 400 * DAY_MS, 'clock-ahead'],
    ['36 days ahead after a restart of the machine', 36 * DAY_MS, 'clock-ahead'],
    ['2 days back after a restart of the machine', -2 * DAY_MS, 'clock-back'],
  ])('is raised by a clock that is %s', async (_, ms, reason) => {
    server.clock.advance(ms);
    uptime().reboot();
    const fresh = await server.beside();
    await fresh.stop();
    expect(await loggedEvents(server, 'purge-brake.raised')).toMatchObject([{ facts: { reason, byMs: ms } }]);
    expect(await recordings()).toBe(1);
    server.clock.advance(-ms);
  });

  it('is raised by 20 days of which nothing tells whether the machine was off or its clock was set', async () => {
    server.clock.advance(20 * DAY_MS);
    uptime().reboot();
    uptime().hidesBoot = true;
    const fresh = await server.beside();
    await fresh.stop();
    const off = { reason: 'clock-ahead', byMs: 20 * DAY_MS };
    expect(await loggedEvents(server, 'purge-brake.raised')).toMatchObject([{ facts: off }]);
    server.clock.advance(-20 * DAY_MS);
  });

  it('is raised by a clock that goes 2 days back in a running server, once the days of then are over', async () => {
    setClockBy(-2 * DAY_MS);
    await purge();
    expect(await loggedEvents(server, 'purge-brake.raised')).toMatchObject([{ facts: { reason: 'clock-back' } }]);
    setClockBy(2 * DAY_MS);
  });

  it.each([11 * MINUTE_MS, -11 * MINUTE_MS])(
    'is raised where this server’s clock and the database’s are %d ms apart',
    async ahead => {
      server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
      const now = Date.now.bind(Date);
      const shifted = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
      const events = await eventsDuring(server, () => purge()).finally(() => {
        shifted.mockRestore();
      });
      expect(events.map(({ action }) => action)).toEqual(['purge-brake.raised', 'purge.stopped']);
      expect(events[0]?.facts).toMatchObject({ reason: 'clocks-disagree' });
      await purge();
      expect(await recordings()).toBe(1);
    },
  );

  it('is not raised by 30 days of downtime, with or without a restart of the machine, and what is over goes', async () => {
    server.clock.moveTo(startOfDay(addDays(dueOn, -20)));
    await purge();
    server.clock.advance(30 * DAY_MS);
    uptime().reboot();
    const fresh = await server.beside();
    await fresh.stop();
    expect(await recordings()).toBe(0);
    server.clock.advance(100 * DAY_MS);
    await purge();
    expect(await loggedEvents(server, 'purge-brake.raised')).toEqual([]);
  });

  it('keeps what is over out of reach while it is raised, and lets it go once two have released it', async () => {
    setClockBy(12 * MINUTE_MS);
    await purge();
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await purge();
    expect((await (await server.as('liisa.lupa')).get('/recordings')).body.items).toEqual([]);
    expect(await recordings()).toBe(1);
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
    expect((await propose(yrjo)).status).toBe(200);
    expect((await release(paula)).status).toBe(200);
    await purge();
    expect(await recordings()).toBe(0);
    expect((await brake()).raised).toBeNull();
  });
});

describe('the release of the brake', () => {
  beforeEach(async () => {
    setClockBy(400 * DAY_MS);
    await purge();
    setClockBy(-400 * DAY_MS);
  });

  it('needs one administrator who proposes it and another who releases it; the look after it begins anew', async () => {
    const events = await eventsDuring(server, async () => {
      expectProblem(await release(paula), 409, 'release-not-proposed');
      expect((await propose(yrjo)).body.raised).toMatchObject({ mayRelease: false });
      expectProblem(await release(yrjo), 403, 'not-second-person');
      const seen = await paula.get('/retention/brake');
      expect(seen.body.raised).toMatchObject({
        proposal: { proposerName: 'Yrjö Ylläpito', reason: REASON },
        mayRelease: true,
      });
      const { body } = await release(paula);
      expect(body).toMatchObject({
        raised: null,
        released: [{ proposerName: 'Yrjö Ylläpito', reason: 'clock-ahead' }],
      });
    });
    expect(events.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
      ['purge-brake.released', 'refused', 'release-not-proposed'],
      ['purge-brake.release-proposed', 'done', undefined],
      ['purge-brake.released', 'refused', 'not-second-person'],
      ['purge-brake.released', 'done', undefined],
    ]);
    expect(JSON.stringify(events)).not.toContain(REASON);
    expect(await server.sql('select * from clock_sighting')).toEqual([]);
    await purge();
    expect(await server.sql('select 1 from clock_sighting')).toHaveLength(1);
    expectProblem(await release(paula), 409, 'brake-not-raised');
    expectProblem(await propose(yrjo), 409, 'brake-not-raised');
  });

  it('goes by the newest proposal', async () => {
    await propose(yrjo);
    await propose(paula);
    expectProblem(await release(paula), 403, 'not-second-person');
    expect((await release(yrjo)).status).toBe(200);
  });

  it('is for administrators: others see the brake at most', async () => {
    const aila = await server.as('aila.auditoija');
    expect((await aila.get('/retention/brake')).body.raised).toMatchObject({ mayPropose: false, mayRelease: false });
    expectProblem(await propose(aila), 403, 'not-permitted');
    expectProblem(await release(aila), 403, 'not-permitted');
    expectProblem(await (await server.as('maija.malli')).get('/retention/brake'), 403, 'not-permitted');
  });

  it('is refused by the database itself where one person would do both', async () => {
    const alone = `update purge_brake set raised = false, proposed_by = $1, released_by = $1, released_at = now()`;
    await expect(server.sql(alone, [server.ids.get('yrjo.yllapito')])).rejects.toThrow('purge_brake_by_two');
    await expect(server.sql('update purge_brake set raised = false')).rejects.toThrow('purge_brake_by_two');
  });
});

/** The real thing: a process of its own, whose clock is wrong for everything that it asks. Its database tells the right time. */
describeWith('faketime', 'a real server whose clock is wrong', faketime => {
  it.each(['+400d', '-2d'])('by %s, purges nothing and raises the brake', async off => {
    const real = await startTestServer({ at: new Date() });
    try {
      await real.ingest().deliver(callMetadata(real.clock.now()), wav({ seconds: 0.2 }));
      await purge(real);
      const process = new Command({ ...real.env, ...IN_FINLAND, ...wrongBy(faketime, off) }, 'serve');
      for (let waited = 0; waited < 40 && (await loggedEvents(real, 'purge-brake.raised')).length === 0; waited += 1) {
        await wait(500);
      }
      process.child.kill('SIGKILL');
      await process.ended;
      expect(process.output).toContain('The clock cannot be trusted');
      expect(await loggedEvents(real, 'purge-brake.raised')).toMatchObject([{ facts: { reason: 'clocks-disagree' } }]);
      expect(await loggedEvents(real, 'purge.intended')).toEqual([]);
      expect(await real.sql('select 1 from recording')).toHaveLength(1);
      await checkCustody(real);
    } finally {
      await real.stop();
    }
  });
});

/** What a process is started with whose clock is wrong: the library that the program would load into it, wherever it lies. */
function wrongBy(faketime: string, off: string): Record<string, string> {
  const said = execFileSync(faketime, ['-m', '-f', off, 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' });
  return { LD_PRELOAD: said.trim(), FAKETIME: off };
}
