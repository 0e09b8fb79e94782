import { inventedId } from './invented-drafts.js';
import type { Manipulation } from './manipulation.js';
import { anyLeaf, forgedLeaf, insertEvent } from './forgery.js';

const TILE_WIDTH = 256;

const FLIP = 'set_bit(%, $1::int, 1 - get_bit(%, $1::int))';

function flipped(column: string): string {
  return FLIP.replaceAll('%', column);
}

/** A bit of something that is kept as bytes, or a letter of a text. */
const BITS: readonly Manipulation[] = [
  {
    name: 'a bit of an event flipped',
    apply: async (sql, log, random) => {
      const { index, id, leaf } = anyLeaf(log, random);
      const bit = random.between(0, leaf.length * 8 - 1);
      await sql(`update audit_event set leaf = ${flipped('leaf')} where id = $2`, [bit, id]);
      return { leafIndex: index, eventId: id, kinds: ['event-differs'] };
    },
  },
  {
    name: 'a bit of a leaf’s hash flipped',
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      await sql(`update audit_leaf set hash = ${flipped('hash')} where index = $2`, [random.between(0, 255), index]);
      return { leafIndex: index, eventId: id, kinds: ['event-differs'] };
    },
  },
  {
    name: 'a bit of a tile flipped',
    apply: async (sql, log, random) => {
      const tile = random.between(0, Math.floor(log.size / TILE_WIDTH) - 1);
      const bit = random.between(0, TILE_WIDTH * TILE_WIDTH - 1);
      const hashes = flipped('hashes');
      await sql(`update audit_tile set hashes = ${hashes} where level = 0 and index = $2`, [bit, tile]);
      const leafIndex = tile * TILE_WIDTH + Math.floor(bit / TILE_WIDTH);
      return { leafIndex, eventId: log.leaves[leafIndex]?.id ?? '', kinds: ['tile'] };
    },
  },
  {
    name: 'a bit of the hash over a tile flipped',
    apply: async (sql, log, random) => {
      const tile = random.between(0, Math.floor(log.size / TILE_WIDTH) - 1);
      await sql(`update audit_tile set root = ${flipped('root')} where index = $2`, [random.between(0, 255), tile]);
      return { kinds: ['tile'] };
    },
  },
  {
    name: 'a bit of the root flipped',
    apply: async (sql, _, random) => {
      await sql(`update audit_head set root = ${flipped('root')}`, [random.between(0, 255)]);
      return { kinds: ['checkpoint'] };
    },
  },
  {
    name: 'a letter of the checkpoint changed',
    apply: async (sql, log, random) => {
      const note = log.heads.at(-1)?.checkpoint ?? '';
      const place = random.between(0, note.length - 1);
      const letters = Array.from('aZ09+/= \n').filter(letter => letter !== note[place]);
      await sql('update audit_head set checkpoint = $1', [
        note.slice(0, place) + random.pick(letters) + note.slice(place + 1),
      ]);
      return { kinds: ['checkpoint', 'signature'] };
    },
  },
  {
    name: 'the size of the head changed',
    apply: async (sql, log, random) => {
      const size = random.chance(0.5) ? random.between(0, log.size - 1) : log.size + random.between(1, 1e9);
      await sql('update audit_head set size = $1', [size]);
      return { kinds: ['checkpoint'] };
    },
  },
];

const TEXT_COLUMNS = ['action', 'outcome', 'actor_kind', 'purpose', 'queue'] as const;
const UUID_COLUMNS = ['actor_id', 'recording_id', 'concerns_staff_id', 'contact_id', 'agent_id'] as const;
const INSTANT_COLUMNS = ['recorded_at', 'call_started_at'] as const;
const NOT_NULL: readonly string[] = ['action', 'outcome', 'actor_kind', 'recorded_at'];

/** A copy of a field that says something else, or nothing, or something where there was nothing. */
const COLUMNS: readonly Manipulation[] = [
  ...TEXT_COLUMNS.map(column => columnChanged(column, `coalesce(${column}, '') || 'x'`)),
  ...UUID_COLUMNS.map(column => columnChanged(column, `gen_random_uuid()`)),
  ...INSTANT_COLUMNS.map(column => columnChanged(column, `coalesce(${column}, 'epoch') + interval '1 ms'`)),
];

function columnChanged(column: string, other: string): Manipulation {
  return {
    name: `the column ${column} changed`,
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      const emptied = !NOT_NULL.includes(column) && random.chance(0.3);
      const value = emptied ? `case when ${column} is null then ${other} end` : other;
      await sql(`update audit_event set ${column} = ${value} where id = $1`, [id]);
      return { leafIndex: index, eventId: id, kinds: ['column-differs'] };
    },
  };
}

