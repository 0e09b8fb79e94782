import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { REFUSAL_GROUNDS } from '../case/grounds.js';
import { checkAssessment, type WantedAssessment } from './assessment-rules.js';
import { GROUNDS_OF_WITHHOLDING } from '../case/grounds.js';

function codeOf(wanted: WantedAssessment): string | null {
  try {
    checkAssessment(wanted);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('the assessment of a recording', () => {
  it.each(['withheld', 'redacted-copy'] as const)('has a ground that fits and reasons where it is %s', decision => {
    const reasons = 'Puhelussa on toisen potilaan tietoja.';
    for (const ground of REFUSAL_GROUNDS) {
      const fits = (GROUNDS_OF_WITHHOLDING as readonly string[]).includes(ground);
      expect(codeOf({ decision, ground, reasons })).toBe(fits ? null : 'ground-does-not-fit');
    }
    expect(codeOf({ decision, reasons })).toBe('ground-missing');
    expect(codeOf({ decision, ground: 'rights-of-others-15-4' })).toBe('reasons-missing');
    expect(codeOf({ decision, ground: 'rights-of-others-15-4', reasons: ' ' })).toBe('reasons-missing');
  });

  it('has none where a whole copy is given', () => {
    expect(codeOf({ decision: 'copy' })).toBeNull();
    expect(codeOf({ decision: 'copy', reasons: 'Kaikki on pyytäjän omaa.' })).toBeNull();
    expect(codeOf({ decision: 'copy', ground: 'rights-of-others-15-4' })).toBe('ground-not-needed');
  });
});
