import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UNIT_KINDS } from '../../src/retention/reconciliation/unit-kinds.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Tables with a last day whose rows have no key of their own: they tell of a unit, or have a day of another kind. */
const WITHOUT_KEYS = [
  'caller_mark',
  'deletion_certificate',
  'destroyed_item',
  'erasure_unit',
  'finding',
  'going_live_finding',
  'party_index',
  'rights_mailbox_reminder',
];

/** What the reconciliation does not know, it takes for an orphan and removes. */
describe('the kinds of custody units', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('are all the tables with a last day, but for those that have been looked at', async () => {
    const tables = await server.sql<{ name: string }>(
      `select table_name::text as name from information_schema.columns
       where table_schema = 'public' and column_name = 'due_on' order by 1`,
    );
    const known = [...UNIT_KINDS.map(({ table }) => table), ...WITHOUT_KEYS].sort();
    expect(tables.map(({ name }) => name)).toEqual(known);
  });
});
