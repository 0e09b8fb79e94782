import { describe, expect, it } from '@jest/globals';
import { THE_SYSTEM, type AuditTrail, type EventDraft } from '../../audit/index.js';
import { MovableClock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { EndHold } from './end-hold.js';
import type { HeldRecording } from './held-recording.js';
import type { HoldTexts } from './hold-texts.js';
import type { Hold } from './hold.entity.js';

/** No more of it is told. */
const RECORDING = {
  ...{ id: '019c0000-0000-7000-8000-000000000001', startedAt: new Date('2026-11-01T10:00:00Z') },
} as HeldRecording;

/** A hold that was to last until `untilOn`, after somebody has released it on 24 November, and what is on record of that. */
async function released(untilOn: string): Promise<[hold: Hold, drafts: readonly EventDraft[]]> {
  const hold = { id: '019c0000-0000-7000-8000-000000000002', kind: 'complaint', state: 'active', untilOn } as Hold;
  const drafts: EventDraft[] = [];
  const record = (_em: unknown, draft: EventDraft) => Promise.resolve(drafts.push(draft));
  const seal = () => Promise.resolve(Buffer.from('sealed'));
  // It calls nothing else of them.
  const texts = { seal } as unknown as HoldTexts;
  const trail = { record } as unknown as AuditTrail;
  const em = { assign: Object.assign, flush: () => Promise.resolve() } as unknown as EntityManager;
  const endHold = new EndHold(texts, trail, new MovableClock(new Date('2026-11-24T07:00:00Z')));
  await endHold.execute(em, hold, RECORDING, { state: 'released', reason: 'Asia on ratkaistu.' }, THE_SYSTEM);
  return [hold, drafts];
}

describe('a hold that somebody ends', () => {
  it('has today as its last day', async () => {
    const [hold, drafts] = await released('2027-03-01');
    expect(hold).toMatchObject({ state: 'released', untilOn: '2026-11-24' });
    expect(drafts).toMatchObject([{ action: 'hold.released', facts: { until: '2026-11-24' } }]);
  });

  it('keeps its last day where that went by while it was being ended: it is not made to last longer', async () => {
    const [hold, drafts] = await released('2026-11-23');
    expect(hold).toMatchObject({ state: 'released', untilOn: '2026-11-23' });
    expect(drafts).toMatchObject([{ action: 'hold.released', facts: { until: '2026-11-23' } }]);
  });
});
