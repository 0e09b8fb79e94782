import { describe, expect, it } from '@jest/globals';
import { reasonsToSay } from './reasons-to-say.js';

describe('why playback is closed', () => {
  it('is said reason by reason', () => {
    expect(reasonsToSay(['alarm', 'late'])).toEqual(['alarm', 'late']);
    expect(reasonsToSay([])).toEqual([]);
  });

  it.each(['copy-missing', 'not-continued'] as const)(
    'is never said to end by itself while the log is stopped by %s',
    because => {
      expect(reasonsToSay(['alarm', because, 'late'])).toEqual(['alarm', because]);
    },
  );
});
