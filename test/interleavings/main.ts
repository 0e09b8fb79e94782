import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { ringKind, ringPlace } from '../support/rings.js';
import { runInterleavings } from './run-interleavings.js';

/**
 * `npm run test:interleavings -- --interleavings 1000 --seed 1 --ring folder|cluster`: holds that are asked for at 23:59:59 of the last day, against the
 * purge of that day. The first that is half kept ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    interleavings: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    width: { type: 'string', default: '50' },
    ring: { type: 'string', default: 'folder' },
  },
});
const [interleavings, width] = [Number(values.interleavings), Number(values.width)];
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${interleavings} interleavings, seed ${seed}`);
await longRun(async () => {
  const ring = ringKind(values.ring);
  const place = await ringPlace(ring);
  try {
    const counts = await runInterleavings({ interleavings, width, seed, env: place.env, onProgress: say });
    return { seed, ring, ...counts.toJSON() };
  } finally {
    await place.end();
  }
});
