import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { WatchArrivals } from '../../src/recordings/arrivals/watch-arrivals.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { eventsDuring } from '../support/log.js';
import { TOLD_BY_WEBHOOK, toldOf } from '../support/notices.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;

const watch = (at: TestServer) => at.app.get(WatchArrivals).execute();

describe('the habit of a source', () => {
  const source = 'office';
  const CALLS = ['08:20', '09:20', '10:20'];
  let server: TestServer;

  const helsinki = (day: Day, time: string) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return new Date(startOfDay(day).getTime() + hours * HOUR_MS + minutes * 60_000); // clocks change at night, on Sundays
  };
  const isWeekday = (day: Day) => new Date(day).getUTCDay() % 6 !== 0;

  /** Calls come in on each weekday from one day to another, and somebody looks each evening. */
  async function weeks(from: Day, through: Day, isOpen: (day: Day) => boolean = isWeekday): Promise<void> {
    for (let day = from; day <= through; day = addDays(day, 1)) {
      server.clock.moveTo(helsinki(day, '16:00'));
      const calls = isOpen(day) ? CALLS.map(time => helsinki(day, time)) : [];
      await server.sql(
        `insert into arrival (source, external_id, channel, call_on, outcome, seen_at, announced_at, audio_at, ends_on)
         select $1, 'call-' || at, 'folder', $2::date, 'filed', at, at, at, $2::date + 61 from unnest($3::timestamptz[]) at`,
        [source, day, calls],
      );
      if (isOpen(day)) await watch(server);
    }
  }

  async function silentAt(day: Day, time: string): Promise<boolean> {
    server.clock.moveTo(helsinki(day, time));
    await watch(server);
    const open = await server.sql(`select from ingest_alarm where kind = 'source-silent' and cleared_at is null`);
    return open.length > 0;
  }

  beforeAll(async () => {
    server = await startTestServer({ at: new Date('2026-08-30T21:00:00Z'), env: TOLD_BY_WEBHOOK });
  });
  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  it('is not known before six weeks, so that nobody is told', async () => {
    await weeks('2026-08-31' as Day, '2026-10-02' as Day);
    expect(await silentAt('2026-10-05' as Day, '16:00')).toBe(false);
    await weeks('2026-10-06' as Day, '2026-10-23' as Day);
  });

  it('is known by the hour that clocks show: after winter time has begun, a silence is told at the end of the second usual hour', async () => {
    expect(await silentAt('2026-10-26' as Day, '09:59')).toBe(false);
    const beside = await server.beside();
    server.clock.moveTo(helsinki('2026-10-26' as Day, '10:00'));
    const events = await eventsDuring(server, () =>
      Promise.all([watch(server), watch(beside), watch(server), watch(beside)]),
    );
    await beside.stop();
    expect(events).toMatchObject([{ action: 'source.fell-silent', object: { kind: 'source', id: source } }]);
    expect(await silentAt('2026-10-27' as Day, '05:00')).toBe(true);
  });

  it('is taken up again with the next call, and told so once', async () => {
    const events = await eventsDuring(server, () => weeks('2026-10-27' as Day, '2026-12-23' as Day));
    expect(events).toMatchObject([{ action: 'source.spoke-again', object: { kind: 'source', id: source } }]);
    expect(await toldOf(server, source)).toEqual(['source-silent raised', 'source-silent cleared']);
  });

  it('says nothing of public holidays and their eves', async () => {
    for (const day of ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'] as Day[]) {
      expect(await silentAt(day, '18:00')).toBe(false);
    }
    expect(await silentAt('2026-12-28' as Day, '10:00')).toBe(true);
  });

  it('bears holidays, and the change to summer time within Easter', async () => {
    const notHolidays = (day: Day) => isWeekday(day) && !['2027-01-01', '2027-01-06'].includes(day);
    await weeks('2026-12-28' as Day, '2027-03-25' as Day, notHolidays);
    for (const day of ['2027-03-26', '2027-03-28', '2027-03-29'] as Day[])
      expect(await silentAt(day, '18:00')).toBe(false);
    expect(await silentAt('2027-03-30' as Day, '09:59')).toBe(false);
    expect(await silentAt('2027-03-30' as Day, '10:00')).toBe(true);
  });

  it('ends with the source: when nothing of it is remembered, the alarm is over without a word', async () => {
    const told = await toldOf(server, source);
    const events = await eventsDuring(server, async () => {
      expect(await silentAt('2027-05-20' as Day, '10:00')).toBe(true);
      await silentAt('2027-05-30' as Day, '10:00');
      expect(await server.sql('select from arrival')).toEqual([]); // the hour of the last call is remembered still
      expect(await silentAt('2027-05-30' as Day, '10:01')).toBe(true);
      await silentAt('2027-06-10' as Day, '10:00');
      expect(await silentAt('2027-06-10' as Day, '10:01')).toBe(false);
    });
    expect(events.filter(({ action }) => action.startsWith('source.'))).toEqual([]);
    expect(await toldOf(server, source)).toEqual(told);
  });
});
