import { createMongoAbility } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import type { WaitingQuery, WaitsFor } from '../access/index.js';
import type { Role } from '../access/roles.js';
import type { AppAbility } from '../access/subjects.js';
import { as, MAIJA, TODAY } from '../access/testing/person.js';
import { ShownReferences } from './holds/shown-references.js';
import { waitsInRetention } from './waits-in-retention.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const kinds = new Map<string, WaitsFor>();
const references = new ShownReferences();
references.byCases((_who, taken) => ({ sql: `select $${taken + 1}`, values: ['T-1'] }));
waitsInRetention({ on: (kind, waits) => kinds.set(kind, waits) }, references);

/** What of a kind Maija is asked in a role, on one line; null where she is not. */
async function asked(kind: string, role: Role): Promise<WaitingQuery | null> {
  const who = { ability: as(role), person: null, today: TODAY, now: NOW, requester: { id: MAIJA } };
  const query = (await kinds.get(kind)?.(who)) ?? null;
  return query && { ...query, text: query.text.replaceAll(/\s+/g, ' ').trim() };
}

async function textOf(kind: string, role: Role): Promise<string> {
  return (await asked(kind, role))?.text ?? '';
}

const ROLES = [
  ...(['agent', 'team-lead', 'complaint-handler', 'trainer'] as const),
  ...(['rights-officer', 'data-protection-officer', 'auditor', 'administrator'] as const),
];

describe('what of keeping and destroying waits', () => {
  it.each([
    ['holds', ['team-lead', 'rights-officer']],
    ['hold-reviews', ['team-lead', 'rights-officer']],
    ['erasures', ['team-lead', 'rights-officer']],
    ['departures', ['rights-officer']],
    ['retention-rules', ['administrator']],
    ['purge-brake', ['administrator']],
  ])('is, of %s, for %j', async (kind, roles) => {
    const queries = await Promise.all(ROLES.map(async role => [role, await asked(kind, role)] as const));
    expect(queries.filter(([, query]) => query !== null).map(([role]) => role)).toEqual(roles);
  });

  it.each([
    ['holds', 'team-lead', [TODAY, MAIJA, 'T-1']],
    ['hold-reviews', 'team-lead', [TODAY, MAIJA, 'T-1']],
    ['erasures', 'team-lead', [MAIJA]],
    ['departures', 'rights-officer', [NOW, MAIJA]],
    ['retention-rules', 'administrator', [MAIJA]],
    ['purge-brake', 'administrator', [MAIJA]],
  ] as const)(
    'is, of %s, what somebody else asked for: a place for each value and a value for each place',
    async (kind, role, values) => {
      const query = await asked(kind, role);
      expect(query?.values).toEqual(values);
      const places = new Set([...(query?.text ?? '').matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
      expect([...places].toSorted()).toEqual(values.map((_value, n) => n + 1));
      expect(query?.text).toMatch(new RegExp(`(requested_by|proposed_by) <> \\$${values.indexOf(MAIJA) + 1}::uuid`));
    },
  );

  it('is a request that is not over, by the day on which its protection ends', async () => {
    const text = await textOf('holds', 'team-lead');
    expect(text).toContain(`where h.state = 'requested' and h.until_on >= $1::date and r.due_on >= $1::date and`);
    expect(text).toContain('h.until_on as on_day from hold h join recording r on r.id = h.recording_id');
    expect(text).toMatch(/order by h\.until_on, h\.id$/);
  });

  it('is a hold in force whose review is overdue, by the day of that', async () => {
    const text = await textOf('hold-reviews', 'team-lead');
    expect(text).toContain(`where h.state = 'active' and h.review_on < $1::date and h.until_on >= $1::date and`);
    expect(text).toContain('h.review_on as on_day');
    expect(text).toMatch(/order by h\.review_on, h\.id$/);
  });

  it('is an erasure of something that is still there, the oldest first', async () => {
    const text = await textOf('erasures', 'team-lead');
    expect(text).toContain(`where e.state = 'requested' and`);
    expect(text).toMatch(/and exists \( select from recording r where .+\) order by requested_at, id$/);
  });

  it('is a departure that has not lapsed, by the day on which it does in Helsinki', async () => {
    const text = await textOf('departures', 'rights-officer');
    expect(text).toContain(`(lapses_at at time zone 'Europe/Helsinki')::date as on_day from departure`);
    expect(text).toContain(`where outcome = 'pending' and lapses_at > $1 and`);
    expect(text).toMatch(/order by lapses_at, id$/);
  });

  it('is a proposed rule, by its clause', async () => {
    const text = await textOf('retention-rules', 'administrator');
    expect(text).toContain(`clause as label, null::date as on_day from retention_rule where state = 'proposed' and`);
    expect(text).toMatch(/order by version$/);
  });

  it('is a raised brake alone for one who may propose its release and release none', async () => {
    const ability = createMongoAbility<AppAbility>([{ action: 'propose-release', subject: 'PurgeBrake' }]);
    const who = { ability, person: null, today: TODAY, now: NOW, requester: { id: MAIJA } };
    const query = await kinds.get('purge-brake')?.(who);
    expect(query?.values).toEqual([]);
    expect(query?.text).toContain('where raised and (proposed_by is null or false)');
  });

  it('is a raised brake for any administrator until one has proposed its release, and then for any other', async () => {
    const text = await textOf('purge-brake', 'administrator');
    expect(text).toMatch(/from purge_brake where raised and \(proposed_by is null or .*proposed_by <> \$1::uuid/);
  });
});
