import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ContinuationGuard } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import type { AdoptedRule } from '../../recordings/index.js';
import type { ApplyRule, RecordingOfRule } from './apply-rule.js';
import { ApplyRules } from './apply-rules.job.js';
import type { FinishRule } from './finish-rule.js';
import type { RulesToApply } from './rules-to-apply.js';

const BATCH = 200;
const DAY = parseDay('2026-11-24');
const RULE: AdoptedRule = { version: 2, rule: { kind: 'days', days: 30 }, inForceFrom: DAY, appliesToEarlier: true };

/** Recordings whose ids end with the numbers from `first` on. */
function recordings(first: number, count: number): RecordingOfRule[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `019c0000-0000-7000-8000-${String(first + n).padStart(12, '0')}`,
    ...{ endedAt: new Date('2026-11-01T10:00:00Z'), ordinaryDueOn: DAY },
  }));
}

describe('the job that applies rules', () => {
  const logged: unknown[][] = [];
  const begun = jest.fn<() => Promise<AdoptedRule[]>>();
  const older = jest.fn<(rule: AdoptedRule, after: string, limit: number) => Promise<RecordingOfRule[]>>();
  const apply = jest.fn<(rule: AdoptedRule, recordings: readonly RecordingOfRule[]) => Promise<unknown[]>>();
  const finish = jest.fn<(version: number) => Promise<void>>();
  const continues = jest.fn<() => Promise<boolean>>();
  let job: ApplyRules;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    begun.mockReset().mockResolvedValue([RULE]);
    older.mockReset().mockResolvedValue([]);
    apply.mockReset().mockResolvedValue([]);
    finish.mockReset().mockResolvedValue();
    continues.mockReset().mockResolvedValue(true);
    // It calls nothing else of them.
    job = new ApplyRules(
      { begun, recordings: older } as unknown as RulesToApply,
      { execute: apply } as unknown as ApplyRule,
      { execute: finish } as unknown as FinishRule,
      { look: continues } as unknown as ContinuationGuard,
    );
  });

  it('goes from batch to batch until one is not full, and says that the rule is applied', async () => {
    const [full, rest] = [recordings(0, BATCH), recordings(BATCH, 1)];
    older.mockResolvedValueOnce(full).mockResolvedValueOnce(rest);
    await job.look();
    const asked = older.mock.calls.map(([, after, limit]) => [after, limit]);
    expect(asked).toEqual([...[[NOBODY, BATCH]], ...[[full.at(-1)?.id, BATCH]], ...[[NOBODY, 1]]]);
    expect(apply.mock.calls.map(([, given]) => given)).toEqual([full, rest]);
    expect(finish.mock.calls).toEqual([[RULE.version]]);
  });

  it('does not call a rule applied while something of an older one has come since', async () => {
    older.mockResolvedValueOnce(recordings(0, 1)).mockResolvedValueOnce(recordings(1, 1));
    await job.look();
    expect(finish).not.toHaveBeenCalled();
    expect(logged).toEqual([]);
  });

  it('does not call a rule applied where a recording could not be moved, and tells of that by names alone', async () => {
    older.mockResolvedValueOnce(recordings(0, 4));
    const full = () => Object.assign(new Error('/salainen/polku'), { code: 'ENOSPC' });
    apply.mockResolvedValueOnce([full(), full(), new TypeError('/salainen/polku'), 'salaista']);
    await job.look();
    expect(finish).not.toHaveBeenCalled();
    expect(logged).toEqual([["couldn't move 4 recordings (ENOSPC, TypeError, unknown); it is tried again"]]);
  });

  it('leaves a restored database alone until somebody has accepted it', async () => {
    continues.mockResolvedValue(false);
    await job.look();
    expect(older).not.toHaveBeenCalled();
  });
});
