import { describe, expect, it, jest } from '@jest/globals';
import { LogGate, type AuditTrail } from '../../audit/index.js';
import type { SignInAttempts } from '../../identity/index.js';
import { MovableClock } from '../../kernel/clock.js';
import type { Database } from '../../platform/database/index.js';
import { CheckDownload } from './check-download.js';

describe('a download', () => {
  it('is not looked for, and no try is counted, while a person has to settle something about the log', async () => {
    const gate = new LogGate();
    const run = jest.fn<SignInAttempts['run']>();
    const check = new CheckDownload(
      {} as Database,
      { run } as unknown as SignInAttempts,
      {} as AuditTrail,
      new MovableClock(new Date('2026-11-28T07:00:00Z')),
      gate,
    );
    gate.close('alarm');
    await expect(check.find('a token', '192.0.2.1')).rejects.toMatchObject({ code: 'log-closed' });
    await expect(check.check('a token', 'a code', '192.0.2.1')).rejects.toMatchObject({ code: 'log-closed' });
    expect(run).not.toHaveBeenCalled();
  });
});
