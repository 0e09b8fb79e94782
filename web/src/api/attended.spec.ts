import { describe, expect, it } from '@jest/globals';
import { markAttention, noteTouches, UNATTENDED_HEADER } from './attended.js';

const MINUTE_MS = 60_000;

describe('what a page asks for', () => {
  const page = new EventTarget();
  let nowMs = 0;
  noteTouches(page, () => nowMs);

  const isMarked = () => markAttention(new Request('http://localhost/api/v1/me'), nowMs).headers.has(UNATTENDED_HEADER);

  it('is its person’s for a minute after they touched it, and then the page’s own', () => {
    nowMs = MINUTE_MS;
    expect(isMarked()).toBe(false);
    nowMs += 1;
    expect(isMarked()).toBe(true);
  });

  it.each(['pointerdown', 'keydown', 'wheel', 'touchstart'])('is its person’s again after %s', touch => {
    nowMs += 10 * MINUTE_MS;
    expect(isMarked()).toBe(true);
    page.dispatchEvent(new Event(touch));
    expect(isMarked()).toBe(false);
  });
});
