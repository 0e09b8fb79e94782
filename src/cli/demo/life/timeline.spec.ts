import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CatchingUpClock } from '../../../kernel/clock.js';
import { minutes, seconds, Timeline, type Activity } from './timeline.js';

const START = new Date('2026-09-10T06:00:00Z');

function after(ms: number): Date {
  return new Date(START.getTime() + ms);
}

function world() {
  const clock = new CatchingUpClock(START);
  const seen: [name: string, ms: number][] = [];
  async function* doing(name: string, pauses: readonly number[]): Activity {
    for (const pause of [...pauses, null]) {
      seen.push([name, clock.now().getTime() - START.getTime()]);
      await Promise.resolve();
      if (pause !== null) yield pause;
    }
  }
  return { clock, seen, doing, timeline: new Timeline(clock) };
}

describe('a timeline', () => {
  it('lets activities take turns in the order of time', async () => {
    const { clock, seen, doing, timeline } = world();
    timeline.add(after(seconds(10)), doing('visit', [seconds(30), seconds(30)]));
    timeline.add(after(seconds(20)), doing('call', []));
    timeline.add(after(minutes(1)), doing('purge', []));
    await timeline.live(after(minutes(5)), () => undefined);
    expect(seen).toEqual([
      ['visit', 10_000],
      ['call', 20_000],
      ['visit', 40_000],
      ['purge', 60_000],
      ['visit', 70_000],
    ]);
    expect(clock.now()).toEqual(after(minutes(5)));
  });

  it('keeps the order of what is added for the same moment', async () => {
    const { seen, doing, timeline } = world();
    for (const name of ['a', 'b', 'c']) timeline.add(after(5), doing(name, []));
    await timeline.live(after(5), () => undefined);
    expect(seen.map(([name]) => name)).toEqual(['a', 'b', 'c']);
  });

  it('leaves what would go on after its end where it is', async () => {
    const { seen, doing, timeline } = world();
    timeline.add(after(0), doing('interrupted', [minutes(10)]));
    timeline.add(after(minutes(6)), doing('never', []));
    await timeline.live(after(minutes(5)), () => undefined);
    expect(seen).toEqual([['interrupted', 0]]);
  });

  it('never moves the clock backwards nor past its end, whatever is planned', async () => {
    const plan = fc.array(fc.tuple(fc.integer({ min: -500, max: 2000 }), fc.array(fc.integer({ min: 0, max: 400 }))));
    await fc.assert(
      fc.asyncProperty(plan, async activities => {
        const { clock, seen, doing, timeline } = world();
        activities.forEach(([at, pauses], index) => {
          timeline.add(after(at), doing(`${index}`, pauses));
        });
        const moments: number[] = [];
        await timeline.live(after(1000), at => moments.push(at.getTime()));
        expect(moments).toEqual(moments.toSorted((one, other) => one - other));
        expect(Math.max(0, ...seen.map(([, ms]) => ms))).toBeLessThanOrEqual(1000);
        expect(new Set(seen.map(([name]) => name)).size).toBe(activities.filter(([at]) => at <= 1000).length);
        expect(clock.now()).toEqual(after(1000));
      }),
    );
  });

  it('ends with the failure of an activity', async () => {
    const { timeline } = world();
    async function* failing(): Activity {
      yield 0;
      await Promise.reject(new Error('answered 500'));
    }
    timeline.add(after(1), failing());
    await expect(timeline.live(after(2), () => undefined)).rejects.toThrow('answered 500');
  });
});
