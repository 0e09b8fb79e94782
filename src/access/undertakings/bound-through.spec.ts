import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, LAST_DAY, parseDay, type Day } from '../../kernel/calendar.js';
import {
  acknowledgeable,
  askedFor,
  bindingOn,
  boundSince,
  boundThrough,
  inForce,
  type VersionDays,
} from './bound-through.js';

const version = (name: string, inForceOn: string, graceDays = 14): VersionDays => ({
  version: name,
  inForceOn: parseDay(inForceOn),
  graceDays,
});
const A = version('a', '2026-01-01', 0);
const B = version('b', '2026-06-01');
const C = version('c', '2026-09-01', 0);
const having = (...names: string[]) => new Set(names);
const on = (day: string) => parseDay(day);

describe('how long what somebody acknowledged counts', () => {
  it('is not at all for somebody who acknowledged nothing', () => {
    expect(boundThrough(having(), [A, B])).toBeNull();
    expect(boundThrough(having('of another installation'), [A, B])).toBeNull();
  });

  it('is without an end while nothing newer is published', () => {
    expect(boundThrough(having('a'), [A])).toBe(LAST_DAY);
    expect(boundThrough(having('b'), [A, B])).toBe(LAST_DAY);
  });

  it('is through the last day of grace of the next version', () => {
    expect(boundThrough(having('a'), [A, B])).toBe('2026-06-14');
  });

  it('ends the day before a version without grace', () => {
    expect(boundThrough(having('b'), [A, B, C])).toBe('2026-08-31');
  });

  it('ends with the first that ends it, however long the grace of an earlier one', () => {
    expect(boundThrough(having('a'), [A, version('b', '2026-08-01', 90), C])).toBe('2026-08-31');
  });

  it('goes on for who acknowledged the next version ahead', () => {
    expect(boundThrough(having('a', 'b'), [A, B])).toBe(LAST_DAY);
  });
});

describe('whether somebody is bound on a day', () => {
  it('is so through the last day that what they acknowledged has', () => {
    const through = { boundThroughOn: '2026-06-14' };
    expect(bindingOn(on('2026-06-14'), having('a'), [A, B])).toEqual({ bound: true, ...through });
    expect(bindingOn(on('2026-06-15'), having('a'), [A, B])).toEqual({ bound: false, ...through });
  });

  it('is so without a last day while nothing newer ends it, and not at all by nothing', () => {
    expect(bindingOn(on('2026-06-15'), having('b'), [A, B])).toEqual({ bound: true, boundThroughOn: null });
    expect(bindingOn(on('2026-06-15'), having(), [A, B])).toEqual({ bound: false, boundThroughOn: null });
  });
});

describe('since when somebody has been bound by what counts on a day', () => {
  const at = (text: string) => new Date(`${text}T07:00:00Z`);
  const said = [
    { version: 'a', at: at('2026-02-01') },
    { version: 'b', at: at('2026-06-10') },
    { version: 'c', at: at('2026-08-20') },
  ];

  it.each([
    ['2026-05-31', '2026-02-01'],
    ['2026-06-14', '2026-02-01'],
    ['2026-06-15', '2026-06-10'],
    ['2026-08-31', '2026-06-10'],
    ['2026-09-01', '2026-08-20'],
  ])('is since the first that still counts: on %s since %s', (day, since) => {
    expect(boundSince(said, [A, B, C], on(day))).toEqual(at(since));
  });

  it('is never for somebody whom nothing binds then', () => {
    expect(boundSince([], [A, B, C], on('2026-05-31'))).toBeNull();
    expect(boundSince(said.slice(0, 1), [A, B, C], on('2026-06-15'))).toBeNull();
    expect(
      boundSince([{ version: 'of another installation', at: at('2026-01-02') }], [A], on('2026-05-31')),
    ).toBeNull();
  });
});

describe('the version that is asked for', () => {
  it('is the one in force, for somebody who has not acknowledged it or a newer one', () => {
    expect(askedFor(having(), [A, B], on('2026-03-01'))?.version).toBe('a');
    expect(askedFor(having('a'), [A, B], on('2026-06-01'))?.version).toBe('b');
  });

  it('is the newest afterwards, which may be acknowledged ahead', () => {
    expect(askedFor(having('a'), [A, B], on('2026-05-31'))?.version).toBe('b');
    expect(askedFor(having('b'), [A, B, C], on('2026-05-31'))?.version).toBe('c');
  });

  it('is never one that has been replaced', () => {
    expect(acknowledgeable([A, B, C], on('2026-06-01')).map(({ version: name }) => name)).toEqual(['b', 'c']);
    expect(acknowledgeable([C, A], on('2025-01-01')).map(({ version: name }) => name)).toEqual(['a', 'c']);
  });
});

const days = fc.integer({ min: 0, max: 2000 }).map(number => addDays(parseDay('2024-01-01'), number));
const histories = fc
  .uniqueArray(fc.record({ inForceOn: days, graceDays: fc.integer({ min: 0, max: 90 }) }), {
    selector: ({ inForceOn }) => inForceOn,
    minLength: 1,
    maxLength: 6,
  })
  .map(list => list.map((one, index): VersionDays => ({ version: `v${index}`, ...one })));
const situations = histories.chain(versions =>
  fc.record({
    versions: fc.constant(versions),
    acknowledged: fc.subarray(versions.map(({ version: name }) => name)).map(names => new Set(names)),
    today: days,
  }),
);

describe('for any history of versions', () => {
  const bound = (acknowledged: ReadonlySet<string>, versions: readonly VersionDays[], today: Day): boolean => {
    const through = boundThrough(acknowledged, versions);
    return through !== null && today <= through;
  };

  it('who has acknowledged the version in force is bound, unless one to come has ended it', () => {
    fc.assert(
      fc.property(situations, ({ versions, acknowledged, today }) => {
        const current = inForce(versions, today);
        if (!current || !acknowledged.has(current.version)) return;
        expect(bound(acknowledged, versions, today)).toBe(true);
      }),
    );
  });

  it('who has acknowledged neither it nor a newer one is not bound after its grace', () => {
    fc.assert(
      fc.property(situations, ({ versions, acknowledged, today }) => {
        const overdue = versions.filter(({ inForceOn, graceDays }) => addDays(inForceOn, graceDays) <= today);
        const newest = versions
          .filter(({ version: name }) => acknowledged.has(name))
          .reduce<string>((latest, { inForceOn }) => (inForceOn > latest ? inForceOn : latest), '');
        if (!overdue.some(({ inForceOn }) => inForceOn > newest)) return;
        expect(bound(acknowledged, versions, today)).toBe(false);
      }),
    );
  });

  it('acknowledging what is asked for binds, and more is never less', () => {
    fc.assert(
      fc.property(situations, ({ versions, acknowledged, today }) => {
        const asked = askedFor(acknowledged, versions, today);
        const more = new Set([...acknowledged, asked?.version ?? '']);
        expect(bound(more, versions, today)).toBe(true);
        expect((boundThrough(more, versions) ?? '') >= (boundThrough(acknowledged, versions) ?? '')).toBe(true);
      }),
    );
  });

  it('the order in which the versions are told decides nothing', () => {
    fc.assert(
      fc.property(situations, ({ versions, acknowledged }) => {
        expect(boundThrough(acknowledged, [...versions].reverse())).toBe(boundThrough(acknowledged, versions));
      }),
    );
  });
});
