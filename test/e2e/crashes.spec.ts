import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { goOn, peopleOf, SCENARIOS, Stage, type People } from '../crashes/crash-scenarios.js';
import { CrashingServer } from '../crashes/start-crashing.js';
import { letServeForYears } from '../support/years.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;

describe('a process that is killed', () => {
  let server: TestServer;
  let people: People;

  beforeAll(async () => {
    server = await startTestServer();
    people = await peopleOf(server);
    await letServeForYears(server);
  });

  afterAll(() => server.stop());

  describe.each(SCENARIOS)('while $name', ({ points, prepare, run, expected }) => {
    it.each(points)(
      'at %s leaves nothing half: the next one goes on, and custody is whole',
      async point => {
        server.clock.moveTo(new Date(Math.max(server.clock.now().getTime(), NOW.getTime())));
        const stage = await Stage.set(server, people);
        await prepare(stage);
        const crashing = await CrashingServer.start(server, point);
        await run(stage, crashing);
        const kept = expected(stage, point);
        await goOn(server);
        const rows = await server.sql<{ due_on: string }>('select due_on from recording where id = $1', [
          stage.filed.id,
        ]);
        expect(rows.map(({ due_on }) => due_on)).toEqual(kept === null ? [] : [kept]);
        const certificates = await server.sql('select from deletion_certificate where unit_id = $1', [stage.filed.id]);
        expect(certificates).toHaveLength(kept === null ? 1 : 0);
        await checkCustody(server);
      },
      MINUTE_MS,
    );
  });
});
