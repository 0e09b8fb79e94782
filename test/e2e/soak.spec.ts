import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { type Kind, KINDS, Latencies } from '../soak/latencies.js';
import { WrongBytes } from '../kill/receive-range.js';
import { busySecondsOfOthers, busyTicksIn, processIn, ticksOfTrees } from '../soak/processor.js';
import { hearAgain } from '../soak/hear-again.js';
import { Load, type Work } from '../soak/load.js';
import { WrongAnswer } from '../soak/requests.js';
import type { Look } from '../soak/soak-server.js';
import type { SoakReport } from '../soak/run-soak.js';
import { untoldOf } from '../soak/summary.js';
import { growthOf, type Sample, steadinessOf } from '../soak/verdict.js';

const HOUR_MS = 3_600_000;
const MIB = 1024 ** 2;
const EVERY_MS = 10_000;

/** What is measured of a soak, without a server: `npm run test:soak` has one for an hour. */
interface Noise {
  readonly noiseMib: number;
  readonly seed: number;
  readonly inside: (index: number) => Look | null;
  /** How many processors others keep busy, and the server's own load. */
  readonly others: (hours: number) => number;
  readonly load: (hours: number) => number;
}

describe('a soak', () => {
  /** Each sixth look is right after a collection. */
  function insideAt(index: number): Look {
    return {
      memory: { rss: 0, heapTotal: 0, heapUsed: 60 * MIB, external: 5 * MIB, arrayBuffers: 0 },
      lag: { p50Ms: 1, p99Ms: 5, maxMs: 30 },
      ...{ utilization: 0.3, resources: 12, collectedInMs: index % 6 === 5 ? 40 : null },
    };
  }

  /**
   * An hour of looks at a server whose resident memory after a collection and whose handles are as told, with some noise. Before a
   * collection there is more and more of it.
   */
  function looks(
    of: (hours: number) => { readonly mib: number; readonly handles: number },
    { noiseMib = 8, seed = 11, inside = insideAt, load = () => 1, others = () => 0.5 }: Partial<Noise> = {},
  ): Sample[] {
    let othersBusySeconds = 86_400;
    const random = new SeededRandom(seed);
    const none = new Latencies(HOUR_MS).whole;
    return Array.from({ length: HOUR_MS / EVERY_MS }, (_, index) => {
      const atMs = (index + 1) * EVERY_MS;
      const { mib, handles } = of(atMs / HOUR_MS);
      othersBusySeconds += (others(atMs / HOUR_MS) * EVERY_MS) / 1000;
      return {
        atMs,
        vitals: {
          rss: (mib + noiseMib * random.next() + (inside(index)?.collectedInMs === null ? index : 0)) * MIB,
          anonymous: mib * MIB,
          handles: Math.round(handles + 3 * random.next()),
          sockets: 20,
          postgres: { backends: 20, rssSum: 900 * MIB, anonymousSum: 300 * MIB },
          load: load(atMs / HOUR_MS),
          othersBusySeconds,
          inside: inside(index),
        },
        latencies: none,
      };
    });
  }

  const verdicts = (samples: readonly Sample[], lastsMs = HOUR_MS) =>
    Object.fromEntries(growthOf(samples, lastsMs).map(({ name, isFlat }) => [name, isFlat]));

  it('is flat where a server grows only while it warms up', () => {
    const warming = looks(hours => ({ mib: 300 + 200 * Math.min(1, hours * 5), handles: 90 }));
    expect(verdicts(warming)).toMatchObject({ 'resident memory': true, handles: true, sockets: true });
  });

  it('is not flat where memory or handles go on growing', () => {
    const leaking = looks(hours => ({ mib: 300 + 80 * hours, handles: 90 + 30 * hours }));
    expect(verdicts(leaking)).toMatchObject({ 'resident memory': false, handles: false, sockets: true });
  });

  it.each([
    ['by its own square', (hours: number) => 2000 * hours ** 2],
    ['twofold every few minutes', (hours: number) => 2 ** (hours * 9)],
    ['by one step in the middle', (hours: number) => (hours > 0.6 ? 500 : 0)],
    ['by one step near the end', (hours: number) => (hours > 0.85 ? 500 : 0)],
  ])('is not flat where memory grows %s, which no straight line fits', (_, mib) => {
    expect(verdicts(looks(hours => ({ mib: 300 + mib(hours), handles: 90 })))).toMatchObject({
      'resident memory': false,
      handles: true,
    });
  });

  it('is flat where memory comes down, or moves to and fro by less than may be added', () => {
    for (const mib of [
      (hours: number) => 2000 * (1 - hours) ** 2,
      (hours: number) => (hours > 0.4 && hours < 0.6 ? 9 : 0),
    ])
      expect(verdicts(looks(hours => ({ mib: 300 + mib(hours), handles: 90 })))).toMatchObject({
        'resident memory': true,
      });
  });

  it('has not passed where a long hold ends without saying whether it is flat', () => {
    const samples = looks(hours => ({ mib: 300 + (hours > 0.97 ? 500 : 0), handles: 90 }));
    const report = (minutes: number) =>
      ({ minutes, growth: growthOf(samples, minutes * 60_000), steadiness: [] }) as unknown as SoakReport; // all that is read of it
    expect(untoldOf(report(60))).toEqual(['resident memory']);
    expect(untoldOf(report(19))).toEqual([]);
  });

  it('grows by what was put in', () => {
    const leaking = looks(hours => ({ mib: 300 + 80 * hours, handles: 90 }));
    const memory = growthOf(leaking, HOUR_MS).find(({ name }) => name === 'resident memory');
    expect(memory?.marginPerHour).toBeLessThan(5);
    expect(Math.abs((memory?.perHour ?? NaN) - 80)).toBeLessThan(5);
  });

  it('is not flat in what was never seen, and judged in nothing when it was short', () => {
    const seen = looks(() => ({ mib: 300, handles: 90 }), { inside: () => null });
    expect(verdicts(seen)).toMatchObject({ heap: false, 'resident memory': false, handles: true });
    expect(new Set(Object.values(verdicts(seen, 120_000)))).toEqual(new Set([null]));
  });

  it('is not told to be flat or not where the noise is greater than what is looked for', () => {
    const noisy = looks(hours => ({ mib: 300 + 70 * hours, handles: 90 }), { noiseMib: 400, seed: 13 });
    expect(verdicts(noisy)).toMatchObject({ 'resident memory': null, handles: true });
  });

  /** The quarters of an hour in which 1,500 of each kind took about so many milliseconds. */
  function quartersOf(
    tookMs: readonly number[],
    samples: readonly Sample[] = looks(() => ({ mib: 300, handles: 90 })),
  ): Record<Kind, ReturnType<typeof steadinessOf>[number]> {
    const latencies = new Latencies(HOUR_MS);
    for (const [quarter, ms] of tookMs.entries()) {
      for (let number = 0; number < 1500; number += 1) {
        const dueMs = (quarter + number / 1500) * (HOUR_MS / 4);
        for (const kind of KINDS) latencies.note(kind, dueMs, ms * (number % 50 === 0 ? 10 : 1));
      }
    }
    const steadiness = steadinessOf(samples, latencies.quarters, HOUR_MS);
    return Object.fromEntries(steadiness.map(one => [one.name, one])) as ReturnType<typeof quartersOf>; // every kind
  }

  it('is steady where the slowest hundredth is slow at first only, and not where it slows down', () => {
    expect(quartersOf([20, 4, 4, 5]).search).toMatchObject({ isFlat: true, ratio: expect.closeTo(1.25, 1) });
    expect(quartersOf([4, 4, 4, 7]).search).toMatchObject({ isFlat: false, ratio: expect.closeTo(1.75, 1) });
  });

  it('says nothing of a server that slows down while others keep the machine busier', () => {
    const busier = looks(() => ({ mib: 300, handles: 90 }), { others: hours => (hours > 0.7 ? 1.5 : 0.5) });
    expect(quartersOf([4, 4, 4, 7], busier).search).toMatchObject({ isFlat: null });
    expect(quartersOf([4, 4, 4, 5], busier).search).toMatchObject({ isFlat: true });
  });

  it('excuses nothing where it is the server itself that keeps the machine busier, or others hardly do', () => {
    const [own, hardly] = [
      looks(() => ({ mib: 300, handles: 90 }), { load: hours => (hours > 0.7 ? 9 : 3) }),
      looks(() => ({ mib: 300, handles: 90 }), { others: hours => (hours > 0.7 ? 0.04 : 0.01) }),
    ];
    for (const samples of [own, hardly])
      expect(quartersOf([4, 4, 4, 7], samples).search).toMatchObject({ isFlat: false });
  });

  it('counts as the time of others what no process of its trees has spent', async () => {
    const stat = (pid: number, parent: number, ...ticks: number[]) =>
      processIn(`${pid} (a) b) S ${parent} 1 1 0 -1 4194560 1 0 0 0 ${ticks.join(' ')} 20 0 1 0 5`);
    const all = [stat(10, 1, 5, 2, 1, 0), stat(11, 10, 7, 0, 0, 0), stat(12, 11, 0, 1, 0, 3), stat(13, 1, 90, 0, 0, 0)];
    expect(
      ticksOfTrees(
        all.filter(one => one !== null),
        [10, 11],
      ),
    ).toBe(19);
    expect(processIn('')).toBeNull();
    expect(busyTicksIn('cpu  10 20 30 4000 500 6 7 8 9 0\ncpu0 1 1 1 1\n')).toBe(81);
    const { user, system } = process.cpuUsage();
    const [others, everybody] = [await busySecondsOfOthers([process.pid]), await busySecondsOfOthers([])];
    expect(everybody - others).toBeGreaterThan((0.9 * (user + system)) / 1e6);
  });

  it('hears again what was refused or broke off, and calls lost only what is not there or not the same', async () => {
    const tries = new Map<string, number>();
    const failures: Readonly<Record<string, (nth: number) => Error | null>> = {
      refused: nth => (nth < 2 ? new WrongAnswer(503, 'database-away', 0) : null),
      broken: nth => (nth < 2 ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) : null),
      other: () => new WrongBytes('other bytes than were delivered'),
      gone: () => new WrongAnswer(404, 'not-found'),
      never: () => new WrongAnswer(500, 'internal-error'),
      well: () => null,
    };
    const calls = Object.keys(failures).map(id => ({ id }));
    const hear = ({ id }: { readonly id: string }): Promise<void> => {
      const nth = (tries.get(id) ?? 0) + 1;
      tries.set(id, nth);
      const failure = failures[id]?.(nth) ?? null;
      return failure ? Promise.reject(failure) : Promise.resolve();
    };
    const heard = await hearAgain(calls, hear, 3000);
    expect(heard).toMatchObject({ identical: 3, refused: 1 });
    expect(heard.lost.toSorted()).toEqual(['gone: 404 not-found', 'other: other bytes than were delivered']);
    expect(heard.unheard).toEqual(['never: 500 internal-error']);
    expect([tries.get('other'), tries.get('gone'), tries.get('broken')]).toEqual([1, 1, 2]);
  });

  it('tells what was refused with when to ask again apart from what failed, and from a database that is away', async () => {
    const refuses: Work = () => Promise.reject(new WrongAnswer(503, 'log-unavailable', 2));
    const isAway: Work = () => Promise.reject(new WrongAnswer(503, 'database-away', 2));
    const fails: Work = () => Promise.reject(new WrongAnswer(503, 'storage-full'));
    const load = new Load({ playbacks: refuses, ingests: fails, searches: isAway }, 1000, 'refused');
    await load.run({ playbacks: 20, ingests: 20, searches: 20 });
    await load.settle();
    expect(Object.keys(load.errors.toJSON()).toSorted()).toEqual([
      'ingests: 503 storage-full',
      'playbacks: 503 log-unavailable',
      'searches: 503 database-away',
    ]);
    const errors = load.errors.toJSON();
    expect(load.refused).toBe(errors['playbacks: 503 log-unavailable']);
    expect(load.failed).toBe((errors['ingests: 503 storage-full'] ?? 0) + (errors['searches: 503 database-away'] ?? 0));
    expect(load.refused + load.failed).toBe(Object.values(load.errors.toJSON()).reduce((sum, count) => sum + count, 0));
  });

  it('counts a latency from when the request was due, also where the server stood still meanwhile', async () => {
    let stands = Promise.resolve();
    const work: Work = async (_, note) => {
      await stands;
      note('search');
    };
    const load = new Load({ playbacks: work, ingests: work, searches: work }, 2000, 'stands');
    stands = new Promise(resolve => setTimeout(resolve, 1000));
    await load.run({ playbacks: 0, ingests: 0, searches: 200 });
    await load.settle();
    const { count, p50Ms, maxMs } = load.latencies.whole.search;
    // A closed loop would have sent one request into that second, and called all others quick.
    expect(count).toBeGreaterThan(300);
    expect(p50Ms).toBeLessThan(maxMs);
    expect(maxMs).toBeGreaterThan(900);
    expect(load.latencies.whole.search.p90Ms).toBeGreaterThan(500);
    expect(load.counts.searches + load.failed).toBe(count);
  });

  it('counts what failed by its reason, and what is due when too much is unanswered as not sent', async () => {
    const { promise: answer, resolve } = Promise.withResolvers<undefined>();
    const waits: Work = () => answer;
    const fails: Work = () => Promise.reject(new Error('broken'));
    const load = new Load({ playbacks: waits, ingests: fails, searches: waits }, 1000, 'much');
    await load.run({ playbacks: 6000, ingests: 20, searches: 0 });
    expect(load.inFlight).toBe(4000);
    expect(load.shed).toBeGreaterThan(500);
    resolve(undefined);
    await load.settle();
    expect(load.inFlight).toBe(0);
    expect(Object.keys(load.errors.toJSON())).toEqual(['ingests: broken']);
  });
});
