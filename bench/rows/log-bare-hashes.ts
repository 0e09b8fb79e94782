import { hash } from 'node:crypto';
import type pg from 'pg';

/** A power of two, so that each batch but the last is a whole subtree. */
const BATCH = 4096;

interface LogRoot {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * Hashes every leaf of a log and every node of its tree with SHA-256 and nothing else: one call a hash, no check.
 * @returns milliseconds of the hashing alone; reading the leaves is not counted
 */
export async function bareHashesMs(client: pg.Client): Promise<number> {
  const { size, root } = await readRoot(client);
  const tops: Buffer[] = [];
  let tookMs = 0;
  for (let first = 0; first < size; first += BATCH) {
    const entries = await readEntries(client, first, Math.min(first + BATCH, size));
    const startedAtMs = performance.now();
    tops.push(nodesOver(entries.map(entry => hash('sha256', entry, 'buffer'))));
    tookMs += performance.now() - startedAtMs;
  }
  const startedAtMs = performance.now();
  const computed = nodesOver(tops);
  tookMs += performance.now() - startedAtMs;
  if (!computed.equals(root)) throw new Error('the bare hashes are not those of the log');
  return tookMs;
}

async function readRoot(client: pg.Client): Promise<LogRoot> {
  const { rows } = await client.query<{ size: string; root: Buffer }>('select size, root from audit_head');
  return { size: Number(rows[0]?.size), root: rows[0]?.root ?? Buffer.alloc(0) };
}

/** Leaves with the byte before them that makes them leaves (RFC 6962 §2.1). */
async function readEntries(client: pg.Client, from: number, to: number): Promise<Buffer[]> {
  const { rows } = await client.query<{ entry: Buffer }>({ ...ENTRIES, values: [from, to] });
  return rows.map(({ entry }) => entry);
}

const ENTRIES = {
  name: 'bench-log-entries',
  text: `
    select '\\x00'::bytea || e.leaf as entry from audit_leaf l join audit_event e on e.id = l.event_id
    where l.index >= $1 and l.index < $2 order by l.index`,
};

const node = Buffer.alloc(65, 1);

/** The hash over a row of hashes; who is alone at the end of a row goes up as it is. */
function nodesOver(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) row = pairsOf(row);
  return row[0] ?? Buffer.alloc(0);
}

function pairsOf(row: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let place = 0; place < row.length; place += 2) {
    const [left, right] = [row[place], row[place + 1]];
    if (!left) break;
    above.push(right ? nodeOver(left, right) : left);
  }
  return above;
}

function nodeOver(left: Buffer, right: Buffer): Buffer {
  node.set(left, 1);
  node.set(right, 33);
  return hash('sha256', node, 'buffer');
}
