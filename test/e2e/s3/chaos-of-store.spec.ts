import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chaosHouse, type ChaosHouse } from '../../chaos/chaos-house.js';
import { chaosWays } from '../../chaos/chaos-ways.js';
import { strike, type ChaosRound, type Chosen } from '../../chaos/run-chaos.js';
import { startCeph, type Ceph } from '../../support/ceph.js';
import { describeWithCeph } from '../../support/describe-with.js';
import type { ConnectionFault } from '../../support/fault-kinds.js';

const MINUTES_MS = 60_000;
const odd: Chosen = nth => nth % 2 === 1;
const even: Chosen = nth => nth % 2 === 0;

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

  function strikeAll(kind: ConnectionFault, chosen: Chosen, ways: RegExp): Promise<ChaosRound> {
    const { store } = house.links;
    if (!store) throw new Error('there is no store of its own');
    const named = chaosWays(house.server, house.faulty).filter(
      way => ways.test(way.name) && way.links.includes('store'),
    );
    return strike(
      house.server,
      named.map(way => ({ way, link: store, kind })),
      chosen,
    );
  }

  it.each([
    ['disconnect', odd, /./, 5],
    ['answer-lost', even, /./, 4],
    ['delayed', odd, /^(ingest|a range of a playback)$/, 2],
    ['hang', nth => nth % 3 === 0, /^ingest$/, 1],
  ] satisfies [ConnectionFault, Chosen, RegExp, number][])(
    'that is struck by "%s" gives each caller an error or the result, and never both',
    async (kind, chosen, ways, least) => {
      const { findings, struck } = await strikeAll(kind, chosen, ways);
      expect(findings).toEqual([]);
      expect(struck).toBeGreaterThanOrEqual(least);
    },
    10 * MINUTES_MS,
  );
});
