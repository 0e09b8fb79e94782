import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOLD_KINDS, reach } from '../../access/index.js';
import { as, EERO, grant, MAIJA, TODAY } from '../../access/testing/person.js';
import { HOLD_COLUMNS } from './hold-rows.js';
import { HOLD_STATES } from './hold.entity.js';
import { listQuery } from './list-query.js';
import { ShownReferences } from './shown-references.js';

const ALL = { sql: 'true', values: [] };
const AFTER = { at: new Date('2026-11-20T07:00:00Z'), id: EERO };
const plain = (taken: number) => ({ sql: `'taken ${taken}'`, values: [] });
const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

type Wanted = Parameters<typeof listQuery>[1];
const query = (wanted: Partial<Wanted>, after: Parameters<typeof listQuery>[2] = null) =>
  listQuery(ALL, { limit: 50, ...wanted }, after, TODAY, plain);

/** The condition that a query adds to one without any, with its values in their places. */
function conditionOf(wanted: Partial<Wanted>, after: Parameters<typeof listQuery>[2] = null): string {
  const { statement, values } = query(wanted, after);
  const where = /where (.*) order by/.exec(flat(statement.text))?.[1] ?? '';
  const told = where.replaceAll(/\$(\d+)/g, (_place, n: string) => {
    const value = values[Number(n) - 1];
    return value instanceof Date ? value.toISOString() : String(value);
  });
  return told.replace(`true and r.due_on >= ${TODAY}::date`, '').replace(/^ and /, '');
}

describe('a page of the list of holds', () => {
  it('has the holds of recordings that are still kept, the newest first, and one more to see whether there is another page', () => {
    const { statement, values } = query({ limit: 20 });
    const text = flat(statement.text);
    expect(text).toMatch(
      / from hold h join recording r on r\.id = h\.recording_id where true and r\.due_on >= \$1::date order/,
    );
    expect(text).toMatch(/order by h\.requested_at desc, h\.id desc limit \$2$/);
    expect(values).toEqual([TODAY, 21]);
  });

  it('goes on after the last one of the page before it', () => {
    expect(conditionOf({}, AFTER)).toBe(`(h.requested_at, h.id) < (2026-11-20T07:00:00.000Z, ${EERO})`);
  });

  it('is of one kind or of one recording where that is asked for', () => {
    expect(conditionOf({})).toBe('');
    expect(conditionOf({ kind: 'training' })).toBe('h.kind = training');
    expect(conditionOf({ recording: EERO })).toBe(`h.recording_id = ${EERO}`);
  });

  it('is of those in a state as it is today, whether a job has said so or not', () => {
    expect(conditionOf({ state: 'lapsed' })).toBe(
      `(case when h.until_on >= ${TODAY}::date then h.state when h.state = 'requested' then 'lapsed' ` +
        `when h.state = 'active' then 'ended' else h.state end) = lapsed`,
    );
  });

  it('is of those in force whose review is overdue, or of all others', () => {
    const isOverdue = `(h.state = 'active' and h.until_on >= ${TODAY}::date and h.review_on < ${TODAY}::date)`;
    expect(conditionOf({ overdue: true })).toBe(isOverdue);
    expect(conditionOf({ overdue: false })).toBe(`not ${isOverdue}`);
  });

  it('stays within what somebody reaches, by the columns of a hold and of its recording', () => {
    const ability = as('team-lead', { grants: [grant('team-lead', { queues: ['on-call'], units: ['Imaging'] })] });
    const within = reach(ability, { verb: 'decide', kind: 'Hold' }, HOLD_COLUMNS);
    if (!within) throw new Error('They reach something.');
    const { statement, values } = listQuery(within, { limit: 50 }, null, TODAY, plain);
    expect(within.sql).toContain('r.queue = any($1::text[])');
    expect(within.sql).toContain('r.unit = any($2::text[])');
    expect(within.sql).toContain('h.requested_by <> $3::uuid');
    expect(values).toEqual([['on-call'], ['Imaging'], MAIJA, TODAY, 51]);
    expect(flat(statement.text)).toContain(`where ${within.sql} and r.due_on >= $4::date order`);
    expect(statement.text).toContain(`'taken 3' as reference`);
  });

  it('has a value for each place and a place for each value, whatever is asked for', () => {
    const some = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined });
    const asked = fc.record({
      ...{ state: some(fc.constantFrom(...HOLD_STATES)), kind: some(fc.constantFrom(...HOLD_KINDS)) },
      ...{ overdue: some(fc.boolean()), recording: some(fc.constant(EERO)), limit: fc.integer({ min: 1, max: 200 }) },
    });
    const references = new ShownReferences();
    references.byCases((_who, taken) => ({ sql: `select $${taken + 1}`, values: ['T-1'] }));
    const within = { sql: 'r.queue = $1', values: ['on-call'] };
    const who = { ability: as('team-lead'), person: null, today: TODAY };
    fc.assert(
      fc.property(asked, fc.option(fc.constant(AFTER)), (wanted, after) => {
        const of = (taken: number) => references.of(who, taken);
        const { statement, values } = listQuery(within, wanted, after, TODAY, of);
        const places = new Set([...statement.text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
        expect([...places].toSorted((a, b) => a - b)).toEqual(values.map((_value, n) => n + 1));
        expect(values.slice(0, 3)).toEqual(['on-call', 'T-1', TODAY]);
      }),
    );
  });
});
