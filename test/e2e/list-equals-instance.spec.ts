import { subject } from '@casl/ability';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { reach } from '../../src/access/index.js';
import { PURPOSES, type Purpose } from '../../src/access/purposes.js';
import { ROLES, PURPOSES_OF_ROLE } from '../../src/access/roles.js';
import { rulesFor, type GrantFacts } from '../../src/access/rules.js';
import { LAST_DAY, parseDay } from '../../src/kernel/calendar.js';
import { RECORDING_COLUMNS } from '../../src/recordings/recording-rows.js';

const TODAY = parseDay('2026-11-24');
const PEOPLE = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as const;
const QUEUES = ['user-support', 'on-call', 'devices'] as const;
const UNITS = ['Ward systems', 'Imaging', ''] as const;
const DAYS = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2027-01-24'] as const;

const facts = fc.record({
  queue: fc.constantFrom(...QUEUES),
  unit: fc.constantFrom(...UNITS),
  agentId: fc.constantFrom(...PEOPLE),
  ordinaryDueOn: fc.constantFrom(...DAYS),
  dueOn: fc.constantFrom(...DAYS),
  holdPurposes: fc.uniqueArray(fc.constantFrom(...PURPOSES), { maxLength: 2 }),
  restricted: fc.boolean(),
});

const scope = <T extends string>(names: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }));

const grant: fc.Arbitrary<GrantFacts> = fc.constantFrom(...ROLES).chain(role =>
  fc.record({
    id: fc.constant(PEOPLE[0]),
    role: fc.constant(role),
    queues: scope(QUEUES),
    units: scope(UNITS),
    ownCallsOnly: fc.boolean(),
    purposes: fc.subarray([...PURPOSES_OF_ROLE[role]] as Purpose[]),
    fromOn: fc.constantFrom(...DAYS.map(parseDay)),
    untilOn: fc.constantFrom(...DAYS.map(parseDay)),
    suspended: fc.boolean(),
  }),
);

const person = fc.record({
  id: fc.constantFrom(...PEOPLE),
  active: fc.constant(true),
  boundThroughOn: fc.constantFrom(null, ...DAYS.map(parseDay), LAST_DAY),
  enrolled: fc.constant([]),
  grants: fc.array(grant, { maxLength: 4 }),
});

describe('the rules as SQL and the rules in memory', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.TALLENNE_TEST_SUPERUSER_URL });
    await client.connect();
    await client.query(`create temporary table sample (place int, queue text, unit text, agent_id uuid, ordinary_due_on date,
      due_on date, hold_purposes text[], restricted boolean)`);
  });

  afterAll(async () => {
    await client.end();
  });

  it.each(['list', 'read'] as const)('allow to %s the same recordings, for any grants and any facts', async verb => {
    await fc.assert(
      fc.asyncProperty(person, fc.array(facts, { minLength: 1, maxLength: 40 }), async (who, rows) => {
        const ability = rulesFor(who, TODAY);
        const inMemory = rows.flatMap((row, place) =>
          ability.can(verb, subject('Recording', { ...row })) ? [place] : [],
        );
        await client.query('truncate sample');
        await client.query(INSERT, [JSON.stringify(rows.map((row, place) => ({ place, ...row })))]);
        const within = reach(ability, verb, RECORDING_COLUMNS);
        const found = within
          ? (
              await client.query<{ place: number }>(`select place from sample where ${within.sql} order by place`, [
                ...within.values,
              ])
            ).rows
          : [];
        expect(found.map(row => row.place)).toEqual(inMemory);
      }),
      { numRuns: 400 },
    );
  });
});

const INSERT = `
  insert into sample
  select (r->>'place')::int, r->>'queue', r->>'unit', (r->>'agentId')::uuid, (r->>'ordinaryDueOn')::date, (r->>'dueOn')::date,
         array(select jsonb_array_elements_text(r->'holdPurposes')), (r->>'restricted')::boolean
  from jsonb_array_elements($1::jsonb) r`;
