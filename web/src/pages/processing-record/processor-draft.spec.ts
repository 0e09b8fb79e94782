import { describe, expect, it } from '@jest/globals';
import { areSubProcessors, draftOf, processorOf } from './processor-draft.js';

const DRAFT = {
  ...{ name: ' Konesali Oy ', task: 'tallennustila', country: 'fi', undertakingReference: 'S-1' },
  ...{ undertakingOn: '2026-01-15', subProcessors: 'Nauha Ab; varmuuskopiot; SE\n' },
};

describe('the form of a processor', () => {
  it('has a sub-processor a line', () => {
    const subProcessors = [{ name: 'Nauha Ab', task: 'varmuuskopiot', country: 'SE' }];
    expect(processorOf(DRAFT)).toMatchObject({ name: 'Konesali Oy', country: 'FI', subProcessors });
    expect(areSubProcessors(DRAFT.subProcessors)).toBe(true);
    expect(areSubProcessors('')).toBe(true);
    expect(areSubProcessors('Nauha Ab; SE')).toBe(false);
  });

  it('begins empty for a new one', () => {
    expect(draftOf(null)).toMatchObject({ name: '', country: 'FI', subProcessors: '' });
  });
});
