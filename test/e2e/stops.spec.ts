import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { newId } from '../../src/kernel/ids.js';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { faultAlone, Installation } from '../stops/installation.js';
import { runStops, shortfallOf } from '../stops/run-stops.js';
import { Lengths } from '../stops/lengths.js';
import { scheduledJobs } from '../stops/scheduled-jobs.js';
import { twiceFindings } from '../stops/twice.js';
import { startKeyCluster } from '../support/key-cluster.js';
import { startTestServer } from '../support/server.js';

const CYCLES = 4;
const MINUTES_MS = 60_000;
const SOURCES = join(import.meta.dirname, '..', '..', 'src');

describe('an instance that is stopped in the middle of a job', () => {
  it(
    'does nothing twice when it goes on, although another one has worked on meanwhile',
    async () => {
      const report = await runStops({ cycles: CYCLES, seed: randomInt(2 ** 31), seconds: 1 });
      process.stdout.write(`stops test: ${JSON.stringify(report)}\n`);
      expect(report.faults).toEqual([]);
      expect(report.cycles).toBe(CYCLES);
    },
    20 * MINUTES_MS,
  );

  it('is stopped in every job that there is, and found out by an event that is recorded twice', async () => {
    const server = await startTestServer();
    expect(scheduledJobs(server.app).size).toBe(await countScheduled());
    const object = { kind: 'hold', id: newId(server.clock.now()) };
    for (const recorded of [0, 1]) {
      expect(await twiceFindings(server)).toHaveLength(0);
      await server.app
        .get(AuditTrail)
        .recordAlone({ action: 'hold.ended', actor: THE_SYSTEM, object, facts: { recorded } });
    }
    expect(await twiceFindings(server)).toEqual([expect.stringContaining(`hold.ended hold ${object.id}`)]);
    await server.stop();
  });

  it('is found out by a job that fails once it is alone, and by a run that stopped too little', () => {
    expect(faultAlone('EndHoldsJob.onSchedule', 'done')).toEqual([]);
    for (const said of ['failed DomainError', 'waits', 'gone'])
      expect(faultAlone('EndHoldsJob.onSchedule', said)).toEqual([expect.stringContaining(said)]);
    expect(shortfallOf({ stopped: 4, atWork: 1 }, { cycles: 4 })).toEqual([]);
    expect(shortfallOf({ stopped: 3, atWork: 1 }, { cycles: 4 })).toEqual(['3 of 4 cycles stopped a job']);
    expect(shortfallOf({ stopped: 3, atWork: 1 }, { cycles: 4, minutes: 1 })).toEqual([]);
    expect(shortfallOf({ stopped: 0, atWork: 0 }, { cycles: 4, minutes: 1 })).toEqual(['no job was stopped at work']);
  });

  it(
    'is found out by a job that never gets its work done, however often it is tried again',
    async () => {
      const job = 'EndHoldsJob.onSchedule';
      const cluster = await startKeyCluster();
      const installation = await Installation.start(cluster, 1000);
      (installation.jobs as Map<string, () => Promise<unknown>>).set(job, () => Promise.reject(new Error('planted')));
      const { faults } = await installation.cycle(job, 0, new Lengths(), new SeededRandom(1));
      await installation.end();
      await cluster.stop();
      expect(faults).toContain(`${job} failed Error, alone on a quiet instance`);
    },
    10 * MINUTES_MS,
  );

  it('calls nothing twice that was done for two reasons on one day', async () => {
    const server = await startTestServer();
    const object = { kind: 'rights-case', id: newId(server.clock.now()) };
    const search = (as: string) =>
      server.app
        .get(AuditTrail)
        .recordAlone({ action: 'rights-request.searched', actor: THE_SYSTEM, object, facts: { as, hits: 0 } });
    for (const as of ['caller', 'patient']) await search(as);
    expect(await twiceFindings(server)).toEqual([]);
    await search('caller');
    expect(await twiceFindings(server)).toEqual([expect.stringContaining(`rights-request.searched`)]);
    await server.stop();
  });
});

async function countScheduled(): Promise<number> {
  const names = (await readdir(SOURCES, { recursive: true })).filter(name => name.endsWith('.ts'));
  const texts = await Promise.all(names.map(name => readFile(join(SOURCES, name), 'utf8')));
  return texts.join('\n').match(/^ {2}@(?:Cron|Interval|Timeout)\(/gm)?.length ?? 0;
}
