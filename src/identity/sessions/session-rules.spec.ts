import { describe, expect, it } from '@jest/globals';
import { hashToken } from '../opaque-token.js';
import { absoluteExpiry, idleExpiry, isLiving, judgeRefresh } from './session-rules.js';

const NOW = new Date('2026-11-20T07:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

describe('living session', () => {
  const session = { idleExpiresAt: idleExpiry(NOW), absoluteExpiresAt: absoluteExpiry(NOW), endedAt: null };

  it('ends 60 minutes after it was last seen', () => {
    expect(isLiving(session, after(60 * 60_000 - 1))).toBe(true);
    expect(isLiving(session, after(60 * 60_000))).toBe(false);
  });

  it('ends 12 hours after it began, however busy', () => {
    const busy = { ...session, idleExpiresAt: idleExpiry(after(12 * 3_600_000)) };
    expect(isLiving(busy, after(12 * 3_600_000 - 1))).toBe(true);
    expect(isLiving(busy, after(12 * 3_600_000))).toBe(false);
  });

  it('is over once it was ended', () => {
    expect(isLiving({ ...session, endedAt: NOW }, after(1))).toBe(false);
  });
});

describe('refresh token', () => {
  const facts = { refreshHash: hashToken('third'), previousRefreshHash: hashToken('second'), rotatedAt: NOW };

  it('is replaced when it is the current one, whenever that is', () => {
    expect(judgeRefresh(facts, 'third', NOW)).toBe('rotate');
    expect(judgeRefresh(facts, 'third', after(3_600_000))).toBe('rotate');
    expect(judgeRefresh({ refreshHash: hashToken('first') }, 'first', NOW)).toBe('rotate');
  });

  it('still renews for ten seconds after it was replaced', () => {
    expect(judgeRefresh(facts, 'second', after(10_000))).toBe('repeat');
    expect(judgeRefresh(facts, 'second', after(10_001))).toBe('reuse');
  });

  it('is known as used up when it is older than that', () => {
    expect(judgeRefresh(facts, 'first', NOW)).toBe('reuse');
    expect(
      judgeRefresh({ refreshHash: hashToken('first'), previousRefreshHash: null, rotatedAt: null }, 'x', NOW),
    ).toBe('reuse');
  });
});
