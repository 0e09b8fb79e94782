import { expect, it } from '@jest/globals';
import { yearsTo } from './years-to.js';

it('offers this year first, then those before it', () => {
  expect(yearsTo('2026-11-27')).toEqual([2026, 2025, 2024, 2023, 2022]);
});
