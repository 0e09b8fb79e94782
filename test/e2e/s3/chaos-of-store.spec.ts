import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chaosHouse, type ChaosHouse } from '../../chaos/chaos-house.js';
import { chaosWays } from '../../chaos/chaos-ways.js';
import { strikeWay, sumOf, type ChaosRound } from '../../chaos/run-chaos.js';
import { startCeph, type Ceph } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';
import type { ConnectionFault } from '../../support/fault-kinds.js';

const MINUTES_MS = 60_000;

/** `npm run test:chaos` strikes every request, those that come to a half-open connection too. */
describeWithCeph('a connection to the store of the recordings', () => {
  let ceph: Ceph;
  let house: ChaosHouse;

  beforeAll(async () => {
    ceph = await startCeph();
    house = await chaosHouse(ceph);
  });

  afterAll(async () => {
    expect(await house.findings()).toEqual([]);
    await house.stop();
    await ceph.stop();
  });

  async function strike(kind: ConnectionFault, ways: RegExp): Promise<ChaosRound> {
    const { store } = house.links;
    if (!store) throw new Error('there is no store of its own');
    const rounds: ChaosRound[] = [];
    for (const way of chaosWays(house.server, house.faulty))
      if (ways.test(way.name) && way.links.includes('store'))
        rounds.push(await strikeWay(house.server, store, way, kind));
    return rounds.reduce(sumOf);
  }

  it.each([
    ['disconnect', /./, 5],
    ['answer-lost', /./, 5],
    ['delayed', /^(ingest|a range of a playback)$/, 2],
    ['hang', /^ingest$/, 1],
  ] as const)(
    'that is struck by "%s" gives each caller an error or the result, and never both',
    async (kind, ways, least) => {
      const { findings, struck } = await strike(kind, ways);
      expect(findings).toEqual([]);
      expect(struck).toBeGreaterThanOrEqual(least);
    },
    10 * MINUTES_MS,
  );
});
