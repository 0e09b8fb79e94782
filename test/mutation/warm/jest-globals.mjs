import { ModernFakeTimers } from '@jest/fake-timers';
import { expect } from 'expect';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';
import { ModuleMocker } from 'jest-mock';

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({
  config: { rootDir: import.meta.dirname, fakeTimers: {}, testEnvironmentOptions: {} },
  global: globalThis,
});

/** What the specs use of jest's own object. */
export const jest = {
  fn: implementation => mocker.fn(implementation),
  spyOn: (...of) => mocker.spyOn(...of),
  restoreAllMocks: () => void mocker.restoreAllMocks(),
  useFakeTimers: options => timers.useFakeTimers(options),
  useRealTimers: () => timers.useRealTimers(),
  advanceTimersByTime: ms => timers.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: ms => timers.advanceTimersByTimeAsync(ms),
  getTimerCount: () => timers.getTimerCount(),
  setTimeout: () => undefined,
};

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test };
