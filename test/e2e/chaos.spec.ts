import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chaosHouse, type ChaosHouse } from '../chaos/chaos-house.js';
import { chaosWays } from '../chaos/chaos-ways.js';
import { strike, type ChaosRound, type Chosen } from '../chaos/run-chaos.js';
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

  function strikeAll(kinds: readonly ConnectionFault[], chosen: Chosen, ways: RegExp): Promise<ChaosRound> {
    const targets = kinds.flatMap(kind =>
      chaosWays(house.server, house.faulty)
        .filter(({ name }) => ways.test(name))
        .flatMap(way =>
          way.links.flatMap(name => {
            const link = house.links[name];
            return link ? [{ way, link, kind }] : [];
          }),
        ),
    );
    return strike(house.server, targets, chosen);
  }

  it.each([
    ['disconnect', 7, /./, 30],
    ['answer-lost', 9, /./, 20],
    ['delayed', 9, /^(ingest|a move to a later day|a revocation)$/, 5],
  ] as const)(
    'that is struck by "%s" gives each caller an error or the result, and never both',
    async (kind, every, ways, least) => {
      const { findings, struck } = await strikeAll([kind], nth => nth % every === 1, ways);
      expect(findings).toEqual([]);
      expect(struck).toBeGreaterThanOrEqual(least);
    },
    10 * MINUTES_MS,
  );

  it(
    'that is half-open, with or without what was asked for done, gives each caller an error within bounds, and it is done once',
    async () => {
      const kinds = ['hang', 'answer-swallowed'] as const;
      const { findings, struck } = await strikeAll(kinds, nth => nth % 20 === 2, /^(ingest|a move to a later day)$/);
      expect(findings).toEqual([]);
      expect(struck).toBeGreaterThanOrEqual(8);
    },
    20 * MINUTES_MS,
  );
});
