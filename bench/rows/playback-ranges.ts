import type { Comparison, Part } from '../harness/comparison.js';
import type { HttpClient } from '../harness/http-client.js';
import type { Operation } from '../harness/measure.js';
import type { Site } from '../harness/site.js';
import { grant, listening, range, rawInsert, reserveAll } from './playback.js';
import type { Row } from './row.js';

const MEBIBYTE = 1024 * 1024;
const SHORT_BYTES = 64 * 1024;
const EXTENTS = 16;
const FILE_BYTES = EXTENTS * MEBIBYTE;
const AGAINST_NODE = 0.85;
const SHORT_AGAINST_NODE = 0.6;
const AGAINST_NGINX = 0.5;

/** Who else serves the same, unencrypted bytes. */
interface Other {
  readonly name: string;
  readonly words: string;
  readonly client: (site: Site) => Promise<HttpClient>;
}

const NODE: Other = {
  name: 'plain Node range answer',
  words: 'plain Node',
  client: async site => (await site.plainNode()).client,
};
const NGINX: Other = {
  name: 'nginx range answer',
  words: 'nginx (`sendfile on; tcp_nopush off`)',
  client: site => site.nginx(),
};

/** Ranges that are reserved before: what is left is the session, the rule and the decryption. */
export const RESERVED_ROWS: readonly Row[] = [
  reservedRow('playback-1mib-reserved', { sizeBytes: MEBIBYTE, atOnce: 1, goal: AGAINST_NODE }, NODE),
  reservedRow('playback-1mib-reserved-by-4', { sizeBytes: MEBIBYTE, atOnce: 4, goal: AGAINST_NODE }, NODE),
  reservedRow('playback-1mib-nginx', { sizeBytes: MEBIBYTE, atOnce: 1, goal: AGAINST_NGINX }, NGINX),
  reservedRow('playback-1mib-nginx-by-4', { sizeBytes: MEBIBYTE, atOnce: 4, goal: AGAINST_NGINX }, NGINX),
  reservedRow('playback-64kib-reserved', { sizeBytes: SHORT_BYTES, atOnce: 1, goal: SHORT_AGAINST_NODE }, NODE),
  reservedRow('playback-64kib-reserved-by-4', { sizeBytes: SHORT_BYTES, atOnce: 4, goal: SHORT_AGAINST_NODE }, NODE),
  reservedRow('playback-64kib-nginx', { sizeBytes: SHORT_BYTES, atOnce: 1, goal: null }, NGINX),
];

/** Ranges of a whole extent that nobody has asked for: each is on record, durably, before its first byte. */
export const playbackNewExtents: Row = {
  name: 'playback-1mib-new',
  prepare: async site => {
    const at = await listening(site, 1, FILE_BYTES);
    const id = at.nextId();
    return {
      name: 'playback-1mib-new',
      what: 'GET of 1 MiB of an extent that is not reserved yet, whole, against plain Node on the same, unencrypted bytes and one raw durable insert each; the stating of the purpose, once for sixteen of them, is not counted',
      goal: { kind: 'rate-at-least', ratio: AGAINST_NODE },
      by: 'latency',
      atOnce: 1,
      ours: { name: 'Tallenne', operation: newExtents(at.listener, id) },
      baseline: [{ name: NODE.name, operation: ranges(at.plain.client, `/${id}`, MEBIBYTE) }, await rawInsert(site)],
    };
  },
};

interface Shape {
  readonly sizeBytes: number;
  readonly atOnce: number;
  readonly goal: number | null;
}

function reservedRow(name: string, { sizeBytes, atOnce, goal }: Shape, other: Other): Row {
  const prepare = async (site: Site): Promise<Comparison> => {
    const theirs = await other.client(site); // who is not here ends the row before anything is delivered
    const { listener, nextId } = await listening(site, 1, FILE_BYTES);
    const id = nextId();
    const audioUrl = await grant(listener, id);
    await reserveAll(listener, audioUrl, EXTENTS);
    const baseline: Part = { name: other.name, operation: ranges(theirs, `/${id}`, sizeBytes) };
    return {
      name,
      what: `GET of ${sizeBytes / 1024} KiB of reserved extents, ${atOnce} at once, against ${other.words} on the same, unencrypted bytes`,
      goal: goal === null ? null : { kind: 'rate-at-least', ratio: goal },
      by: 'throughput',
      atOnce,
      ours: { name: 'Tallenne', operation: ranges(listener, audioUrl, sizeBytes) },
      baseline: [baseline],
    };
  };
  return { name, prepare };
}

/** One range after the other, over and over. */
function ranges(client: HttpClient, path: string, sizeBytes: number): Operation {
  let turn = 0;
  return () => whole(client, path, (turn++ % (FILE_BYTES / sizeBytes)) * sizeBytes, sizeBytes);
}

/** Each extent once, then a new playback. */
function newExtents(listener: HttpClient, id: string): Operation {
  let [path, extent] = ['', EXTENTS];
  return async () => {
    if (extent === EXTENTS) [path, extent] = [await grant(listener, id), 0];
    return whole(listener, path, extent++ * MEBIBYTE, MEBIBYTE);
  };
}

async function whole(client: HttpClient, path: string, first: number, length: number): Promise<number> {
  const { sizeBytes, wholeMs } = await client.send({ method: 'GET', path, headers: range(first, length) }, 206);
  if (sizeBytes !== length) throw new Error(`${sizeBytes} bytes came instead of ${length}`);
  return wholeMs;
}
