import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runSequences } from '../duties/run-sequences.js';

const SEQUENCES = 150;
/** Of the rarer states some seeds reach none in {@link SEQUENCES}: then the next ones are taken, so often. */
const MOST_SEEDS = 4;
const MINUTES_MS = 60_000;
const SEEN = ['suspended', 'works before the deadline of a recertification'].map(state => `seen: ${state}`);
const ENDED = ['decided', 'overdue', 'lapsed'].map(outcome => `review ended: ${outcome}`);

/** `npm run test:duties` does the same with ten thousand. */
describe('grants, changes of duties and access reviews', () => {
  it(
    'go every random way as the model goes: one review a change, nothing works while suspended, overdue is revoked',
    async () => {
      const seed = randomInt(2 ** 31 - MOST_SEEDS);
      const reached = new Set<string>();
      let changes = 0;
      for (let more = 0; more < MOST_SEEDS && (more === 0 || !everythingIn(reached)); more += 1) {
        process.stdout.write(`duties: seed ${seed + more}\n`);
        const counts = (await runSequences({ sequences: SEQUENCES, seed: seed + more })).toJSON();
        process.stdout.write(`duties: ${JSON.stringify(counts)}\n`);
        expect(counts.sequences).toBe(SEQUENCES);
        for (const name of Object.keys(counts)) reached.add(name);
        changes += counts['change: review: duties'] ?? 0;
      }
      expect([...reached]).toEqual(expect.arrayContaining([...SEEN, ...ENDED]));
      expect(changes).toBeGreaterThan(SEQUENCES / 10);
    },
    15 * MINUTES_MS,
  );
});

function everythingIn(reached: ReadonlySet<string>): boolean {
  return [...SEEN, ...ENDED].every(name => reached.has(name));
}
