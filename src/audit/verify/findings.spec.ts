import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Findings } from './findings.js';

function findingsAt(...indexes: readonly (number | null)[]): Findings {
  const findings = new Findings();
  for (const [turn, index] of indexes.entries()) findings.add('tile', `finding ${turn}`, index);
  return findings;
}

describe('Findings', () => {
  it('lists what was found, with all that was said of it', () => {
    const findings = new Findings();
    findings.add('root', 'The root is another.');
    findings.add('event-differs', 'Event e is another.', 3, 'e');
    findings.add('leaf-missing', 'Leaf 4 is missing.', 4);

    expect(findings.list()).toEqual([
      { kind: 'event-differs', sentence: 'Event e is another.', leafIndex: 3, eventId: 'e' },
      { kind: 'leaf-missing', sentence: 'Leaf 4 is missing.', leafIndex: 4, eventId: null },
      { kind: 'root', sentence: 'The root is another.', leafIndex: null, eventId: null },
    ]);
  });

  it('lists an event without a leaf behind the leaves', () => {
    const findings = new Findings();
    findings.add('event-surplus', 'Event e has no leaf.', null, 'e');
    findings.add('leaf-missing', 'Leaf 0 is missing.', 0);

    expect(findings.list().map(({ leafIndex, eventId }) => [leafIndex, eventId])).toEqual([
      [0, null],
      [null, 'e'],
    ]);
  });

  it('keeps the first ten leaves in their order, whenever they are found, and the first ten of what belongs to none', () => {
    const indexes = fc.array(fc.option(fc.nat(40)), { maxLength: 60 });
    fc.assert(
      fc.property(indexes, found => {
        const listed = findingsAt(...found)
          .list()
          .filter(({ kind }) => kind !== 'more');
        const leaves = found.filter(index => index !== null).sort((one, other) => one - other);
        const others = found.flatMap((index, turn) => (index === null ? [`finding ${turn}`] : []));
        expect(listed.flatMap(({ leafIndex }) => leafIndex ?? [])).toEqual(leaves.slice(0, 10));
        expect(listed.filter(({ leafIndex }) => leafIndex === null).map(({ sentence }) => sentence)).toEqual(
          others.slice(0, 10),
        );
      }),
    );
  });

  it('lists twenty at most, however much there is', () => {
    const many = Array.from({ length: 50 }, (_, turn) => turn);
    const listed = findingsAt(...many.toReversed(), ...many.map(() => null)).list();

    expect(listed.map(({ leafIndex }) => leafIndex)).toEqual([...many.slice(0, 10), ...Array<null>(11).fill(null)]);
    expect(listed.slice(0, 20).map(({ kind }) => kind)).toEqual(Array(20).fill('tile'));
    expect(listed[20]).toMatchObject({ kind: 'more', sentence: expect.stringMatching(/^80 more are not listed/) });
  });

  it('tells another thing that is not listed from all that was there before, and the same from nothing', () => {
    const known = Array.from({ length: 12 }, (_, turn) => turn);
    const lastOf = (...more: number[]) =>
      findingsAt(...known, ...more)
        .list()
        .at(-1)?.sentence;

    expect(lastOf()).toBe(lastOf());
    expect(lastOf(90)).not.toBe(lastOf(91));
    expect(findingsAt(...known.slice(2)).list()).toHaveLength(10);
  });

  it('lists what was found at one leaf in the order in which it was found', () => {
    expect(
      findingsAt(5, 2, 5, 2)
        .list()
        .map(({ sentence }) => sentence),
    ).toEqual([...['finding 1', 'finding 3', 'finding 0', 'finding 2']]);
  });

  it('knows at which leaves something was found', () => {
    const findings = findingsAt(7, null, 2);

    expect([0, 1, 2, 3, 7].filter(index => findings.has(index))).toEqual([2, 7]);
  });
});
