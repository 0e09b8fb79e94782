import { describe, expect, it } from '@jest/globals';
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../../api/problem.js';
import { logClosedBy, logClosedIn, type LogClosed } from './log-closed.js';

describe('a refused call', () => {
  it('says why playback is closed', () => {
    expect(logClosedIn(new Problem(503, 'log-closed', { because: 'alarm' }))).toBe('alarm');
  });

  it('says that the log cannot be written', () => {
    expect(logClosedIn(new Problem(503, 'log-unavailable'))).toBe('unavailable');
  });

  it.each([undefined, 7, 'tidied-up', 'unavailable'])('says that it is closed also for the reason %j', because => {
    expect(logClosedIn(new Problem(503, 'log-closed', { because }))).toBe('unknown');
  });

  it('says nothing about the log when it was refused for another reason, or failed', () => {
    expect(logClosedIn(new Problem(403, 'not-permitted'))).toBeNull();
    expect(logClosedIn(new TypeError('Failed to fetch'))).toBeNull();
  });
});

describe('what has become of a call', () => {
  it('changes that the log is closed when it was refused for that', async () => {
    const refused = new Problem(503, 'log-closed', { because: 'alarm' });
    expect(await changesBy(() => Promise.reject(refused))).toEqual(['alarm']);
  });

  it('changes that the log is open again when a playback was granted', async () => {
    expect(await changesBy(() => Promise.resolve({ id: '1', audioUrl: '/audio' }))).toEqual([null]);
  });

  it('changes nothing when it is about something else', async () => {
    expect(await changesBy(() => Promise.resolve({ id: '1' }))).toEqual([]);
    expect(await changesBy(() => Promise.reject(new Problem(403, 'not-permitted')))).toEqual([]);
  });
});

async function changesBy(mutationFn: () => Promise<unknown>): Promise<(LogClosed | null)[]> {
  const cache = new MutationCache();
  const changes: (LogClosed | null)[] = [];
  cache.subscribe(event => {
    const change = logClosedBy(event);
    if (change !== undefined) changes.push(change);
  });
  const mutation = cache.build(new QueryClient(), { mutationFn, gcTime: 0 });
  await mutation.execute(undefined).catch(() => undefined);
  return changes;
}
