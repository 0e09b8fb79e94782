import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import type { Announcement } from '../ingest/announcement.js';
import { plannedAnnouncements } from './planned-announcements.js';

const TODAY = parseDay('2026-11-24');
const entry = (more: Partial<Announcement> = {}): Announcement => ({
  ...{ queue: null, direction: null, version: '2026-1', language: 'fi', from: '2026-01-01', until: null },
  ...more,
});

describe('the announcements of today', () => {
  it('are those of every plan, each once', () => {
    const plans = [
      [entry(), entry({ queue: 'tuki' })],
      [entry(), entry({ language: 'sv' })],
    ];
    expect(plannedAnnouncements(plans, TODAY)).toEqual([
      { version: '2026-1', language: 'fi', saidBy: 'system' },
      { version: '2026-1', language: 'sv', saidBy: 'system' },
    ]);
  });

  it('begin and end with their days', () => {
    const days = [entry({ until: '2026-11-23' }), entry({ version: '2026-2', from: '2026-11-25' })];
    expect(plannedAnnouncements([days], TODAY)).toEqual([]);
    expect(plannedAnnouncements([[entry({ until: TODAY }), entry({ from: TODAY, queue: 'a' })]], TODAY)).toHaveLength(
      1,
    );
  });

  it('are said by the agent where the call is an outgoing one', () => {
    expect(plannedAnnouncements([[entry({ direction: 'outbound' })]], TODAY)).toMatchObject([{ saidBy: 'agent' }]);
  });
});
