import { describe, expect, it } from '@jest/globals';
import type { QuarantinedItem } from '../../api/types.js';
import { actsOnAll, chosenOf, toggled } from './chosen-items.js';

function item(id: string, permitted: QuarantinedItem['permitted']): QuarantinedItem {
  return { id, permitted } as QuarantinedItem; // the only fields that are looked at
}

const [whole, silent, fixed] = [
  item('a', ['repair', 'file', 'destroy']),
  item('b', ['repair', 'destroy']),
  item('c', []),
];

describe('chosen items', () => {
  it('allow what is allowed on every one of them', () => {
    expect(actsOnAll([whole])).toEqual(['file', 'destroy']);
    expect(actsOnAll([whole, silent])).toEqual(['destroy']);
    expect(actsOnAll([whole, fixed])).toEqual([]);
    expect(actsOnAll([])).toEqual([]);
  });

  it('are those of the list that is shown', () => {
    expect(chosenOf([whole, silent], new Set(['b', 'gone']))).toEqual([silent]);
  });

  it('come and go one by one', () => {
    expect([...toggled(new Set(['a']), 'b', true)]).toEqual(['a', 'b']);
    expect([...toggled(new Set(['a', 'b']), 'a', false)]).toEqual(['b']);
    expect([...toggled(new Set(['a']), 'a', true)]).toEqual(['a']);
  });
});
