import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import type { Database } from '../../platform/database/index.js';
import type { Notices } from '../../platform/notify/index.js';
import type { ActOnCase } from '../case/act-on-case.js';
import { RemindOfCases } from './remind-of-cases.js';
import type { RemindOfMailbox } from './remind-of-mailbox.js';
import { RemindJob } from './remind.job.js';

const BROKEN = new TypeError('broken');

describe('reminders', () => {
  it('are given of every other case and of the mailbox where those of one case cannot be', async () => {
    const reminded: string[] = [];
    const find = () => Promise.resolve([{ id: 'one' }, { id: 'two' }]);
    const ifStillDue = (id: string): Promise<boolean> => {
      if (id === 'one') return Promise.reject(BROKEN);
      return Promise.resolve(!reminded.includes(id) && reminded.push(id) > 0);
    };
    const cases = new RemindOfCases(
      { entities: () => ({ find }) } as unknown as Database,
      { ifStillDue } as unknown as ActOnCase,
      {} as unknown as Notices,
      new SystemClock(),
    );
    const mailbox = { execute: () => Promise.resolve(reminded.push('mailbox')) } as unknown as RemindOfMailbox;
    await expect(new RemindJob(cases, mailbox).execute()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(reminded).toEqual(['two', 'mailbox']);
  });
});
