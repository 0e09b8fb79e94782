import type { CrashPoint } from '../../src/kernel/crash-points.js';
import { custodyFindings } from '../custody/check-custody.js';
import { ringPlace, type RingKind } from '../support/rings.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';
import { goOn, peopleOf, SCENARIOS, Stage, type People, type Scenario } from './crash-scenarios.js';
import { CrashingServer } from './start-crashing.js';

/**
 * Kills a process (`kill -9`) at every named point of every scenario and lets another one go on.
 * @returns how many were killed, and what was not as it must be afterwards, a line a fault
 */
export async function runCrashes(ring: RingKind, onProgress: (line: string) => void) {
  const place = await ringPlace(ring);
  const server = await startTestServer({ env: place.env });
  try {
    const people = await peopleOf(server);
    await letServeForYears(server);
    const faults: string[] = [];
    let killed = 0;
    for (const scenario of SCENARIOS) {
      for (const point of scenario.points) {
        const found = await crashAt(server, people, scenario, point);
        killed += 1;
        faults.push(...found.map(fault => `${scenario.name}, ${point}: ${fault}`));
        onProgress(`${ring}: ${scenario.name}, ${point}: ${found.length} faults`);
      }
    }
    return { killed, faults };
  } finally {
    await server.stop();
    await place.end();
  }
}

/** Brings one process to its death at `point`, goes on with another, and tells what is wrong then. */
export async function crashAt(
  server: TestServer,
  people: People,
  { prepare, run, expected }: Scenario,
  point: CrashPoint,
): Promise<string[]> {
  const stage = await Stage.set(server, people);
  await prepare(stage);
  const crashing = await CrashingServer.start(server, point);
  await run(stage, crashing);
  const kept = expected(stage, point);
  await goOn(server);
  const { id } = stage.filed;
  const rows = await server.sql<{ due_on: string }>('select due_on from recording where id = $1', [id]);
  const certificates = await server.sql('select from deletion_certificate where unit_id = $1', [id]);
  const found = rows.map(({ due_on }) => due_on).join() || null;
  return [
    ...(found === kept ? [] : [`it is kept through ${found ?? 'no day'}, not ${kept ?? 'gone'}`]),
    ...(certificates.length === (kept === null ? 1 : 0) ? [] : [`it has ${certificates.length} certificates`]),
    ...(await custodyFindings(server)),
  ];
}
