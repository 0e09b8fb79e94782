import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { CRASH_POINTS, type CrashPoint } from '../../src/kernel/crash-points.js';
import { RunPurges } from '../../src/retention/index.js';
import { uptimeOf, MovedUptime } from '../../src/platform/machine/uptime.js';
import { custodyFindings } from '../custody/check-custody.js';
import { startTestServer } from '../support/server.js';
import { checkKept, checkReach } from './checks.js';
import { Counts } from '../support/counts.js';
import { World } from './world.js';

export interface HistoriesOptions {
  /** How many calls live through everything, over all timelines. */
  readonly histories: number;
  /** How many calls share one timeline, and one database. */
  readonly width: number;
  readonly seed: number;
  readonly onProgress?: (line: string) => void;
}

const DAY_MS = 86_400_000;
/** Calls come through so many days; the timeline goes on until nearly all of them are over. */
const COMING_DAYS = 12;
const DAYS = 110;
const STEP_BY_DAYS = 2;

/** Where timelines begin: before the ends of summer time, its beginning, a leap day, a new year, and any day. */
const BEGINNINGS = ['2026-10-19', '2027-03-20', '2027-12-27', '2026-11-10', '2028-01-30', '2027-06-15'];

const OF_JOBS: readonly CrashPoint[] = CRASH_POINTS.filter(
  point => !point.startsWith('move.') && !point.startsWith('effect.'),
);

/**
 * Lets calls come, be held, let go, erased and purged on timelines of months, with crashes and clocks that are set wrong,
 * beside a model that knows nothing of the product.
 * @returns what happened how often
 * @throws at the first difference between the two, with its timeline
 */
export async function runHistories({ histories, width, seed, onProgress }: HistoriesOptions): Promise<Counts> {
  const counts = new Counts();
  for (let done = 0, nth = 0; done < histories; done += width, nth += 1) {
    const name = `${seed}/${nth}`;
    try {
      await liveThrough(name, Math.min(width, histories - done), counts);
    } catch (cause) {
      throw new Error(`timeline ${name}: ${told(cause)}`, { cause });
    }
    onProgress?.(`${done + width} histories`);
  }
  return counts;
}

function told(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(told).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function liveThrough(name: string, histories: number, counts: Counts): Promise<void> {
  const random = new SeededRandom(name);
  const begin = new Date(`${random.pick(BEGINNINGS)}T0${random.between(0, 9)}:30:00Z`);
  const server = await startTestServer({ at: begin });
  try {
    const world = await World.begin(server, random, counts);
    const end = begin.getTime() + DAYS * DAY_MS;
    const perDay = Math.ceil(histories / COMING_DAYS);
    let come = 0;
    for (let day = 0; server.clock.now().getTime() < end; day += 1) {
      for (let call = 0; call < perDay && come < histories; call += 1, come += 1) await world.call();
      await step(world, histories);
    }
    await world.jobs.everyMinute();
    await world.jobs.everyNight();
    const findings = await custodyFindings(server);
    if (findings.length > 0) throw new Error(findings.slice(0, 5).join('; '));
    counts.add('timelines');
  } finally {
    await server.stop();
  }
}

/** A moment later: people act, jobs look or are late, and what is found and kept must be what the model says. */
async function step(world: World, histories: number): Promise<void> {
  const { random } = world;
  for (let acts = Math.ceil(histories / 12); acts > 0 && world.kept.length > 0; acts -= 1) await world.act();
  await world.moveOn();
  world.counts.add('steps');
  await checkReach(world);
  if (random.chance(0.03)) await misleadClock(world);
  if (random.chance(0.2)) return;
  if (random.chance(0.15)) await breakOff(world);
  await world.jobs.everyMinute();
  for (const recording of world.kept) {
    recording.lapse(world.today);
    if (recording.isOver(world.today)) recording.fate = 'purged';
  }
  await checkKept(world);
  if (random.chance(0.3)) await checkReach(world);
}

async function breakOff(world: World): Promise<void> {
  const point = world.random.pick(OF_JOBS);
  if (await world.jobs.brokenOffAt(point)) world.counts.add(`crash: ${point}`);
}

/** The clock is set wrong by two days: nothing may go, until it is set right and two people have said so. */
async function misleadClock(world: World): Promise<void> {
  const { server, random, counts } = world;
  const byMs = (random.chance(0.5) ? 1 : -1) * STEP_BY_DAYS * DAY_MS;
  await server.app.get(RunPurges).execute();
  const before = await goneSoFar(world);
  setClock(world, byMs);
  await server.app.get(RunPurges).execute();
  if ((await goneSoFar(world)) !== before) throw new Error('a purge went by a clock that was set wrong');
  setClock(world, -byMs);
  const [one, other] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  const proposed = await one.post('/retention/brake/release-proposal', { reason: 'Testi' });
  const released = await other.post('/retention/brake/release', { reason: 'Testi' });
  if (proposed.status >= 300 || released.status >= 300) throw new Error('the brake was not released');
  counts.add(`clock set wrong: ${byMs > 0 ? 'ahead' : 'back'}`);
  for (const recording of world.kept) if (recording.isOver(world.today)) recording.fate = 'purged';
}

function setClock({ server }: World, byMs: number): void {
  const uptime = uptimeOf(server.clock);
  if (!(uptime instanceof MovedUptime)) throw new Error('the clock of a test is moved');
  server.clock.advance(byMs);
  uptime.leaveBehind(byMs);
}

async function goneSoFar({ server }: World): Promise<number> {
  return (await server.sql('select from deletion_certificate')).length;
}
