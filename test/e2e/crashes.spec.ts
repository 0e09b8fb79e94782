import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { peopleOf, SCENARIOS, type People } from '../crashes/crash-scenarios.js';
import { crashAt } from '../crashes/run-crashes.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';

const MINUTE_MS = 60_000;

/** `npm run test:crashes` does the same on both kinds of key ring. */
describe('a process that is killed', () => {
  let server: TestServer;
  let people: People;

  beforeAll(async () => {
    server = await startTestServer();
    people = await peopleOf(server);
    await letServeForYears(server);
  });

  afterAll(() => server.stop());

  describe.each(SCENARIOS)('while $name', scenario => {
    it.each(scenario.points)(
      'at %s leaves nothing half: the next one goes on, and custody is whole',
      async point => {
        expect(await crashAt(server, people, scenario, point)).toEqual([]);
      },
      MINUTE_MS,
    );
  });
});
