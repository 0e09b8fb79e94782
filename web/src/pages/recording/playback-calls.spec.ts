import { describe, expect, it } from '@jest/globals';
import { stateIn } from './playback-calls.js';

const answered = (status: number) => Promise.resolve({ response: new Response(null, { status }) });

describe('what an answer says of the audio that is played', () => {
  it.each([
    [200, 'alive'],
    [206, 'alive'],
    [410, 'expired'],
    [403, 'not-allowed'],
    [404, 'not-allowed'],
    [503, 'log-closed'],
    [500, 'unreachable'],
  ])('%d: it is %s', async (status, state) => {
    expect(await stateIn(answered(status))).toBe(state);
  });

  it('a request too many says nothing of it: it is not over', async () => {
    expect(await stateIn(answered(429))).toBe('unreachable');
  });

  it('where no answer comes, nothing is known of it', async () => {
    expect(await stateIn(Promise.reject(new TypeError('Failed to fetch')))).toBe('unreachable');
  });
});
