import { describe, expect, it } from '@jest/globals';
import { CHOOSABLE_COLUMNS, columnsIn } from './column-choice.js';

describe('the chosen columns', () => {
  it('are those of the list at first', () => {
    expect(columnsIn(null)).toEqual([...['duration', 'queue', 'unit', 'agent', 'caller', 'ticket', 'dueOn', 'states']]);
  });

  it('keep their order, and may be none', () => {
    expect(columnsIn('states duration')).toEqual(['duration', 'states']);
    expect(columnsIn('')).toEqual([]);
  });

  it('never are a personal field, whatever the storage says', () => {
    expect(columnsIn('name phone email personalIdentityCode note')).toEqual([]);
    expect(CHOOSABLE_COLUMNS.filter(column => /name|phone|mail|code|note$/i.test(column))).toEqual([]);
  });
});
