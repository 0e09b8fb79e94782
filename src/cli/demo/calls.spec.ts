import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { syntheticCalls, type SyntheticCall } from './calls.js';
import { demandAt } from './demand.js';
import { loadDialogues } from './dialogues.js';

const dialogues = await loadDialogues();
const now = new Date('2026-11-24T08:10:00Z');
const demo = syntheticCalls({ dialogues, seed: 1, now, days: 75, count: 420 });

function at(instant: string): number {
  return Date.parse(instant);
}

function agesHours(calls: readonly SyntheticCall[]): number[] {
  return calls.map(({ metadata }) => (now.getTime() - at(metadata.endedAt)) / 3_600_000);
}

function contacts(calls: readonly SyntheticCall[]): SyntheticCall[][] {
  return [...Map.groupBy(calls, ({ metadata }) => metadata.linkedId ?? metadata.externalId).values()];
}

describe('syntheticCalls', () => {
  it('gives the same calls for the same seed and moment, others for another seed', () => {
    expect(syntheticCalls({ dialogues, seed: 1, now, days: 75, count: 420 })).toEqual(demo);
    expect(syntheticCalls({ dialogues, seed: 2, now, days: 75, count: 420 })).not.toEqual(demo);
  });

  it('gives as many recordings as wanted, in order of their end, none from outside the days before now', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 150 }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 2, max: 12 }),
        (count, moment, days) => {
          const calls = syntheticCalls({ dialogues, seed: 3, now: moment, days, count });
          const ends = calls.map(({ metadata }) => at(metadata.endedAt));
          expect(calls).toHaveLength(count);
          expect(ends).toEqual(ends.toSorted((one, other) => one - other));
          expect(Math.max(...ends)).toBeLessThanOrEqual(moment.getTime());
          for (const { metadata } of calls)
            expect(at(metadata.startedAt)).toBeGreaterThanOrEqual(moment.getTime() - days * 86_400_000);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('lasts from the answer to the end exactly as long as its audio', () => {
    for (const { metadata, dialogueId, lengthMs = 0 } of demo) {
      const dialogue = dialogues.find(({ id }) => id === dialogueId);
      expect(at(metadata.startedAt)).toBeLessThan(at(metadata.answeredAt));
      expect(at(metadata.endedAt) - at(metadata.answeredAt)).toBe(lengthMs);
      expect(lengthMs).toBeLessThanOrEqual(dialogue?.durationMs ?? 0);
    }
  });

  it('gives every recording an id that its exchange has not used before', () => {
    const ids = demo.map(({ metadata }) => `${metadata.source} ${metadata.externalId}`);
    expect(new Set(ids).size).toBe(demo.length);
  });

  it('transfers about one contact in twelve: same caller and exchange, another agent, the next second', () => {
    const transferred = contacts(demo).filter(legs => legs.length > 1);
    const share = transferred.length / contacts(demo).length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.12);
    for (const [first, second, ...more] of transferred) {
      expect(more).toEqual([]);
      expect(first?.lengthMs).toBe(dialogues.find(({ id }) => id === first?.dialogueId)?.durationMs);
      expect(first?.metadata.linkedId).toBe(first?.metadata.externalId);
      expect(second?.metadata).toMatchObject({ caller: first?.metadata.caller, source: first?.metadata.source });
      expect(second?.metadata.ticket).toBe(first?.metadata.ticket);
      expect(second?.metadata.agent).not.toEqual(first?.metadata.agent);
      expect(second?.metadata.startedAt).toBe(first?.metadata.endedAt);
    }
    const single = contacts(demo).filter(legs => legs.length === 1);
    expect(single.every(([call]) => call?.metadata.linkedId === undefined)).toBe(true);
  });

  it('never has an agent on two calls at once', () => {
    for (const calls of Map.groupBy(demo, ({ metadata }) => metadata.agent.username).values())
      calls.slice(1).forEach(({ metadata }, index) => {
        expect(at(metadata.answeredAt)).toBeGreaterThanOrEqual(at(calls[index]?.metadata.endedAt ?? ''));
      });
  });

  it('leaves nights and weekends to the on-call queue, working hours to the others', () => {
    const queues = new Set(demo.map(({ metadata }) => metadata.queue));
    expect(queues).toEqual(new Set(['user-support', 'clinical-applications', 'devices', 'network', 'on-call']));
    for (const { metadata } of demo) {
      // A slot of five minutes may begin before the hour and its call after it.
      const moments = [at(metadata.startedAt) - 300_000, at(metadata.startedAt)];
      const open = moments.map(moment => demandAt(new Date(moment)).open);
      expect(open).toContain(metadata.queue !== 'on-call');
    }
  });

  it('has calls of the last minutes and hours, and calls that are past their last day', () => {
    const ages = agesHours(demo);
    expect(ages.filter(age => age < 0.15).length).toBeGreaterThanOrEqual(1);
    expect(ages.filter(age => age < 8).length).toBeGreaterThanOrEqual(8);
    expect(ages.filter(age => age > 62 * 24).length).toBeGreaterThan(40);
  });

  it('is as recent when the demo is started at night', () => {
    const night = new Date('2026-11-22T01:30:00Z');
    const last = syntheticCalls({ dialogues, seed: 1, now: night, days: 75, count: 420 }).at(-1);
    expect(night.getTime() - at(last?.metadata.endedAt ?? '')).toBeLessThan(300_000);
    expect(last?.metadata.queue).toBe('on-call');
  });

  it('carries the name that is heard, and identity codes from the second exchange only', () => {
    for (const { metadata, dialogueId } of demo) {
      const heard = dialogues.find(({ id }) => id === dialogueId)?.caller.name;
      if (heard !== undefined) expect(metadata.caller.name).toBe(heard);
      if (metadata.source === 'pbx-1') {
        expect(metadata.patients).toBeUndefined();
        expect(metadata.caller.personalIdentityCode).toBeUndefined();
      }
    }
    expect(demo.some(({ metadata }) => metadata.patients !== undefined)).toBe(true);
    expect(demo.some(({ metadata }) => metadata.caller.personalIdentityCode !== undefined)).toBe(true);
  });

  it('has a ticket on about two thirds, numbered in order of time', () => {
    const firstLegs = contacts(demo).flatMap(([first]) => first ?? []);
    const tickets = firstLegs.flatMap(({ metadata }) => metadata.ticket ?? []);
    expect(tickets.length / firstLegs.length).toBeCloseTo(2 / 3, 1);
    expect(tickets).toEqual(tickets.toSorted());
    expect(tickets.every(ticket => /^INC-1\d{4}$/.test(ticket))).toBe(true);
  });

  it('comes mostly as stereo A-law, and in the other formats too', () => {
    const formats = Map.groupBy(demo, ({ format, channels }) => `${format} ${channels}`);
    expect(formats.get('alaw 2')?.length).toBeGreaterThan(210);
    expect([...formats.keys()].sort()).toEqual(['alaw 1', 'alaw 2', 'pcm16 1', 'pcm16 2', 'ulaw 2']);
  });
});
