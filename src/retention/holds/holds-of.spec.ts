import { expect, it } from '@jest/globals';
import { MovableClock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { HoldsOf } from './holds-of.js';

it('where no recording goes, no hold goes with one, and nothing is asked for that', async () => {
  const holds = new HoldsOf(new MovableClock(new Date('2026-11-24T07:00:00Z')));
  // It is asked for nothing.
  expect(await holds.takeWith({} as EntityManager, [])).toEqual(new Map());
});
