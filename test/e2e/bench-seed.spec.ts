import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedByCopy } from '../../bench/seed/copy/seed-by-copy.js';
import { seedCalls } from '../../bench/seed/seed-calls.js';
import { readConfig } from '../../src/platform/config/index.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { startTestServer, type TestServer } from '../support/server.js';

const RECORDINGS = 5000;
const TABLES = ['contact', 'contact_party', 'recording'];

/** What the bench measures at ten million rows must be what it measures at ten thousand: of the same rows, behind the same indexes. */
describe('the seed by COPY', () => {
  let copied: TestServer;
  let inserted: TestServer;

  beforeAll(async () => {
    [copied, inserted] = await Promise.all([startTestServer({ at: new Date() }), startTestServer({ at: new Date() })]);
  });

  afterAll(async () => {
    await copied.stop();
    await inserted.stop();
  });

  it('leaves the indexes, the shape of each column, and a key for each last day and unit', async () => {
    const by = (server: TestServer) => ({
      recordings: RECORDINGS,
      agentIds: [...server.ids.values()].slice(0, 6),
      ingestedBy: server.ids.get('yrjo.yllapito') ?? '',
    });
    const before = await indexesOf(copied);
    const ring = copied.app.get(KeyRing);
    const place = { ownerUrl: copied.database.ownerUrl, ring, config: readConfig({ ...copied.env }) };
    const grown = await seedByCopy(place, by(copied));
    await seedCalls(inserted.database.ownerUrl, by(inserted));

    expect(grown.recordings).toBe(RECORDINGS);
    expect(await indexesOf(copied)).toEqual(before);
    for (const table of TABLES)
      expect([table, await shapeOf(copied, table)]).toEqual([table, await shapeOf(inserted, table)]);
    expect(
      await copied.sql('select count(*)::int as values, min(octet_length(value)) as bytes from party_index'),
    ).toEqual([{ values: 3 * RECORDINGS, bytes: 16 }]);
    await expectKeys(copied, ring);
  });

  it('can be listed by who may, and is due on no day that is over', async () => {
    const lead = await copied.as('liisa.lupa');
    expect((await lead.get('/recordings?limit=50')).body.items).toHaveLength(50);
    const { body } = await lead.get('/retention/due');
    const days = body.items as { recordings: number; contacts: number }[];
    expect(days.reduce((sum, { recordings }) => sum + recordings, 0)).toBe(RECORDINGS);
    expect(days.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(RECORDINGS);
    expect(days.length).toBeGreaterThan(50);
  });
});

function indexesOf(server: TestServer): Promise<object[]> {
  return server.sql(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition, indisvalid as valid, indisprimary as "primary"
    from pg_index i join pg_class c on c.oid = i.indrelid where relnamespace = 'public'::regnamespace
    union all select conname, pg_get_constraintdef(oid), convalidated, false from pg_constraint where connamespace = 'public'::regnamespace
    order by 1, 2`);
}

/** Of each column: how many are there, how many are empty, and how large they are on average, to a byte. */
async function shapeOf(server: TestServer, table: string): Promise<object[]> {
  const columns = await server.sql<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by 1`,
    [table],
  );
  const parts = columns.map(
    ({ name }) =>
      `select '${name}' as name, count(${name})::int as there, round(avg(pg_column_size(${name})))::int as bytes, count(distinct ${name}) = 1 as alike from ${table}`,
  );
  return server.sql(`${parts.join(' union all ')} order by 1`);
}

async function expectKeys(server: TestServer, ring: KeyRing): Promise<void> {
  const days = await server.sql<{ day: string }>('select day::text from due_day order by day');
  expect(await ring.days()).toEqual(expect.arrayContaining(days.map(({ day }) => day)));
  const kept = new Set<string>();
  for (const day of await ring.days()) for await (const unit of ring.unitsOf(day)) kept.add(unit);
  const units = await server.sql<{ id: string }>('select id from recording union all select id from contact');
  expect(units.filter(({ id }) => !kept.has(id))).toEqual([]);
}
