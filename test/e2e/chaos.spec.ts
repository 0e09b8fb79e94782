import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chaosHouse, type ChaosHouse } from '../chaos/chaos-house.js';
import { chaosWays } from '../chaos/chaos-ways.js';
import { strikeWay, type ChaosRound, type Chosen } from '../chaos/run-chaos.js';
import type { ConnectionFault } from '../support/fault-kinds.js';

const MINUTES_MS = 60_000;

/** A part of what `npm run test:chaos` does: that strikes every statement. */
describe('a connection to the database or to the keys', () => {
  let house: ChaosHouse;

  beforeAll(async () => {
    house = await chaosHouse();
  });

  afterAll(async () => {
    expect(await house.findings()).toEqual([]);
    await house.stop();
  });

  async function strike(kind: ConnectionFault, chosen: Chosen, ways: RegExp): Promise<ChaosRound[]> {
    const rounds: ChaosRound[] = [];
    for (const way of chaosWays(house.server, house.faulty).filter(({ name }) => ways.test(name))) {
      for (const name of way.links) {
        const link = house.links[name];
        if (link) rounds.push(await strikeWay(house.server, link, way, kind, chosen));
      }
    }
    return rounds;
  }

  const struckIn = (rounds: readonly ChaosRound[]): number => rounds.reduce((sum, { struck }) => sum + struck, 0);
  const findingsOf = (rounds: readonly ChaosRound[]): string[] => rounds.flatMap(({ findings }) => findings);

  it.each([
    ['disconnect', 3, /./, 30],
    ['answer-lost', 4, /./, 20],
    ['delayed', 9, /^(ingest|a move to a later day|a revocation)$/, 5],
  ] as const)(
    'that is struck by "%s" gives each caller an error or the result, and never both',
    async (kind, every, ways, least) => {
      const rounds = await strike(kind, nth => nth % every === 1, ways);
      expect(findingsOf(rounds)).toEqual([]);
      expect(struckIn(rounds)).toBeGreaterThanOrEqual(least);
    },
    10 * MINUTES_MS,
  );

  it.each(['hang', 'answer-swallowed'] as const)(
    'that is half-open ("%s") gives each caller an error within bounds, and what was asked for is done once',
    async kind => {
      const rounds = await strike(kind, nth => nth % 8 === 1, /^(ingest|a move to a later day)$/);
      expect(findingsOf(rounds)).toEqual([]);
      expect(struckIn(rounds)).toBeGreaterThanOrEqual(4);
    },
    20 * MINUTES_MS,
  );
});
