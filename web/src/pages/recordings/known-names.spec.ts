import { describe, expect, it } from '@jest/globals';
import { knownNames } from './known-names.js';

describe('the suggested names', () => {
  it('are those of the grants and those on the screen, each once, in alphabetical order', () => {
    const grants = [
      { queues: ['Äkilliset', 'Aula'], units: 'all' as const },
      { queues: 'all' as const, units: ['Osasto 3'] },
    ];
    const items = [
      { queue: 'Zeta', unit: 'Osasto 5' },
      { queue: 'Aula', unit: 'Osasto 3' },
    ];
    expect(knownNames('queue', grants, items)).toEqual(['Aula', 'Zeta', 'Äkilliset']);
    expect(knownNames('unit', grants, items)).toEqual(['Osasto 3', 'Osasto 5']);
  });
});
