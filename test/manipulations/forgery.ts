import canonicalize from 'canonicalize';
import { checkpointText } from '../../src/audit/tree/checkpoint.js';
import { leafHash } from '../../src/audit/tree/hashes.js';
import { RightEdge } from '../../src/audit/tree/right-edge.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { NoteSigner, signedNote } from '../../src/platform/crypto/note-keys.js';
import type { Sql } from './prepared-database.js';
import type { WrittenEvent, WrittenLog } from './written-log.js';

/** A leaf of the log by chance. */
export function anyLeaf({ leaves }: WrittenLog, random: SeededRandom): WrittenEvent & { readonly index: number } {
  const index = random.between(0, leaves.length - 1);
  const leaf = leaves[index];
  if (!leaf) throw new Error('The log has no leaf to pick.');
  return { ...leaf, index };
}

/** What a forger makes of an event: sound in itself, and another. */
export function forgedLeaf(leaf: Buffer, change: object = { action: 'forged.told', outcome: 'forged' }): Buffer {
  return Buffer.from(canonicalize({ ...(JSON.parse(leaf.toString('utf8')) as object), ...change }) ?? '');
}

/** Changes an event so that leaf and columns agree. Returns the new leaf. */
export async function forgeEvent(sql: Sql, { id, leaf }: WrittenEvent): Promise<Buffer> {
  const forged = forgedLeaf(leaf);
  await sql(`update audit_event set action = 'forged.told', outcome = 'forged', leaf = $1 where id = $2`, [forged, id]);
  return forged;
}

/** Inserts a sound event like the one named. Returns its leaf. */
export async function insertEvent(sql: Sql, like: string, id: string): Promise<Buffer> {
  const [model] = await sql<{ leaf: Buffer }>('select leaf from audit_event where id = $1', [like]);
  const leaf = forgedLeaf(model?.leaf ?? Buffer.from('{}'), { id });
  await sql(`insert into audit_event (id, leaf, ${COLUMNS}) select $1, $2, ${COLUMNS} from audit_event where id = $3`, [
    id,
    leaf,
    like,
  ]);
  return leaf;
}

const COLUMNS = `recorded_at, action, outcome, actor_kind, actor_id, recording_id, concerns_staff_id, purpose,
  contact_id, call_started_at, queue, agent_id`;

/** Who signs a forged head: the log's own keys, or one that somebody has made. */
export type Signing = (log: WrittenLog, tree: { size: number; root: Buffer }) => Promise<string> | string;

export const OWN_KEY: Signing = (log, { size, root }) => log.sign({ origin: log.origin, size, root });

/** A new key of the same name. */
export function otherKey(random: SeededRandom, name?: string): Signing {
  const seed = Buffer.from(Array.from({ length: 32 }, () => random.between(0, 255)));
  return (log, { size, root }) => {
    const origin = name ?? log.origin;
    return signedNote(checkpointText({ origin, size, root }), [NoteSigner.fromSeed(origin, seed)]);
  };
}

/** Gives the log other leaves from index `from` on, with all tiles, and a head that is signed; its events are the caller's. */
export async function rewriteTree(
  sql: Sql,
  log: WrittenLog,
  from: number,
  events: readonly WrittenEvent[],
  sign: Signing,
): Promise<void> {
  await sql('delete from audit_leaf where index >= $1', [from]);
  await sql('delete from audit_tile');
  await sql(
    `insert into audit_leaf (index, event_id, hash) select $1 + place - 1, id, hash
     from unnest($2::uuid[], $3::bytea[]) with ordinality as e (id, hash, place)`,
    [from, events.map(({ id }) => id), events.map(({ leaf }) => leafHash(leaf))],
  );
  const edge = new RightEdge(0, []);
  const kept = log.leaves.slice(0, from).map(({ hash }) => hash);
  const tiles = edge.append([...kept, ...events.map(({ leaf }) => leafHash(leaf))]);
  await sql('insert into audit_tile select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[])', [
    tiles.map(({ level }) => level),
    tiles.map(({ index }) => index),
    tiles.map(({ hashes }) => hashes),
    tiles.map(({ root }) => root),
  ]);
  const [size, root] = [edge.size, edge.root()];
  await sql('update audit_head set size = $1, root = $2, checkpoint = $3', [
    size,
    root,
    await sign(log, { size, root }),
  ]);
}
