import { describe, expect, it } from '@jest/globals';
import { wantedOf } from './wanted-of.js';

describe('what waits for a second person', () => {
  it('is told in full: ground, last day, purposes, how the person was told, and why', () => {
    expect(wantedOf({ ground: 'consent', until: '2026-12-01', words: 'Pyysi itse.' })).toMatchObject({
      ...{ ground: 'consent', until: '2026-12-01', words: 'Pyysi itse.', informed: null, purposes: [] },
    });
    expect(wantedOf({ purposes: ['complaint'] }).purposes).toEqual(['complaint']);
    expect(wantedOf({ informed: { on: '2026-12-01', channel: 'post', deliveryId: null } }).informed).toEqual({
      ...{ on: '2026-12-01', channel: 'post' },
    });
  });

  it('leaves out what it does not know', () => {
    expect(wantedOf({ ground: 'x', until: 'soon', purposes: 'all', informed: { on: 1 } })).toEqual({
      ...{ ground: null, purposes: [], until: null, informed: null, words: null },
    });
  });
});
