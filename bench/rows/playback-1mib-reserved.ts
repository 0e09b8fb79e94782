import type { Comparison } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import type { Site } from '../harness/site.js';
import { grant, listening, range, reserveAll, type Listening } from './playback.js';
import type { Row } from './row.js';

const MEBIBYTE = 1024 * 1024;
const EXTENTS = 16;

/** Ranges of a whole extent, all of them reserved before: what is left is the session, the rule and the decryption. */
export const playbackReserved: Row = {
  name: 'playback-1mib-reserved',
  prepare: site => prepare(site, 'playback-1mib-reserved', 1),
};

/** The same for four listeners at once. */
export const playbackReservedByFour: Row = {
  name: 'playback-1mib-reserved-by-4',
  prepare: site => prepare(site, 'playback-1mib-reserved-by-4', 4),
};

async function prepare(site: Site, name: string, atOnce: number): Promise<Comparison> {
  const at = await listening(site, 1, EXTENTS * MEBIBYTE);
  const audioUrl = await grant(at.listener, at.nextId());
  await reserveAll(at.listener, audioUrl, EXTENTS);
  return {
    name,
    what: `GET of 1 MiB of reserved extents, ${atOnce} at once, against plain Node on the same, unencrypted bytes`,
    goal: { kind: 'rate-at-least', ratio: 0.7 },
    by: 'throughput',
    atOnce,
    ours: { name: 'Tallenne', operation: oneExtent(at.listener, audioUrl) },
    baseline: [{ name: 'plain Node range answer', operation: oneExtent(at.plain.client, `/${at.nextId()}`) }],
  };
}

function oneExtent(client: Listening['listener'], path: string): Operation {
  let turn = 0;
  return async () => {
    const headers = range((turn++ % EXTENTS) * MEBIBYTE, MEBIBYTE);
    const { sizeBytes, wholeMs } = await client.send({ method: 'GET', path, headers }, 206);
    if (sizeBytes !== MEBIBYTE) throw new Error(`${sizeBytes} bytes came instead of 1 MiB`);
    return wholeMs;
  };
}
