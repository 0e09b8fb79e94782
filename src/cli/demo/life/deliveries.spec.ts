import { describe, expect, it } from '@jest/globals';
import { syntheticCalls } from '../calls.js';
import { loadDialogues } from '../dialogues.js';
import { planDeliveries } from './deliveries.js';

const now = new Date('2026-11-24T08:10:00Z');
const calls = syntheticCalls({ dialogues: await loadDialogues(), seed: 1, now, days: 75, count: 420 });
const planned = planDeliveries(calls, now, 1);

function ageDays({ at }: { at: Date }): number {
  return (now.getTime() - at.getTime()) / 86_400_000;
}

describe('the deliveries of the exchanges', () => {
  it('bring every call once, soon after its end and never after now', () => {
    const first = planned.filter(({ outcome }) => outcome === 'filed' || outcome === 'to-sort-out');
    expect(first.map(({ call }) => call)).toEqual(calls);
    for (const { at, call } of first) {
      expect(at.getTime()).toBeGreaterThanOrEqual(Date.parse(call.metadata.endedAt));
      expect(at.getTime()).toBeLessThanOrEqual(Math.min(now.getTime(), Date.parse(call.metadata.endedAt) + 90_000));
    }
  });

  it('are the same for the same seed', () => {
    expect(planDeliveries(calls, now, 1)).toEqual(planned);
    expect(planDeliveries(calls, now, 2)).not.toEqual(planned);
  });

  it('leave some calls of the last two weeks to be sorted out, and some long before', () => {
    const ages = planned.filter(({ outcome }) => outcome === 'to-sort-out').map(ageDays);
    expect(ages.filter(age => age < 13).length).toBeGreaterThanOrEqual(3);
    expect(ages.filter(age => age > 16).length).toBeGreaterThanOrEqual(3);
  });

  it('never split a call of two legs by leaving one of them to be sorted out', () => {
    const waiting = planned.filter(({ outcome }) => outcome === 'to-sort-out');
    expect(waiting.filter(({ call }) => call.metadata.linkedId !== undefined)).toEqual([]);
  });

  it('leave the announcement to the plan in some calls that came in through the second exchange, never of an outgoing call', () => {
    const byPlan = planned.filter(({ metadata }) => !('notice' in metadata));
    expect(byPlan.length).toBeGreaterThan(10);
    for (const { call } of byPlan) expect(call.metadata).toMatchObject({ source: 'pbx-2', direction: 'inbound' });
  });

  it('name an extension that nobody has in a few calls', () => {
    const agents = planned.map(({ metadata }) => ('agent' in metadata ? metadata.agent : null));
    expect(agents.filter(agent => JSON.stringify(agent) === '{"extension":"4199"}')).toHaveLength(3);
  });

  it('go wrong now and then, each at a moment when it can', () => {
    const [late] = planned.filter(({ outcome }) => outcome === 'too-late');
    expect(late && ageDays(late)).toBe(3);
    expect(late && (Date.parse(late.call.metadata.endedAt) - now.getTime()) / 86_400_000).toBeLessThan(-64);
    const ids = planned.filter(({ outcome }) => outcome !== 'too-late').map(({ metadata }) => externalIdOf(metadata));
    expect(late && ids).not.toContain(late && externalIdOf(late.metadata));
    const [broken] = planned.filter(({ outcome }) => outcome === 'broken');
    const whole = planned.find(({ call, outcome }) => call === broken?.call && outcome === 'filed');
    expect(broken && whole && broken.at < whole.at).toBe(true);
    expect(planned.filter(({ outcome }) => outcome === 'known')).toHaveLength(1);
  });
});

function externalIdOf(metadata: object): unknown {
  return 'externalId' in metadata ? metadata.externalId : undefined;
}
