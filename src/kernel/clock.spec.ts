import { describe, expect, it, jest } from '@jest/globals';
import { CatchingUpClock, MovableClock, SystemClock } from './clock.js';

const PAST = new Date('2026-09-10T06:00:00Z');
const LATER = new Date('2026-09-10T06:00:01Z');

function expectMachineTime(read: () => Date): void {
  const beforeMs = Date.now();
  const readMs = read().getTime();
  expect(readMs).toBeGreaterThanOrEqual(beforeMs);
  expect(readMs).toBeLessThanOrEqual(Date.now());
}

describe('the system clock', () => {
  it("shows the machine's time", () => {
    expectMachineTime(() => new SystemClock().now());
  });
});

describe('a movable clock', () => {
  it('stands still until it is moved, forwards or backwards', () => {
    const clock = new MovableClock(PAST);
    expect(clock.now()).toEqual(PAST);
    clock.moveTo(LATER);
    expect(clock.now()).toEqual(LATER);
    clock.advance(-1000);
    expect(clock.now()).toEqual(PAST);
  });
});

describe('a clock that catches up', () => {
  it('stands at the moment of the past that it was moved to', () => {
    const clock = new CatchingUpClock(PAST);
    expect(clock.now()).toEqual(PAST);
    clock.moveTo(LATER);
    clock.moveTo(LATER);
    expect(clock.now()).toEqual(LATER);
  });

  it('never goes backwards', () => {
    const clock = new CatchingUpClock(LATER);
    expect(() => {
      clock.moveTo(PAST);
    }).toThrow(new RangeError("couldn't move the clock backwards"));
    expect(clock.now()).toEqual(LATER);
  });

  it("shows the machine's time once it goes on, and is not moved any more", () => {
    const clock = new CatchingUpClock(PAST);
    clock.goOn();
    expectMachineTime(() => clock.now());
    expect(() => {
      clock.moveTo(new Date(Date.now() + 60_000));
    }).toThrow(new RangeError("couldn't move the clock: it goes by itself now"));
    expectMachineTime(() => clock.now());
  });

  it('does not go on from the future, which would be a step backwards', () => {
    const clock = new CatchingUpClock(new Date(Date.now() + 3_600_000));
    expect(() => {
      clock.goOn();
    }).toThrow(new RangeError("couldn't go on: the clock was moved into the future"));
  });

  it('goes on from this very moment', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(PAST.getTime());
    const clock = new CatchingUpClock(PAST);
    clock.goOn();
    now.mockRestore();
    expectMachineTime(() => clock.now());
  });

  it('hands out instants that nobody can change for others', () => {
    const clock = new CatchingUpClock(PAST);
    clock.now().setTime(0);
    expect(clock.now()).toEqual(PAST);
  });
});
