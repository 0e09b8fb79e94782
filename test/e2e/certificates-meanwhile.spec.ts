import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { addDays } from '../../src/kernel/calendar.js';
import { UnitsKept } from '../../src/recordings/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { HoldScenes } from '../support/holds.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: HoldScenes;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

it('a recording that is purged while somebody asks for it is never said to have been nowhere', async () => {
  const { id, dueOn } = await scenes.deliver();
  scenes.moveTo(addDays(dueOn, 1));
  const aila = await server.as('aila.auditoija');
  const units = server.app.get(UnitsKept);
  const lastDayOf = units.lastDayOf.bind(units);
  jest.spyOn(units, 'lastDayOf').mockImplementationOnce(async asked => {
    await scenes.purge();
    return lastDayOf(asked);
  });
  const { body } = await aila.get(`/retention/whereabouts?id=${id}`);
  expect(body.unit).toMatchObject({ id, outcome: 'purged', certificate: { unitId: id, reason: 'due' } });
});

it('a certificate whose run nobody knows any more is shown without a place in the log', async () => {
  const { id, dueOn } = await scenes.deliver();
  scenes.moveTo(addDays(dueOn, 1));
  await scenes.purge();
  const aila = await server.as('aila.auditoija');
  const path = `/retention/certificates/${id}`;
  expect((await aila.get(path)).body.event).toMatchObject({ eventId: expect.any(String) });
  await server.sql('update deletion_certificate set purge_run_id = $2 where unit_id = $1', [id, id]);
  expect((await aila.get(path)).body).toMatchObject({ unitId: id, reason: 'due', event: null });
});
