import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../platform/database/index.js';
import type { PrepareEffect } from './prepare-effect.js';
import { StartErasures } from './start-erasures.js';
import { StartRestrictions } from './start-restrictions.js';

const DUE = [
  { id: 'one', ground: '18-1-a' },
  { id: 'two', ground: '18-1-a' },
];

/** Two cases are due; the first one always fails. */
function twoCases() {
  const begun: string[] = [];
  const entities = { findOneOrFail: () => Promise.resolve({ decidedBy: 'a', confirmedBy: 'b' }) };
  const database = { query: () => Promise.resolve(DUE), entities: () => entities } as unknown as Database;
  const byItself = (caseId: string): Promise<void> => {
    if (caseId === 'one') return Promise.reject(new TypeError('broken'));
    begun.push(caseId);
    return Promise.resolve();
  };
  return { database, prepare: { byItself } as unknown as PrepareEffect, begun };
}

describe('what begins by itself', () => {
  it.each([
    ['erasures', StartErasures],
    ['restrictions', StartRestrictions],
  ])('begins in every other case when %s of one fail', async (_, Start) => {
    const { database, prepare, begun } = twoCases();
    await new Start(database, prepare).execute();
    expect(begun).toEqual(['two']);
  });
});
