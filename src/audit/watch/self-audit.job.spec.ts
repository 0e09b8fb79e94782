import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SelfAuditJob } from './self-audit.job.js';
import type { SelfAudit } from './self-audit.js';

describe('the job of the self-audit', () => {
  const logged: unknown[][] = [];

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
  });

  it('looks after the log at each call, says in words what it could not, and ends', async () => {
    const execute = jest.fn<() => Promise<void>>().mockRejectedValueOnce(new TypeError('salaista')).mockResolvedValue();
    const job = new SelfAuditJob({ execute } as unknown as SelfAudit); // it calls nothing else
    await job.look();
    expect(logged).toEqual([["couldn't look after the log (TypeError); it is tried again and again"]]);
    await job.look();
    expect(execute).toHaveBeenCalledTimes(2);
    await job.onModuleDestroy();
    await job.look();
    expect(execute).toHaveBeenCalledTimes(2);
  });
});
