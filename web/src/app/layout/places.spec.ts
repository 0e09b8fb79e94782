import { describe, expect, it } from '@jest/globals';
import { isWithin, placesOf } from './places.js';

const READS_RETENTION = { verb: 'read', subject: 'Retention' };
const LISTS_HOLDS = { verb: 'list', subject: 'Hold' };
const LISTS_ERASURES = { verb: 'list', subject: 'Erasure' };

function retentionOf(...permitted: { verb: string; subject: string }[]) {
  return placesOf({ permitted });
}

describe('the places that somebody may visit', () => {
  it('are those that their rights open', () => {
    expect(placesOf({ permitted: [] })).toEqual([]);
    expect(placesOf({ permitted: [{ verb: 'list', subject: 'Recording' }] }).map(({ to }) => to)).toEqual([
      '/recordings',
    ]);
  });

  it('have retention once, entered where the rights allow', () => {
    expect(retentionOf(READS_RETENTION, LISTS_HOLDS, LISTS_ERASURES).map(({ to }) => to)).toEqual(['/retention']);
    expect(retentionOf(LISTS_HOLDS, LISTS_ERASURES).map(({ to }) => to)).toEqual(['/holds']);
    expect(retentionOf(LISTS_ERASURES).map(({ to }) => to)).toEqual(['/erasures']);
  });
});

describe('a page', () => {
  const retention = { within: ['/retention', '/holds'] };

  it('belongs to the place whose address is its own or above it', () => {
    expect(isWithin(retention, '/holds')).toBe(true);
    expect(isWithin(retention, '/retention/purges')).toBe(true);
  });

  it('does not belong to a place whose address only begins like it', () => {
    expect(isWithin(retention, '/retentions')).toBe(false);
    expect(isWithin(retention, '/recordings')).toBe(false);
  });
});
