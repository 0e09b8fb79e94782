import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDay } from '../../src/kernel/calendar.js';
import { DueDays } from '../../src/platform/crypto/due-days.js';
import { lockToPurge } from '../../src/platform/crypto/purged-days.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestServer, type TestServer } from '../support/server.js';

const [MONDAY, TUESDAY] = [parseDay('2030-01-07'), parseDay('2030-01-08')];

describe('the days on which units are due', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterEach(() => server.sql('delete from due_day'));

  afterAll(() => server.stop());

  const locked = () =>
    server.app.get(Database).transaction(em => server.app.get(DueDays).lockOpen(em, MONDAY, TUESDAY, MONDAY));

  it('are open to what comes to them, also where one is named twice', async () => {
    await server.app.get(DueDays).ensure(MONDAY, TUESDAY, MONDAY);

    await expect(locked()).resolves.toBeUndefined();
  });

  it.each(['closing', 'destroyed'])('refuse what comes where one of them is %s', async state => {
    await server.app.get(DueDays).ensure(MONDAY, TUESDAY);
    await server.sql('update due_day set state = $1 where day = $2', [state, TUESDAY]);

    await expect(locked()).rejects.toMatchObject({
      ...{ kind: 'gone', code: 'day-closed' },
      message: 'The last day kept is over; nothing can be added to it any more.',
    });
  });

  it('refuse what comes where one of them was never made', async () => {
    await server.app.get(DueDays).ensure(MONDAY);

    await expect(locked()).rejects.toMatchObject({ code: 'day-closed' });
  });

  it('are not purged where they were never made', async () => {
    const purging = server.app.get(Database).transaction(em => lockToPurge(em, MONDAY));

    await expect(purging).rejects.toThrow("couldn't lock a day that has no row");
  });
});
