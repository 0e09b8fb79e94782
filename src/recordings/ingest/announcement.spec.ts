import { describe, expect, it } from '@jest/globals';
import { isEachOnce, plannedFor, type Announcement } from './announcement.js';

const GENERAL: Announcement = {
  ...{ queue: null, direction: null, version: '2026-1', language: 'fi' },
  ...{ from: '2026-01-01', until: null },
};
const CALL = { queue: 'user-support', direction: 'inbound', startedAt: new Date('2026-06-01T07:00:00Z') } as const;

function versionFor(plan: readonly Announcement[], more: Partial<Parameters<typeof plannedFor>[0]> = {}) {
  return plannedFor({ ...CALL, ...more }, plan)?.version ?? null;
}

describe('the announcement plan', () => {
  it('has for a call the entry of its very queue and direction before a general one', () => {
    const queue = { ...GENERAL, queue: 'user-support', version: 'queue' };
    const direction = { ...GENERAL, direction: 'inbound' as const, version: 'direction' };
    expect(versionFor([GENERAL, queue, direction])).toBe('queue');
    expect(versionFor([GENERAL, direction], { queue: 'devices' })).toBe('direction');
    expect(versionFor([GENERAL, direction], { direction: 'internal' })).toBe('2026-1');
    expect(versionFor([])).toBeNull();
  });

  it('goes by the day on which the call started in Helsinki, the last one included', () => {
    const until = [{ ...GENERAL, until: '2026-05-31' }];
    expect(versionFor(until, { startedAt: new Date('2026-05-31T20:59:59Z') })).toBe('2026-1');
    expect(versionFor(until, { startedAt: new Date('2026-05-31T21:00:00Z') })).toBeNull();
    expect(versionFor([GENERAL], { startedAt: new Date('2025-12-31T21:59:59Z') })).toBeNull();
    expect(versionFor([GENERAL], { startedAt: new Date('2025-12-31T22:00:00Z') })).toBe('2026-1');
  });

  it('has the newest of two that are for the same calls, in whatever order they stand', () => {
    const newer = { ...GENERAL, from: '2026-05-01', version: '2026-2' };
    expect(versionFor([GENERAL, newer])).toBe('2026-2');
    expect(versionFor([newer, GENERAL])).toBe('2026-2');
  });

  it('has for an outgoing call only an entry of its own', () => {
    const outbound = { ...GENERAL, direction: 'outbound' as const, version: 'told' };
    expect(versionFor([GENERAL], { direction: 'outbound' })).toBeNull();
    expect(versionFor([GENERAL, outbound], { direction: 'outbound' })).toBe('told');
    expect(versionFor([outbound])).toBeNull();
  });

  it('knows two entries between which nobody can tell', () => {
    expect(isEachOnce([GENERAL, { ...GENERAL, version: '2026-2', until: '2026-12-31' }])).toBe(false);
    const others = [{ queue: 'devices' }, { direction: 'outbound' as const }, { from: '2026-02-01' }];
    expect(isEachOnce([GENERAL, ...others.map(more => ({ ...GENERAL, ...more }))])).toBe(true);
  });
});
