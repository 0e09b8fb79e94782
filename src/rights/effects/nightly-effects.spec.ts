import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import type { Database } from '../../platform/database/index.js';
import type { ReleaseCopies } from '../../recordings/index.js';
import type { EraseOnRequest } from '../../retention/index.js';
import type { ActOnCase } from '../case/act-on-case.js';
import type { ApplyRestriction } from './apply-restriction.js';
import { KeepRestricted } from './keep-restricted.js';
import { NightlyEffects } from './nightly-effects.js';
import { ReturnErasures } from './return-erasures.js';

const BROKEN = new TypeError('broken');
const broken = () => Promise.reject(BROKEN);

/** A database whose only answer is `rows`. */
function answering(rows: readonly object[]): Database {
  const entities = () => ({ find: () => Promise.resolve([{ recordingId: 'a-recording' }]) });
  return { query: () => Promise.resolve(rows), entities } as unknown as Database;
}

describe('what is looked at each night for the rights of people', () => {
  it('is not held up by the step before it', async () => {
    const done: string[] = [];
    const copies = { execute: () => Promise.resolve(done.push('copies')) } as unknown as ReleaseCopies;
    const keep = { execute: () => Promise.resolve(done.push('restrictions')) } as unknown as KeepRestricted;
    const nightly = new NightlyEffects({ execute: broken } as unknown as ReturnErasures, copies, keep);
    await expect(nightly.execute()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(done).toEqual(['copies', 'restrictions']);
  });

  it('returns the erasures of every other case where those of one cannot be looked at', async () => {
    const returned: string[] = [];
    const ifStillDue = (caseId: string) => (caseId === 'one' ? broken() : Promise.resolve(returned.push(caseId) > 0));
    const returns = new ReturnErasures(
      answering(['one', 'two'].map(caseId => ({ caseId, number: caseId }))),
      { prospect: () => Promise.resolve('due') } as unknown as EraseOnRequest,
      { ifStillDue } as unknown as ActOnCase,
      new SystemClock(),
    );
    await expect(returns.execute()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(returned).toEqual(['two']);
  });

  it('keeps every other recording that is restricted where one cannot be held', async () => {
    const held: string[] = [];
    const hold = ([id = '']: string[]) => (id === 'one' ? broken() : Promise.resolve(held.push(id)));
    const rows = ['one', 'two'].map(recordingId => ({ recordingId, reference: 'OIK-1', ground: '18-1-b' }));
    const keep = new KeepRestricted(answering(rows), { hold } as unknown as ApplyRestriction, new SystemClock());
    await expect(keep.execute()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(held).toEqual(['two']);
  });
});