const ROWS: readonly Manipulation[] = [
  {
    name: 'events deleted',
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      const gone = log.leaves.slice(index, index + random.between(1, 30)).map(event => event.id);
      await sql('delete from audit_event where id = any($1)', [gone]);
      return { leafIndex: index, eventId: id, kinds: ['event-missing'] };
    },
  },
  {
    name: 'the id of an event changed',
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      await sql('update audit_event set id = $1 where id = $2', [inventedId(random), id]);
      return { leafIndex: index, eventId: id, kinds: ['event-missing'] };
    },
  },
  {
    name: 'leaves deleted',
    apply: async (sql, log, random) => {
      const { index } = anyLeaf(log, random);
      await sql('delete from audit_leaf where index between $1 and $2', [index, index + random.between(0, 30)]);
      return { leafIndex: index, kinds: ['leaf-missing'] };
    },
  },
  {
    name: 'leaves deleted with their events',
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      await sql('delete from audit_leaf where index = $1', [index]);
      await sql('delete from audit_event where id = $1', [id]);
      return { leafIndex: index, kinds: ['leaf-missing'] };
    },
  },
  {
    name: 'the last leaves deleted',
    apply: async (sql, log, random) => {
      const { index } = anyLeaf(log, random);
      await sql('delete from audit_leaf where index >= $1', [index]);
      return { leafIndex: index, kinds: ['leaf-missing'] };
    },
  },
  {
    name: 'a leaf moved behind the last',
    apply: async (sql, log, random) => {
      const { index } = anyLeaf(log, random);
      await sql('update audit_leaf set index = $1 where index = $2', [log.size + random.between(0, 99), index]);
      return { leafIndex: index, kinds: ['leaf-missing'] };
    },
  },
  {
    name: 'a tile deleted',
    apply: async (sql, log, random) => {
      await sql('delete from audit_tile where index = $1', [random.between(0, Math.floor(log.size / TILE_WIDTH) - 1)]);
      return { kinds: ['tile'] };
    },
  },
  {
    name: 'a tile added',
    apply: async (sql, log, random) => {
      const [level, index] = random.pick([
        [0, Math.floor(log.size / TILE_WIDTH) + random.between(0, 9)],
        [1, random.between(0, 9)],
      ] as const);
      await sql('insert into audit_tile select $1, $2, hashes, root from audit_tile limit 1', [level, index]);
      return { kinds: ['tile'] };
    },
  },
  {
    name: 'the head deleted',
    apply: async sql => {
      await sql('delete from audit_head');
      return { kinds: ['head'] };
    },
  },
  {
    name: 'an event added without a place',
    apply: async (sql, log, random) => {
      const id = inventedId(random);
      await insertEvent(sql, anyLeaf(log, random).id, id);
      return { eventId: id, kinds: ['event-surplus'] };
    },
  },
  {
    name: 'an event added behind the last leaf',
    apply: async (sql, log, random) => {
      const id = inventedId(random);
      const leaf = await insertEvent(sql, anyLeaf(log, random).id, id);
      await sql(`insert into audit_leaf values ($1, $2, sha256('\\x00'::bytea || $3::bytea))`, [log.size, id, leaf]);
      return { leafIndex: log.size, eventId: id, kinds: ['leaf-surplus'] };
    },
  },
  {
    name: 'a leaf added without an event',
    apply: async (sql, log, random) => {
      const [index, id] = [log.size + random.between(0, 999), inventedId(random)];
      await sql('insert into audit_leaf select $1, $2, hash from audit_leaf limit 1', [index, id]);
      return { leafIndex: index, eventId: id, kinds: ['leaf-surplus'] };
    },
  },
];

const WAITING: readonly Manipulation[] = [
  {
    name: 'an event that waits forgotten',
    apply: async (sql, log, random) => {
      const { id } = random.pick(log.pending);
      await sql('delete from audit_pending where event_id = $1', [id]);
      return { eventId: id, kinds: ['event-surplus'] };
    },
  },
  {
    name: 'an event made to wait again',
    apply: async (sql, log, random) => {
      const { index, id } = anyLeaf(log, random);
      await sql('insert into audit_pending values ($1)', [id]);
      return { leafIndex: index, eventId: id, kinds: ['pending'] };
    },
  },
  {
    name: 'an event that waits deleted',
    apply: async (sql, log, random) => {
      const { id } = random.pick(log.pending);
      await sql('delete from audit_event where id = $1', [id]);
      return { eventId: id, kinds: ['pending'] };
    },
  },
  {
    name: 'an event that waits changed in its leaf only',
    apply: async (sql, log, random) => {
      const { id, leaf } = random.pick(log.pending);
      await sql('update audit_event set leaf = $1 where id = $2', [forgedLeaf(leaf), id]);
      return { eventId: id, kinds: ['column-differs'] };
    },
  },
];

/** Manipulations of single rows. */
export const BITS_AND_ROWS: readonly Manipulation[] = [...BITS, ...COLUMNS, ...ROWS, ...WAITING];
