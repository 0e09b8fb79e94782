import { describe, expect, it } from '@jest/globals';
import type { MissingFact } from '../notice/missing-facts.js';
import { checkDecision } from './check-decision.js';
import type { FindingName } from './findings.js';
import type { NewDecision } from './going-live.schemas.js';

const decision = (over: Partial<NewDecision> = {}): NewDecision => ({
  ...{ option: null, reference: null, referenceOn: null, reason: 'Näin on sovittu.', rule: null },
  ...over,
});
const rule = { inForceFrom: '2026-12-01', appliesToEarlier: true };
const dated = { reference: 'YT-pöytäkirja 4/2026', referenceOn: '2026-10-01' };

function refusal(finding: FindingName, wanted: NewDecision, missing: readonly MissingFact[] = []): unknown {
  try {
    checkDecision(finding, wanted, missing);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a decision on an open finding', () => {
  it.each<[FindingName, NewDecision]>([
    ['retention-61-days-or-2-months', decision({ option: '2-months', rule })],
    ['listening-again-for-ticket', decision({ option: 'not-done' })],
    ['co-operation-procedure', decision(dated)],
    ['patients-among-groups', decision()],
    ['patients-among-groups', decision(dated)],
  ])('is one that %s can have', (finding, wanted) => {
    expect(refusal(finding, wanted)).toBeNull();
  });

  it.each<[string, FindingName, NewDecision]>([
    ['without an option where there are some', 'listening-again-for-ticket', decision()],
    ['with an option of another finding', 'listening-again-for-ticket', decision({ option: '61-days' })],
    ['with an option where there are none', 'patients-among-groups', decision({ option: 'not-done' })],
    ['without the document that stands for it', 'impact-assessment', decision()],
    ['with a document of no day', 'impact-assessment', decision({ reference: 'VA-1' })],
    [
      'on retention without a day from which the rule counts',
      'retention-61-days-or-2-months',
      decision({ option: '61-days' }),
    ],
    ['with a rule where none is changed', 'impact-assessment', decision({ ...dated, rule })],
  ])('is not taken %s', (_why, finding, wanted) => {
    expect(refusal(finding, wanted)).toBe('decision-unfit');
  });

  it('is not taken while the settings say otherwise, and only its own settings count', () => {
    const missing: MissingFact[] = [{ fact: 'legal-basis', of: 'complaint' }];
    expect(refusal('legal-basis-per-purpose', decision(dated), missing)).toBe('setting-lacks');
    expect(refusal('article-9-condition', decision(), missing)).toBeNull();
  });
});
