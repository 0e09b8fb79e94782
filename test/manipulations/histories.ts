import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { anyLeaf, forgeEvent, insertEvent, otherKey, OWN_KEY, rewriteTree, type Signing } from './forgery.js';
import { inventedId } from './invented-drafts.js';
import type { Expected, Manipulation } from './manipulation.js';
import type { Sql } from './prepared-database.js';
import type { WrittenHead, WrittenLog } from './written-log.js';

const TILE_WIDTH = 256;

/** Of a leaf in a full tile the tile tells; behind it nothing does but the root. */
function told(log: WrittenLog, leafIndex: number): Expected {
  const isInTile = leafIndex < log.size - (log.size % TILE_WIDTH);
  return isInTile ? { leafIndex, kinds: ['tile'] } : { kinds: ['root'] };
}

const EXCHANGED: readonly Manipulation[] = [
  {
    name: 'two leaves exchanged',
    apply: async (sql, log, random) => {
      const [one, other] = twoLeaves(log, random);
      await sql('update audit_leaf set index = -1 where index = $1', [one]);
      await sql('update audit_leaf set index = $1 where index = $2', [one, other]);
      await sql('update audit_leaf set index = $1 where index = -1', [other]);
      return told(log, one);
    },
  },
  {
    name: 'the bytes of two events exchanged',
    apply: async (sql, log, random) => {
      const [one, other] = twoLeaves(log, random);
      const [first, second] = [log.leaves[one], log.leaves[other]];
      await sql('update audit_event set leaf = $1 where id = $2', [second?.leaf, first?.id]);
      await sql('update audit_event set leaf = $1 where id = $2', [first?.leaf, second?.id]);
      return { leafIndex: one, kinds: ['event-differs'] };
    },
  },
  {
    name: 'an event exchanged for a forged one',
    apply: async (sql, log, random) => {
      const event = anyLeaf(log, random);
      await forgeEvent(sql, event);
      return { leafIndex: event.index, eventId: event.id, kinds: ['event-differs'] };
    },
  },
  {
    name: 'an event exchanged for a forged one, its hash too',
    apply: async (sql, log, random) => {
      const event = anyLeaf(log, random);
      const leaf = await forgeEvent(sql, event);
      const hash = `sha256('\\x00'::bytea || $1::bytea)`;
      await sql(`update audit_leaf set hash = ${hash} where index = $2`, [leaf, event.index]);
      return told(log, event.index);
    },
  },
];

const REWRITTEN: readonly Manipulation[] = [
  {
    name: 'an event forged and the whole tree rewritten, the old checkpoint kept',
    apply: (sql, log, random) =>
      forgeHistory(sql, log, random, () => log.heads.at(-1)?.checkpoint ?? '', ['checkpoint']),
  },
  {
    name: 'an event forged and the whole tree rewritten under another key',
    apply: (sql, log, random) => forgeHistory(sql, log, random, otherKey(random), ['signature']),
  },
  {
    name: 'an event forged and the whole tree rewritten under the log’s own key',
    apply: (sql, log, random) => forgeHistory(sql, log, random, OWN_KEY, ['not-continued']),
  },
  {
    name: 'the checkpoint signed by another key',
    apply: async (sql, log, random) => {
      const head = headNow(log);
      await sql('update audit_head set checkpoint = $1', [await otherKey(random)(log, head)]);
      return { kinds: ['signature'] };
    },
  },
  {
    name: 'the log renamed',
    apply: async (sql, _, random) => {
      await sql('update audit_head set origin = $1', [`renamed.example/${random.between(0, 999)}`]);
      return { kinds: ['checkpoint'] };
    },
  },
  {
    name: 'the log renamed and signed by a key of that name',
    apply: async (sql, log, random) => {
      const name = 'renamed.example/log';
      const note = await otherKey(random, name)(log, headNow(log));
      await sql('update audit_head set origin = $1, checkpoint = $2', [name, note]);
      return { kinds: ['signature'] };
    },
  },
];

const REWOUND: readonly Manipulation[] = [
  {
    name: 'the last leaves deleted, size and root of the head with them',
    apply: async (sql, log, random) => {
      const { size, root } = anEarlierHead(log, random);
      await deleteFrom(sql, size);
      await sql('update audit_head set size = $1, root = $2', [size, root]);
      return { kinds: ['checkpoint'] };
    },
  },
  {
    name: 'the log rewound to what it was',
    apply: async (sql, log, random) => {
      await rewind(sql, log, anEarlierHead(log, random));
      return { kinds: ['not-continued'] };
    },
  },
  {
    name: 'the log rewound and continued otherwise',
    apply: async (sql, log, random) => {
      const { size } = anEarlierHead(log, random);
      const others: { id: string; leaf: Buffer }[] = [];
      for (let left = log.size - size + random.between(0, 3); left > 0; left -= 1) {
        const id = inventedId(random);
        others.push({ id, leaf: await insertEvent(sql, log.leaves[0]?.id ?? '', id) });
      }
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(size).map(({ id }) => id)]);
      await rewriteTree(sql, log, size, others, OWN_KEY);
      return { kinds: ['not-continued'] };
    },
  },
];

