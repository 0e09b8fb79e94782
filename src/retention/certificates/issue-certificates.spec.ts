import { expect, it } from '@jest/globals';
import { MovableClock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { RuleInForce, SourceTerms } from '../../recordings/index.js';
import type { Finality } from './finality.js';
import { IssueCertificates } from './issue-certificates.js';

it('where no unit is gone, no certificate is written, and nothing is asked for that', async () => {
  // None of them is asked for anything.
  const [rules, sources, finality] = [{} as RuleInForce, {} as SourceTerms, {} as Finality];
  const certificates = new IssueCertificates(
    rules,
    sources,
    finality,
    new MovableClock(new Date('2026-11-24T07:00:00Z')),
  );
  const why = { reason: 'due', purgeRunId: '019c0000-0000-7000-8000-00000000000a' } as const;
  await expect(certificates.execute({} as EntityManager, [], why)).resolves.toBeUndefined();
});
