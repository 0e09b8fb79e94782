import { describe, expect, it } from '@jest/globals';
import { needsStepUp, stepUp, whenStepUpIsNeeded } from './step-up.js';

const answer = (status: number, body: string) => new Response(body, { status });

describe('a step-up', () => {
  it('is needed where the server says so, and nowhere else', async () => {
    expect(await needsStepUp(answer(403, '{"code":"step-up-required"}'))).toBe(true);
    expect(await needsStepUp(answer(403, '{"code":"not-permitted"}'))).toBe(false);
    expect(await needsStepUp(answer(403, 'no JSON'))).toBe(false);
    expect(await needsStepUp(answer(200, '{"code":"step-up-required"}'))).toBe(false);
  });

  it('leaves the answer to be read', async () => {
    const response = answer(403, '{"code":"step-up-required"}');
    await needsStepUp(response);
    expect(await response.json()).toEqual({ code: 'step-up-required' });
  });

  it('is asked for once by calls that need it at once, and anew later', async () => {
    let asked = 0;
    const takeBack = whenStepUpIsNeeded(() => Promise.resolve((asked += 1) > 0));
    expect(await Promise.all([stepUp(), stepUp()])).toEqual([true, true]);
    expect(asked).toBe(1);
    await stepUp();
    expect(asked).toBe(2);
    takeBack();
    expect(await stepUp()).toBe(false);
  });
});
