import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { DailyFigures } from '../../src/register/studies/daily-figures.job.js';
import type { ServiceLevelStudy, StudyFigures } from '../../src/register/studies/study.schemas.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { eventsDuring } from '../support/log.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { somePhone, StudyScenes } from '../support/studies.js';

const TODAY = helsinkiDay(NOW);
const ORDINARY_DAYS = 61;

let server: TestServer;
let scenes: StudyScenes;

beforeAll(async () => {
  server = await startTestServer();
  scenes = await StudyScenes.of(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const figures = (at: TestServer = server) => at.app.get(DailyFigures).execute();

describe('daily figures', () => {
  it('agree with the history when the calls are purged, and hold no cell of fewer than five', async () => {
    const day = addDays(TODAY, -20);
    const phones = Array.from({ length: 6 }, somePhone);
    for (const [n, phone] of phones.entries())
      await scenes.call({ day, waitMs: 1000 * (n + 1), talkMs: 60_000 + n, phone });
    for (const phone of phones)
      await scenes.call({ day: addDays(day, 2), phone }, { queue: 'on-call', ticket: 'INC-4' });
    await scenes.calls(7, { day: addDays(day, 2), waitMs: 45_000, phone: null }, { unit: undefined });
    await scenes.calls(2, { day, at: 900 });
    for (let n = 0; n < 5; n += 1) await scenes.notAnswered({ day });
    const groups = ['day', 'week', 'month', 'weekday', 'hour', 'queue', 'unit'];
    const all = () =>
      Promise.all(groups.map(group => scenes.study({ from: addDays(day, -5), through: addDays(day, 5), group })));
    const before = await all();
    expect(before[0]?.total).toMatchObject({ calls: 26, answered: 21, repeated: 6, ticketed: 6 });

    server.clock.moveTo(new Date(startOfDay(addDays(day, ORDINARY_DAYS)).getTime() + 600_000));
    await figures();
    server.clock.moveTo(new Date(startOfDay(addDays(day, ORDINARY_DAYS + 2)).getTime() + 600_000));
    await figures();
    server.clock.moveTo(startOfDay(addDays(day, ORDINARY_DAYS + 3)));
    await server.app.get(RunPurges).execute();
    expect(await server.sql('select id from contact union all select contact_id from caller_mark')).toEqual([]);
    scenes = await StudyScenes.of(server);
    const after = await all();
    const counts = ({ rows, total }: ServiceLevelStudy) =>
      [...rows, { key: 'total', ...total }].map(({ waiting: _, talking: __, ...rest }) => rest);
    expect(after.map(counts)).toEqual(before.map(counts));
    for (const [n, { total, living, errorBound }] of after.entries()) {
      expect(living).toBeNull();
      withinBound(total.waiting, before[n]?.total.waiting, errorBound);
      withinBound(total.talking, before[n]?.total.talking, errorBound);
    }
    const cells = await server.sql<{ calls: number }>('select calls from study_cell where calls < 5');
    expect(cells).toEqual([]);
  });

  function withinBound(kept: StudyFigures['waiting'], exact: StudyFigures['waiting'] | undefined, bound: number): void {
    const [one, other] = [kept.p50Ms ?? NaN, exact?.p50Ms ?? NaN];
    expect(Math.abs(one - other)).toBeLessThanOrEqual(other * bound + 1);
  }

  it('are made once, by however many instances, and again on the last days: what was objected to is in none', async () => {
    const day = addDays(helsinkiDay(server.clock.now()), -3);
    const made = await scenes.calls(8, { day });
    const dueOn = made[0]?.dueOn ?? day;
    const beside = await server.beside();
    const events = await eventsDuring(server, () => Promise.all([figures(), figures(beside), figures()]));
    const ofIt = events.filter(({ action, facts }) => action === 'daily-figures.made' && facts?.day === day);
    expect(ofIt).toHaveLength(1);
    await beside.stop();
    const kept = () => server.sql<{ calls: number }>('select calls from study_cell where day = $1', [day]);
    expect(await kept()).toEqual([{ calls: 8 }]);
    await scenes.block([made[0]?.id ?? ''], 'service-level-study');
    server.clock.moveTo(new Date(startOfDay(dueOn).getTime() + 600_000));
    await figures();
    expect(await kept()).toEqual([{ calls: 7 }]);
    await scenes.block([made[1]?.id ?? ''], 'service-level-study');
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    await figures();
    expect(await kept()).toEqual([{ calls: 7 }]);
  });

  it('cannot be written of fewer than five calls, whoever tries', async () => {
    await server.sql(`insert into study_day (day, made_on) values ('2020-01-01', '2020-01-02')`);
    const cell = `insert into study_cell values ('2020-01-01', 0, 'a', 'x', 9, 4, 4, 0, 0, 0, 0, '{}', '{}', '{}', '{}')`;
    await expect(server.sql(cell)).rejects.toThrow('study_cell_not_small');
  });

  it('know nothing of a person: no agent, number, call or recording is in any of their columns', async () => {
    const columns = await server.sql<{ column_name: string }>(
      `select column_name from information_schema.columns where table_name in ('study_day', 'study_cell')`,
    );
    expect(columns.map(({ column_name }) => column_name).sort()).toEqual([
      ...['answered', 'calls', 'day', 'day', 'hour', 'made_on', 'numbered', 'place', 'queue', 'repeated'],
      ...['talk_buckets', 'talk_counts', 'ticketed', 'unit', 'wait_buckets', 'wait_counts', 'waited'],
    ]);
  });
});

describe('the marks by which callers are known again', () => {
  it('are nothing but yes or no when they have served', async () => {
    const day = addDays(helsinkiDay(server.clock.now()), -1);
    const phone = somePhone();
    const first = await scenes.call({ day, at: 60, phone });
    const second = await scenes.call({ day, at: 120, phone });
    const marks = () =>
      server.sql<{ again: boolean | null; value: Buffer | null; before: Buffer[] }>(
        'select again, value, before from caller_mark where contact_id = any($1::uuid[]) order by contact_id',
        [[first.contactId, second.contactId]],
      );
    await figures();
    expect((await marks()).map(({ again, value }) => [again, value === null])).toEqual([
      [null, false],
      [null, false],
    ]);
    server.clock.advance(9 * 86_400_000);
    await figures();
    expect((await marks()).map(({ again, value }) => [again, value === null])).toEqual([
      [false, false],
      [true, false],
    ]);
    server.clock.advance(9 * 86_400_000);
    await figures();
    expect((await marks()).map(({ again, value, before }) => [again, value, before.length])).toEqual([
      [false, null, 0],
      [true, null, 0],
    ]);
  });
});
