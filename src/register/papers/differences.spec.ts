import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differencesOf } from './differences.js';
import { heading, list, paragraph, type TextBlock } from './text-block.js';

const BEFORE = [heading('6', '6 Säilytysaika'), paragraph('6.kept', '61 vuorokautta.'), list('6.contents', ['nimi'])];

describe('the differences between two versions', () => {
  it('are none between a version and itself', () => {
    expect(differencesOf(BEFORE, BEFORE)).toEqual([]);
  });

  it('are none where a version was kept and read again, with its fields in another order', () => {
    const kept = JSON.parse('[{"text":"61 vuorokautta.","kind":"paragraph","id":"6.kept"}]') as TextBlock[];
    expect(differencesOf(kept, [paragraph('6.kept', '61 vuorokautta.')])).toEqual([]);
  });

  it('say what a block said and says, under its heading', () => {
    const after = [
      heading('6', '6 Säilytysaika'),
      paragraph('6.kept', '30 vuorokautta.'),
      list('6.contents', ['nimi']),
    ];
    expect(differencesOf(BEFORE, after)).toEqual([
      { id: '6.kept', under: '6 Säilytysaika', before: ['61 vuorokautta.'], after: ['30 vuorokautta.'] },
    ]);
  });

  it('say what is new, and what is gone where it stood', () => {
    const after = [heading('6', '6 Säilytysaika'), paragraph('6.new', 'Uutta.'), list('6.contents', ['nimi'])];
    expect(differencesOf(BEFORE, after).map(({ id, before, after: now }) => [id, before, now])).toEqual([
      ['6.kept', ['61 vuorokautta.'], null],
      ['6.new', null, ['Uutta.']],
    ]);
  });

  it('name each block once, whatever was changed', () => {
    const block = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), text: fc.constantFrom('x', 'y') });
    const text = fc
      .uniqueArray(block, { selector: ({ id }) => id })
      .map(blocks => blocks.map(({ id, text: words }): TextBlock => paragraph(id, words)));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changed = differencesOf(before, after).map(({ id }) => id);
        const ids = new Set([...before, ...after].map(({ id }) => id));
        const wordsIn = (blocks: readonly TextBlock[], id: string) => JSON.stringify(blocks.find(one => one.id === id));
        expect([...changed].sort()).toEqual([...ids].filter(id => wordsIn(before, id) !== wordsIn(after, id)).sort());
      }),
    );
  });
});