const PRUNED: readonly Manipulation[] = [
  {
    name: 'the mark of what is pruned set where no tile ends',
    apply: async (sql, log, random) => {
      const mark = random.pick([random.between(1, TILE_WIDTH - 1), log.size + random.between(1, 9), -TILE_WIDTH]);
      await sql('update audit_head set pruned_to = $1', [mark]);
      return { kinds: ['pruned-to'] };
    },
  },
  {
    name: 'the mark of what is pruned set and the events kept',
    apply: async (sql, log) => {
      await sql('update audit_head set pruned_to = $1', [TILE_WIDTH]);
      return { leafIndex: 0, eventId: log.leaves[0]?.id ?? '', kinds: ['event-surplus'] };
    },
  },
  {
    name: 'events pruned before their months are over, with the mark',
    apply: async (sql, log) => {
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(0, TILE_WIDTH).map(({ id }) => id)]);
      await sql('update audit_head set pruned_to = $1', [TILE_WIDTH]);
      return { kinds: ['pruned-to'] };
    },
  },
  {
    name: 'the same, and what says how long events are kept deleted',
    apply: async (sql, log) => {
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(0, TILE_WIDTH).map(({ id }) => id)]);
      await sql('update audit_head set pruned_to = $1', [TILE_WIDTH]);
      await sql('delete from audit_retention');
      return { kinds: ['pruned-to'] };
    },
  },
  {
    name: 'more pruned than the mark says',
    apply: async (sql, log, random) => {
      const gone = log.leaves.slice(0, TILE_WIDTH + random.between(1, 50)).map(({ id }) => id);
      await sql('delete from audit_event where id = any($1)', [gone]);
      await sql('update audit_head set pruned_to = $1', [TILE_WIDTH]);
      return { leafIndex: TILE_WIDTH, eventId: log.leaves[TILE_WIDTH]?.id ?? '', kinds: ['event-missing'] };
    },
  },
  {
    name: 'a bit of a leaf flipped whose event is pruned',
    apply: async (sql, log, random) => {
      await sql('delete from audit_event where id = any($1)', [log.leaves.slice(0, TILE_WIDTH).map(({ id }) => id)]);
      await sql('update audit_head set pruned_to = $1', [TILE_WIDTH]);
      const [index, bit] = [random.between(0, TILE_WIDTH - 1), random.between(0, 255)];
      await sql('update audit_leaf set hash = set_bit(hash, $1::int, 1 - get_bit(hash, $1::int)) where index = $2', [
        bit,
        index,
      ]);
      return { leafIndex: index, eventId: log.leaves[index]?.id ?? '', kinds: ['tile'] };
    },
  },
];

/** Manipulations that give the log another history. */
export const HISTORIES: readonly Manipulation[] = [...EXCHANGED, ...REWRITTEN, ...REWOUND, ...PRUNED];

function twoLeaves(log: WrittenLog, random: SeededRandom): [number, number] {
  const one = random.between(0, log.size - 2);
  return [one, random.between(one + 1, log.size - 1)];
}

async function forgeHistory(
  sql: Sql,
  log: WrittenLog,
  random: SeededRandom,
  sign: Signing,
  kinds: Expected['kinds'],
): Promise<Expected> {
  const event = anyLeaf(log, random);
  const leaf = await forgeEvent(sql, event);
  const later = log.leaves.slice(event.index + 1);
  await rewriteTree(sql, log, event.index, [{ id: event.id, leaf }, ...later], sign);
  return { kinds };
}

function headNow(log: WrittenLog): WrittenHead {
  const head = log.heads.at(-1);
  if (!head) throw new Error('The log has no head.');
  return head;
}

function anEarlierHead(log: WrittenLog, random: SeededRandom): WrittenHead {
  return random.pick(log.heads.slice(0, -1));
}

/** As a backup that was put back would have it: what came later was never there. */
async function rewind(sql: Sql, log: WrittenLog, head: WrittenHead): Promise<void> {
  const gone = [...log.leaves.slice(head.size), ...log.pending].map(({ id }) => id);
  await sql('delete from audit_pending');
  await sql('delete from audit_event where id = any($1)', [gone]);
  await deleteFrom(sql, head.size);
  await sql('update audit_head set size = $1, root = $2, checkpoint = $3', [head.size, head.root, head.checkpoint]);
}

async function deleteFrom(sql: Sql, size: number): Promise<void> {
  await sql('delete from audit_leaf where index >= $1', [size]);
  await sql('delete from audit_tile where (index + 1) * 256 > $1', [size]);
}
