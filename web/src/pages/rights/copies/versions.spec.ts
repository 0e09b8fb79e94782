import { describe, expect, it } from '@jest/globals';
import { copyState, mayBegin, versionsOf } from './versions.js';

const version = (recordingId: string, number: number, state: Parameters<typeof copyState>[0][number]['state']) => ({
  ...{ recordingId, version: number, state },
});

describe('the versions of a redacted copy', () => {
  it('are those of its recording, the newest first', () => {
    const all = [version('a', 1, 'rejected'), version('b', 1, 'draft'), version('a', 2, 'rendered')];
    expect(versionsOf(all, 'a').map(one => one.version)).toEqual([2, 1]);
  });

  it('say how the copy stands: the newest that was not rejected', () => {
    expect(copyState([])).toBe('none');
    expect(copyState([version('a', 1, 'rejected')])).toBe('rejected');
    expect(copyState([version('a', 3, 'rejected'), version('a', 2, 'approved')])).toBe('approved');
    expect(copyState([version('a', 2, 'draft'), version('a', 1, 'approved')])).toBe('draft');
  });

  it('are followed by another only when no draft waits', () => {
    expect(mayBegin([version('a', 1, 'approved')])).toBe(true);
    expect(mayBegin([version('a', 2, 'draft'), version('a', 1, 'approved')])).toBe(false);
  });
});
