import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditTexts } from '../../src/audit/index.js';
import { addDays, startOfDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import type { Answer, Client } from '../support/client.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { inParallel } from '../support/in-parallel.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AT_ONCE = 20;
const LATE_CALLS = 12;
/** Fewer than act at once: who holds the lock must not need another one. */
const FEW_CONNECTIONS = '4';

/** Whatever happens at the same moment: one key each, on the day of the row. */
describe('holds of one recording at once', () => {
  let server: TestServer;
  let scenes: HoldScenes;
  let [risto, liisa]: [Client?, Client?] = [];

  beforeEach(async () => {
    server = await startTestServer({ env: { TALLENNE_DATABASE_POOL: FEW_CONNECTIONS } });
    scenes = new HoldScenes(server);
    [risto, liisa] = await Promise.all([server.as('risto.reklamaatio'), server.as('liisa.lupa')]);
  });

  afterEach(async () => {
    await checkCustody(server);
    await server.stop();
  });

  const times = (act: (n: number) => Promise<Answer> | undefined): Promise<number[]> =>
    inParallel(Array.from({ length: AT_ONCE }), AT_ONCE, async (_, n) => (await act(n))?.status ?? 0);

  it('are requested, approved and released with one wrapping left on the day of the row, and one provisional', async () => {
    const filed = await scenes.deliver({ linkedId: 'legs' });
    await scenes.deliver({ linkedId: 'legs' });
    const until = (n: number) => ({ until: scenes.inDays(70 + n) });
    expect(await times(n => risto && scenes.ask(risto, filed.id, until(n)))).toEqual(Array<number>(AT_ONCE).fill(201));
    await scenes.expectOneKeyEach(filed);
    const holds = await server.sql<{ id: string; provisional: boolean }>(
      'select id, provisional from hold order by id',
    );
    expect(holds.filter(({ provisional }) => provisional)).toHaveLength(1);
    const idOf = (n: number) => holds[n]?.id ?? '';

    const approved = await times(n => liisa?.post(`/holds/${idOf(n)}/approval`));
    expect(approved).toEqual(Array<number>(AT_ONCE).fill(200));
    await scenes.expectOneKeyEach(filed);
    expect((await scenes.recording(filed.id))?.due_on).toBe(scenes.inDays(70 + AT_ONCE - 1));

    const released = await times(n => (n % 2 ? risto : liisa)?.post(`/holds/${idOf(n)}/release`, { reason: 'Ei' }));
    expect(released).toEqual(Array<number>(AT_ONCE).fill(200));
    await scenes.expectOneKeyEach(filed);
    expect(await scenes.recording(filed.id)).toMatchObject({ due_on: filed.dueOn, hold_purposes: '{}' });
  });

  it('are approved, refused and released against each other: each ends in one state, with one key', async () => {
    const filed = await scenes.deliver();
    const holds: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      if (risto) holds.push(String((await scenes.ask(risto, filed.id, { until: scenes.inDays(70 + n) })).body.id));
    }
    const reason = { reason: 'Ei tarvita' };
    const statuses = await times(n => {
      const path = `/holds/${holds[n % 5] ?? ''}`;
      if (n < 5) return liisa?.post(`${path}/approval`);
      if (n < 10) return liisa?.post(`${path}/refusal`, reason);
      return n < 15 ? risto?.post(`${path}/release`, reason) : scenes.endHolds().then(() => undefined as never);
    });
    expect(statuses.filter(status => ![0, 200, 409].includes(status))).toEqual([]);
    await scenes.expectOneKeyEach(filed);
    const rows = await server.sql<{ state: string; until: string }>(
      'select state, until_on as until from hold where recording_id = $1',
      [filed.id],
    );
    const active = rows.filter(({ state }) => state === 'active').map(({ until }) => until);
    const days = [filed.dueOn, ...active].sort();
    expect((await scenes.recording(filed.id))?.due_on).toBe(days.at(-1));
    const ends = rows.filter(({ state }) => !['active', 'refused', 'released'].includes(state));
    expect(ends).toEqual([]);
  });

  it('are asked for at 23:59:59 of the last day against the purge: kept or gone, never half', async () => {
    const filed: Filed[] = [];
    for (let n = 0; n < LATE_CALLS; n += 1) filed.push(await scenes.deliver());
    const [{ dueOn } = { dueOn: scenes.today }] = filed;
    const midnight = startOfDay(addDays(dueOn, 1));
    server.clock.moveTo(new Date(midnight.getTime() - 1000));
    await server.app.get(AuditTexts).prepare(server.clock.now()); // as the job does, long before there is a month
    const asking = await server.as('risto.reklamaatio');
    const asked = inParallel(filed, LATE_CALLS, async ({ id }, n) => {
      if (n === LATE_CALLS / 2) server.clock.moveTo(midnight);
      return (await scenes.ask(asking, id)).status;
    });
    const purged = Promise.all([scenes.purge(), waitABit().then(() => scenes.purge())]);
    const statuses = await asked;
    await purged;
    server.clock.moveTo(midnight);
    await scenes.purge();
    const { recordings, wrappings, blobs } = await readKept(server);
    const kept = new Set(recordings.map(({ id }) => id));
    for (const [n, { id, contactId }] of filed.entries()) {
      const isKept = statuses[n] === 201;
      expect([
        n,
        statuses[n],
        kept.has(id),
        blobs.has(id),
        wrappings.get(id)?.length,
        wrappings.get(contactId)?.length,
      ]).toEqual(isKept ? [n, 201, true, true, 1, 1] : [n, expect.any(Number), false, false, undefined, undefined]);
      expect([201, 404, 410]).toContain(statuses[n]);
    }
    const late = await server.as('risto.reklamaatio');
    for (const { id } of filed.filter((_, n) => statuses[n] === 201)) {
      expect(await scenes.reached(late, id, 'complaint')).toEqual([200, 201]);
    }
  });
});

function waitABit(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 40);
  });
}
